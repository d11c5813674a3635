"""What the workshop measures and learns from: files of JSON lines, and the scorers beside them."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any


def read_documents(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file of JSON lines, plain or gzipped."""
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for row in stream:
            if row.strip():
                yield json.loads(row)


def load_scorer(path: Path) -> ModuleType:
    """Return a folder's own scorer. Raises FileNotFoundError if it is not there."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
