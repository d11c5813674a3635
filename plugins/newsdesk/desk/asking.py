"""The build that waits: a process that has read the site, answers questions on it, and goes on once a story has changed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, Protocol

from .. import workers
from .turns import Turns
from .web.site import TOLD, BeingRead, NoAnswer

CONTEXT: Any = multiprocessing.get_context("fork" if workers.CAN_FORK else "spawn")
PATIENCE = 1.5
"""Seconds that a question waits for a site that is being read: a page is usually there by then, and nobody waits longer in vain."""


class Build(Protocol):
    """Builds to a folder for an address."""

    def __call__(self, site: str, address: str, **more: Callable[..., object]) -> object:
        """Build; `more` may hold `wait`, `ready` and `published`, as in `Options`. A build that must begin anew publishes nothing."""


class Ready:
    """A build, in a process of its own, that has read everything and waits for stories to change.

    Where there is no fork the process begins anew, and the build must be one that can be handed over.
    """

    def __init__(self, build: Build, site: str, address: str) -> None:
        """Begin to read."""
        self._line, there = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=_wait_with, args=(build, site, address, there, self._line))
        self._process.start()
        there.close()

    def ask(self, *asked: str) -> Any:
        """Return the build's answer to a question, see `Waiting.answer`. Raises NoAnswer."""
        try:
            self._line.send(asked)
            found, wrong = self._line.recv()
        except (EOFError, OSError):
            raise NoAnswer("the site cannot be read; see what the terminal says") from None
        if wrong:
            raise NoAnswer(wrong)
        return found

    def go_on(self, published: Callable[[], object]) -> bool:
        """Have the build go on, and tell when it has published; False if it cannot, for too much has changed.

        None must where there is no fork: what it made to answer questions is still in it.
        """
        done = False
        with suppress(EOFError, OSError):
            self._line.send(())
            done = self._line.recv()
            published()
        self._process.join()
        return done

    def stop(self) -> None:
        """Have the build end where it is."""
        self._process.terminate()
        self._process.join()


def _wait_with(build: Build, site: str, address: str, line: Connection, servers: Connection) -> None:
    """Build, and answer what comes over the line once all is read; `servers` is its other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this
    servers.close()  # so that the line breaks when the server ends
    let_go_of_sockets(line.fileno())
    answers: list[Any] = []

    def wait() -> None:
        try:
            while asked := line.recv():
                try:
                    line.send((answers[0].answer(*asked), ""))
                except Exception as error:  # of one question
                    line.send((None, f"{type(error).__name__}: {error}"))
        except EOFError:
            sys.exit()

    build(site, address, ready=answers.append, wait=wait, published=lambda: line.send(True))


def let_go_of_sockets(*kept: int) -> None:
    """Let go of the sockets that a copy of the server has inherited.

    A line that the server closes would stay open as long as the copy has it, and a browser that asks over it would wait for ever.
    """
    if not workers.CAN_FORK:
        return
    nothing = os.open(os.devnull, os.O_RDWR)
    for name in os.listdir("/dev/fd"):
        with suppress(OSError):
            if int(name) not in kept and stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                os.dup2(
                    nothing, int(name), inheritable=False
                )  # its number stays taken, for the server's objects still know it
    os.close(nothing)


class Questions:
    """Leads questions, from any thread, to the build that waits."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.told: Mapping[str, Any] = {}
        """what was answered last to each of TOLD, so that nobody waits for it"""
        self.wrong = str(BeingRead())
        """why nothing was; empty if it was"""
        self._ready: Ready | None = None
        self._is_read = threading.Event()
        self._lock = threading.Lock()

    def lead_to(self, ready: Ready, tell: Callable[[], object]) -> None:
        """Ask this build from now on, and tell once it has read the site."""
        self._ready = ready
        threading.Thread(target=self._learn, args=(ready, tell), daemon=True).start()

    def _learn(self, ready: Ready, tell: Callable[[], object]) -> None:
        with self._lock:
            if ready is not self._ready:
                return
            try:
                self.told, self.wrong = {what: ready.ask(what) for what in TOLD}, ""
            except NoAnswer as error:
                self.wrong = str(error)
            self._is_read.set()
        tell()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Take no question while it changes which build answers; those that come wait for the next one to have read the site."""
        self._is_read.clear()
        with self._lock:
            self._is_read.clear()  # by the one before it may have been set since
            yield

    def ask(self, *asked: str) -> Any:
        """Return the build's answer. Raises BeingRead where one cannot be had soon, NoAnswer where none can."""
        with self.turns.given_up():
            ready = self._ready
            if ready is None or not self._is_read.wait(PATIENCE) or not self._lock.acquire(timeout=PATIENCE):
                raise BeingRead
            try:
                return (self._ready or ready).ask(*asked)
            finally:
                self._lock.release()
