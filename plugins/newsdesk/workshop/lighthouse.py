"""What Lighthouse says of the front page and a story: four figures each, 100 the best."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .browsing import NoBrowser, chromium, served

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def run(build: Callable[[str, str], object]) -> None:
    """Build a site with `build`, which is told its folder and its address, and print the figures. Raises NoBrowser."""
    command, browser = _installed()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "site") as address:
        build(str(Path(folder) / "site"), address)
        story = max((Path(folder) / "site/stories").glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
        print(f"{'':10}{''.join(f'{name:>16}' for name in CATEGORIES)}")
        for kind, link in (("front", f"{address}/"), ("article", f"{address}/stories/{story.name}")):
            report = _report(command, browser, link, Path(folder) / "report.json")
            scores = (100 * report["categories"][name]["score"] for name in CATEGORIES)
            print(f"{kind:10}{''.join(f'{score:16.0f}' for score in scores)}")
            for row in _losses(report):
                print(f"  {row}")


def _installed() -> tuple[str, str]:
    """Return the commands of Lighthouse and of the browser."""
    beside = Path(os.environ.get("NEWSDESK_NODE_MODULES", "node_modules")) / ".bin/lighthouse"
    command = str(beside.resolve()) if beside.exists() else shutil.which("lighthouse")
    if not command or not shutil.which("node"):
        raise NoBrowser("Lighthouse is not installed: npm install --no-save --ignore-scripts lighthouse")
    return command, chromium()


def _report(command: str, browser: str, link: str, path: Path) -> dict[str, Any]:
    words = [command, link, "--quiet", "--output=json", f"--output-path={path}", f"--chrome-flags={FLAGS}"]
    words.append(f"--only-categories={','.join(CATEGORIES)}")
    subprocess.run(words, check=True, env={**os.environ, "CHROME_PATH": browser})
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _losses(report: dict[str, Any]) -> Iterator[str]:
    """Yield what costs points, with what Lighthouse says of it."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']} ({audit['score']:.2f}) {audit.get('displayValue', '')}".rstrip()
