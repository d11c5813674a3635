"""Where the stories come from: their hosts, what `sources.toml` says of them, and which have no name yet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from .. import store
from ..clean import BadHeader, Sources, clean, host_of, is_page, read_sources, split_header

SOURCES = "sources.toml"
NO_NAME = "(no name)"


def read_known(content: Path) -> Sources:
    """Read what is known of sources, beside the pastes. Raises BadSources, store.NotText."""
    path = content / SOURCES
    return read_sources(store.read_text(path).text) if path.exists() else Sources()


def hosts_in(content: Path) -> tuple[Counter[str], list[str]]:
    """Count the pastes below a folder by host, "" for those without a source; and a line for each that cannot be read."""
    found, failures = Counter[str](), []
    for path in store.list_pastes(content):
        try:
            found[host_of(_source_of(store.read_text(path).text))] += 1
        except BadHeader as error:
            failures.append(f"{path}:{error.line}: {error.reason}")
        except store.NotText as error:
            failures.append(f"{path}: {error}")
    return found, failures


def _source_of(text: str) -> str:
    """Return the address in a paste's header; a saved page may tell its own."""
    header = split_header(text).header
    if "source" not in header and is_page(text):
        header = clean(text).header
    return header.get("source", "")


def tell(count: Mapping[str, int], known: Sources, console: Console) -> None:
    """Print hosts with their names and stories, most stories first, and the lines to write for those that are not known."""
    hosts = sorted(filter(None, count), key=lambda host: (-count[host], host))
    about = {host: known.of(host) for host in hosts}
    wide = max(map(len, ("host", *hosts)))
    lines = [f"hosts: {len(hosts)}, stories: {sum(count.values())}, of them without a source: {count.get('', 0)}", ""]
    lines.append(f"{'host':<{wide}}  stories  show     name")
    for host in hosts:
        source = about[host]
        show, name = (source.show or "full", source.name or NO_NAME) if source else ("full", NO_NAME)
        lines.append(f"{host:<{wide}}  {count[host]:>7}  {show:<7}  {name}")
    lines += _part(
        "in sources.toml without a name (write one there):",
        [f"  {source.host}" for source in known.by_host.values() if not source.name],
    )
    told = {source.host for source in about.values() if source}
    lines += _part("in sources.toml, of no story:", [f"  {host}" for host in sorted(known.by_host.keys() - told)])
    rows = [f'[{json.dumps(host, ensure_ascii=False)}]\nname = ""\n' for host in hosts if about[host] is None]
    lines += _part("lines for sources.toml, the names yours to write:", [""] * bool(rows) + rows)
    console.print(Text("\n".join(lines).rstrip("\n")), soft_wrap=True, highlight=False)


def _part(title: str, rows: Sequence[str]) -> Iterable[str]:
    return ["", title, *rows] if rows else []
