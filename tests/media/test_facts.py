"""How long films and recordings are and how large, by what they say of themselves."""

from pathlib import Path

import pytest

from messenger.media.facts import MOST_ELEMENTS, Facts, read_facts
from messenger.media.sniff import find_type
from tests.film_files import SIDEWAYS, box, mp4, opus, webm
from tests.picture_files import picture

START = mp4()[:20]
DAY = 24 * 3600 * 1000
FILMS = {
    "MP4": (mp4(), Facts(2500, 640, 360)),
    "MOV": (mp4(b"qt  "), Facts(2500, 640, 360)),
    "MP4 on its side": (mp4(matrix=SIDEWAYS), Facts(2500, 360, 640)),
    "M4A": (mp4(b"M4A ", size=(0, 0)), Facts(2500)),
    "WebM": (webm(), Facts(2500, 640, 360)),
    "Opus": (opus(), Facts(2500)),
    "of no length": (mp4(duration=0), Facts(None, 640, 360)),
    "of days": (mp4(duration=DAY + 1), Facts(None, 640, 360)),
    "of a negative length": (opus(-5), Facts()),
    "endless": (webm(float("inf")), Facts(None, 640, 360)),
    "of no number": (webm(float("nan")), Facts(None, 640, 360)),
    "as wide as a street": (mp4(size=(8193, 9)), Facts(2500)),
    "a picture": (picture(), Facts()),
    "boxes without end": (START + box(b"free") * MOST_ELEMENTS + mp4(), Facts()),
    "boxes in boxes": (START + b"\0\0\0\0moov" * MOST_ELEMENTS, Facts()),
    "a box within itself": (START + b"\0\0\0\7moov" * 9, Facts()),
    "nothing of what it says": (START + b"\xff" * 400, Facts()),
}


@pytest.mark.parametrize("kind", FILMS)
def test_a_film_says_how_long_and_how_large_it_is(kind: str, tmp_path: Path) -> None:
    """Upright; what cannot be is not believed, and no file makes the reader go on for ever."""
    content, facts = FILMS[kind]
    path = tmp_path / "film"
    path.write_bytes(content)

    assert facts == read_facts(path, find_type(content))


def test_however_little_of_a_film_there_is_nothing_fails(tmp_path: Path) -> None:
    """Each of them, cut at every third byte."""
    path = tmp_path / "film"
    for content, mime in ((mp4(), "video/mp4"), (webm(), "video/webm"), (opus(), "audio/ogg")):
        for length in range(0, len(content), 3):
            path.write_bytes(content[:length])
            facts = read_facts(path, mime)
            assert {facts.width, facts.height} in ({None}, {640, 360})
