"""Build a site with what Windows lacks taken away: `python without_posix.py SETTINGS`; or run tasks: `... invoke TASK`."""

import multiprocessing
import os
import sys

TASKS = sys.argv[1:2] == ["invoke"]
if __name__ in ("__main__", "__mp_main__"):  # a process that is spawned runs this file, too
    if not TASKS:  # they begin builds that have it, and whose locks others would not see
        sys.modules["fcntl"] = None  # type: ignore[assignment]
    for name in ("fork", "forkpty", "killpg", "setpgid", "sched_getaffinity", "getuid", "mkfifo"):
        if hasattr(os, name):
            delattr(os, name)

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")  # the only one that Windows has

if __name__ == "__main__" and TASKS:
    from invoke.main import program

    program.run(sys.argv[1:])
elif __name__ == "__main__":
    from newsdesk.press.build import build
    from newsdesk.press.options import Options

    outcome = build(sys.argv[1], Options())
    print(*outcome.errors, outcome.stories)
