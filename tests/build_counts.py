"""One build of a project, in a process that was given no key; prints whether it found anything kept."""

import os
import sys
from pathlib import Path

from newsdesk.incremental.seal import ENVIRONMENT

from .test_warm import run

if __name__ == "__main__":
    os.environ.pop(ENVIRONMENT)  # that of the tests
    print("cold" if run(Path(sys.argv[1])).made else "warm")
