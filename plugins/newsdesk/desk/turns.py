"""Who runs when: a copy of the server is made while no request is being answered.

A copy has one thread. What another held at that moment, such as the lock of a module that it was importing, nobody gives back
there, and a build that needs it would wait for ever.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Turns of the threads that answer requests, and of the one that makes copies."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = 0
        self._copying = False
        self._own = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Answer a request; a copy that is being made is waited for."""
        self._take()
        try:
            yield
        finally:
            self._give_up()

    @contextmanager
    def given_up(self) -> Iterator[None]:
        """Wait for something, and let copies be made meanwhile; a thread that has no turn has none to give up."""
        if not getattr(self._own, "has", False):
            yield
            return
        self._give_up()
        try:
            yield
        finally:
            self._take()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make a copy, once all requests are answered or wait."""
        with self._changed:
            self._copying = True
            self._changed.wait_for(lambda: not self._taken)
        try:
            yield
        finally:
            with self._changed:
                self._copying = False
                self._changed.notify_all()

    def _take(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._copying)
            self._taken += 1
        self._own.has = True

    def _give_up(self) -> None:
        self._own.has = False
        with self._changed:
            self._taken -= 1
            self._changed.notify_all()
