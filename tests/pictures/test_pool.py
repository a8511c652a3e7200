"""The picture workers as processes: what they may do, and what they cost a quiet server."""

import asyncio
import os
import sys

import psutil

from messenger.pictures.pool import Worker

MEBIBYTE = 1024 * 1024


async def test_a_worker_knows_and_may_nothing() -> None:
    """No setting of the server, no file to write, no more memory than a picture takes."""
    worker = await Worker.start()
    process = psutil.Process(worker.process.pid)
    while "worker" not in " ".join(process.cmdline()):
        await asyncio.sleep(0.01)
    try:
        assert {} == {name: v for name, v in process.environ().items() if name != "LC_CTYPE"}
        while process.rlimit(psutil.RLIMIT_FSIZE) != (0, 0):
            await asyncio.sleep(0.01)
        assert 1024 * MEBIBYTE > process.rlimit(psutil.RLIMIT_AS)[1]
        assert os.getpgid(process.pid) != os.getpgid(0)
    finally:
        await worker.end()


async def test_the_server_imports_no_library_for_pictures() -> None:
    """It would cost every start and every idle server; only a worker pays."""
    program = "import sys, messenger.app; print('PIL.Image' in sys.modules)"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()

    assert b"False\n" == out
