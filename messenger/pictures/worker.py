"""A process that makes pictures and can do nothing else: `python -m messenger.pictures.worker`.

It reads wishes from its standard input until that ends. It may not write a file, start a process,
or take more memory than the largest picture needs; an alarm ends it where nobody else does.
"""

import os
import signal
import sys
from typing import BinaryIO

import msgspec

from messenger.pictures.drawing import draw
from messenger.pictures.opening import Undrawable
from messenger.pictures.talk import Answer, Wish

MOST_MEMORY = 768 * 1024 * 1024
MOST_FILES = 32
# The server kills what hangs, earlier; this is for a server that is gone.
LONGEST_SECONDS = 60
# Words come before pictures where both want the processor.
NICENESS = 5


def main() -> None:
    """Answer one wish after the other."""
    # Nothing that a library prints may get into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_process()
    for line in sys.stdin.buffer:
        signal.alarm(LONGEST_SECONDS)
        answer_wish(msgspec.json.decode(line, type=Wish), answers)
        signal.alarm(0)


def answer_wish(wish: Wish, answers: BinaryIO) -> None:
    """Write the pictures of a wish, or why there are none."""
    contents: list[bytes] = []
    try:
        pictures = draw(wish)
        contents = [each.content for each in pictures]
        answer = Answer(tuple(map(len, contents)), tuple(each.size for each in pictures))
    except Undrawable as error:
        answer = Answer(problem=error.problem, detail=error.detail)
    answers.write(msgspec.json.encode(answer) + b"\n" + b"".join(contents))
    answers.flush()


def limit_process() -> None:
    """Give up what making pictures does not need."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - it does not exist on every platform

    os.nice(NICENESS)
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MOST_FILES),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
