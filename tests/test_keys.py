"""The secret of an installation is made once, whoever comes first."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from messenger.keys import FILE, load_keys


def test_who_starts_at_the_same_moment_finds_one_secret(tmp_path: Path) -> None:
    """Also with one number for all of them, as the first processes of containers have it."""
    with ThreadPoolExecutor(16) as pool:
        found = {keys.secret for keys in pool.map(load_keys, [tmp_path] * 16)}

    assert 1 == len(found)
    assert [tmp_path / FILE] == list(tmp_path.iterdir())
