"""The program in processes of their own that begin with everything imported.

Importing it takes four seconds of a processor, and the tests start it a hundred times. So one
process imports it, and each that is wanted is forked from that one: by the same command line, with
an environment and a log of its own, and to be ended by any signal.
"""

import os
import runpy
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

_forking = get_context("forkserver")
_forking.set_forkserver_preload(["tests.imported"])


def start_prepared(
    command: Sequence[str], environment: Mapping[str, str], *, out: Path, err: Path
) -> BaseProcess:
    """Start what `python -m` would with a command: a module and its arguments.

    What it writes is added to the two files. It ends with this process at the latest.
    """
    arguments = (list(command), dict(environment), out, err)
    process = _forking.Process(target=_run, args=arguments, daemon=True)
    process.start()
    return process


def run_prepared(
    command: Sequence[str], environment: Mapping[str, str]
) -> tuple[int | None, str, str]:
    """Run such a command to its end; return its code, and what it says and complains of."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = start_prepared(command, environment, out=out, err=err)
        process.join()
        return process.exitcode, out.read_text(), err.read_text()


def _run(command: list[str], environment: dict[str, str], out: Path, err: Path) -> None:
    for path, descriptor in ((out, 1), (err, 2)):
        with path.open("ab") as file:
            os.dup2(file.fileno(), descriptor)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:] = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
