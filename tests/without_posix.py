"""Build a site with what Windows lacks taken away: `python without_posix.py SETTINGS`."""

import multiprocessing
import os
import sys

if __name__ in (
    "__main__",
    "__mp_main__",
):  # a process that is spawned imports this file; so does pytest, for its examples
    sys.modules["fcntl"] = None  # type: ignore[assignment]
    for name in ("fork", "forkpty", "killpg", "setpgid", "sched_getaffinity", "getuid", "mkfifo"):
        if hasattr(os, name):
            delattr(os, name)

from newsdesk.press.build import build  # noqa: E402
from newsdesk.press.options import Options  # noqa: E402

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")  # the only one that Windows has
    outcome = build(sys.argv[1], Options())
    print(*outcome.errors, outcome.stories)
