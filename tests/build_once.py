"""One build of a project in a process of its own, so that it can be killed."""

import sys
from pathlib import Path

from .test_warm import run

if __name__ == "__main__":
    run(Path(sys.argv[1]))
