"""Becomes another program that may do little: `python -m messenger.media.confined FFMPEG …`.

What reads the films of strangers shall reach no network, write no file, and end soon. Limits are
set here and not between fork and exec, where a process with threads must not run Python.
"""

import ctypes
import os
import resource
import sys

MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 20
MOST_FILES = 32
NICENESS = 5
# linux/sched.h
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def main() -> None:
    """Give up what reading a film does not need, and become the program of the arguments."""
    os.nice(NICENESS)
    _leave_network()
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MOST_FILES),
    ):
        resource.setrlimit(what, (most, most))
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - the program that the server has found


def _leave_network() -> None:
    # Not every machine lets everybody do so; what the program is told forbids it too.
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


if __name__ == "__main__":
    main()
