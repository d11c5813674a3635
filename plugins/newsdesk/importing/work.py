"""Items read on all cores of a machine, or on those of a cluster, and handed back in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from .. import workers
from .item import Item
from .reading import Read, read, read_batch

AT_ONCE, MOST_BYTES = 2048, 64_000_000
"""Items, and bytes, that are in memory at a time."""
SENT, SENT_BYTES = 32, 2_000_000
"""Items, and bytes, that a cluster's worker is handed at a time."""
WAITING = 4
"""Such batches that wait for each worker of a cluster."""


PATIENCE = "20s"
"""How long a cluster may take to answer at first."""


class NotRead(Exception):
    """The work cannot go on; the message says why and what to do."""


def on_cores(items: Iterable[Item], today: date) -> Iterator[Read]:
    """Yield what comes of each item, read by as many processes as there are cores. Raises NotRead if one is killed."""
    from ..clean import clean

    work = partial(read, today=today)
    warm = False
    for batch in batches(items, AT_ONCE, MOST_BYTES):
        if len(batch) < workers.ENOUGH or workers.count() < 2:
            yield from map(work, batch)
            continue
        if not warm:
            clean("Read once, so that no helper need load what all of them share.")
            warm = True
        try:
            yield from workers.each(work, batch)
        except BrokenProcessPool:
            raise NotRead(
                "a helper was killed, perhaps for want of memory; run it again: it goes on from here"
            ) from None


def on_cluster(items: Iterable[Item], today: date, address: str) -> Iterator[Read]:
    """Yield what comes of each item, read by the workers of a Dask cluster. What a worker that dies had in hand is done by another.

    Raises NotRead.
    """
    try:
        from distributed import Client
    except ImportError:
        raise NotRead("Dask is not installed; get it with: pip install 'newsdesk[dask]'") from None
    try:
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            yield from chain.from_iterable(_through(client, items, today))
    except (OSError, TimeoutError, ValueError) as error:
        raise NotRead(f"{address}: the cluster cannot be reached ({' '.join(str(error).split())[:200]})") from None


def _through(client: Any, items: Iterable[Item], today: date) -> Iterator[list[Read]]:
    waiting: deque[Any] = deque()
    for batch in batches(items, SENT, SENT_BYTES):
        waiting.append(client.submit(read_batch, batch, today, pure=False, retries=3))
        while len(waiting) > WAITING * max(1, len(client.scheduler_info()["workers"])):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def batches(items: Iterable[Item], most: int, most_bytes: int) -> Iterator[list[Item]]:
    """Yield items in lists that are bounded by number and by bytes."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.content)
        if len(batch) >= most or size >= most_bytes:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
