"""What files are called, and how that is sent."""

import pytest
from werkzeug.http import parse_options_header

from messenger.media.names import build_disposition, clean_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("holiday.jpg", "holiday.jpg"),
        ("Отчёт за май.pdf", "Отчёт за май.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\me.png", "me.png"),
        ("a\r\nSet-Cookie: x=1.txt", "a Set-Cookie: x=1.txt"),
        ("photo_\u202egpj.exe", "photo_gpj.exe"),
        ("a\x00b\x7f\ud800.txt", "ab.txt"),
        ("  much   space .txt ", "much space .txt"),
        ("evil.exe. . .", "evil.exe"),
        ("..", "file"),
        ("a/", "file"),
        ("", "file"),
        ("👩\u200d🚀.png", "👩\u200d🚀.png"),
        ("x" * 10_000 + ".tar.gz", "x" * 252 + ".gz"),
        ("x" * 10_000, "x" * 255),
        ("x." + "y" * 10_000, "x." + "y" * 253),
    ],
)
def test_a_name_is_a_word_that_is_safe_everywhere(given: str, kept: str) -> None:
    """Without folders, lines and turned directions; as long as a file system takes; never empty."""
    assert kept == clean_name(given)
    assert kept == clean_name(kept)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a.txt", 'attachment; filename="a.txt"'),
        ("a b;c.txt", 'attachment; filename="a b;c.txt"'),
        ('a"b%41.txt', "attachment; filename=\"a_b_41.txt\"; filename*=UTF-8''a%22b%2541.txt"),
        ("я'.txt", "attachment; filename=\"_'.txt\"; filename*=UTF-8''%D1%8F%27.txt"),
        ("a\r\nX: y", 'attachment; filename="a X: y"'),
    ],
)
def test_a_name_is_sent_in_any_script(name: str, header: str) -> None:
    """In a header of one line and ASCII, from which the name can be read again."""
    assert header == build_disposition("attachment", name)
    assert clean_name(name) == parse_options_header(header)[1]["filename"]
