"""The machine that measures: one core for the server, another for the load."""

import contextlib
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE = CORES[0]
LOAD_CORE = CORES[-1]
MEBIBYTE = 1024 * 1024
# A process that has no more than this share of a core for so many seconds rests.
RESTS, REST_LOOK, REST_PATIENCE = 0.05, 1.0, 30.0


def stay_on(core: int, pid: int = 0) -> None:
    """Keep a process (this one by default), and what it starts from now on, on one core."""
    os.sched_setaffinity(pid, {core})


def be_free() -> None:
    """Let this process, and what it starts from now on, run on every core."""
    os.sched_setaffinity(0, CORES)


@contextlib.contextmanager
def all_cores() -> Iterator[None]:
    """Be free in a block, and so is what it starts; where the block is ended, it ends in order."""

    def leave(_signal: int, _frame: object) -> None:
        sys.exit("ended before all was measured")

    cores, before = os.sched_getaffinity(0), signal.signal(signal.SIGTERM, leave)
    be_free()
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
        signal.signal(signal.SIGTERM, before)


def allow_many_sockets() -> None:
    """Let this process and its children open as many files as the system permits."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def memory(pid: int) -> int:
    """Return the resident memory of a process in bytes."""
    return int(psutil.Process(pid).memory_info().rss)


def forget_most_memory(pid: int) -> None:
    """Let what a process has at most begin with what it has now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def most_memory(pid: int) -> int:
    """Return the resident memory that a process had at most so far, in bytes; 0 once it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    [peak] = [line for line in status.splitlines() if line.startswith("VmHWM")] or ["VmHWM: 0 kB"]
    return int(peak.split()[1]) * 1024


def cpu_seconds(pid: int) -> float:
    """Return how long a process has kept a core busy."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def wait_for_rest(pid: int) -> None:
    """Return when a process has next to nothing to do any more; at most after half a minute."""
    for _ in range(int(REST_PATIENCE / REST_LOOK)):
        before = cpu_seconds(pid)
        time.sleep(REST_LOOK)
        if cpu_seconds(pid) - before < RESTS * REST_LOOK:
            return


def cpu_seconds_of_all(pid: int) -> float:
    """Return the same of a process and all that it has started, whether they still run or not."""
    total = 0.0
    root = psutil.Process(pid)
    for process in (root, *root.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def busy_seconds() -> float:
    """Return how long all cores of the machine were not idle, whatever they did."""
    times = psutil.cpu_times()
    return float(sum(times[:8]) - times.idle - times.iowait)


def fdatasyncs_ms(folder: Path, pause: float, times: int = 100) -> list[float]:
    """Return the times of small writes that reach the disk, in milliseconds.

    `pause` is what lies between them, in seconds: a disk and a core that rest take longer.
    """
    path = folder / "fdatasync"
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            with stopwatch() as elapsed:
                file.write(b"x" * 4096)
                os.fdatasync(file.fileno())
            taken.append(elapsed[0] * 1000)
            time.sleep(pause)
    path.unlink()
    return taken


@contextlib.contextmanager
def stopwatch() -> Iterator[list[float]]:
    """Measure a block; the list holds its seconds afterwards."""
    elapsed = [0.0]
    begun = time.perf_counter()
    try:
        yield elapsed
    finally:
        elapsed[0] = time.perf_counter() - begun


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share (0 to 1) of all values do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
