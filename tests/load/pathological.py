"""Texts that keep readers of Markdown busy, after those by which cmark is tested."""

from messenger.markdown.density import is_too_dense

LENGTH = 32 * 1024
HALF = LENGTH // 2
REPEATED = {
    "opening brackets": "[",
    "closing brackets": "]",
    "links that do not end": "[a](",
    "links within links": "[[a](b",
    "pictures within pictures": "![[]()",
    "empty links": "[]()",
    "brackets on lines": "[\n",
    "labels": "[a]: ",
    "labels on lines": "[a]:\n",
    "titles that do not end": '[a](b "c',
    "destinations that do not end": "[a](<b",
    "stars": "*",
    "emphasis that does not end": "*a ",
    "emphasis that did not begin": "a* ",
    "emphasis of two kinds": "*a_ ",
    "emphasis in emphasis": "*a **b ",
    "emphasis in all ways": "*a _b ~~c ||d ",
    "mismatched emphasis": "a**b" + "c* ",
    "underlines": "_",
    "struck words that do not end": "~~a ",
    "spoilers that do not end": "||a ",
    "spoilers": "a||b",
    "bars": "|",
    "quotes in quotes": "> ",
    "quotes": ">",
    "empty quotes": ">\n",
    "quotes in lists": "> - ",
    "lists in lists": "- ",
    "numbers in numbers": "1. ",
    "items": "* a\n",
    "loose items": "- a\n\n  ",
    "stars as items": "* * * a ",
    "backquotes": "`",
    "fences": "```\n",
    "fences of tildes": "~~~\n",
    "indented code": "    a\n",
    "angle brackets": "<",
    "comments": "<!--",
    "tags that do not end": "<a",
    "instructions": "<?",
    "declarations": "<!A ",
    "entities": "&amp;",
    "entities that do not end": "&#x1f",
    "ampersands": "&",
    "backslashes": "\\",
    "headings": "# a\n",
    "underlined headings": "a\n=\n",
    "rules": "---\n",
    "rows of a table": "|-\n",
    "addresses": "https://e.test/a ",
    "beginnings of addresses": "https://",
    "schemes": "http:",
    "nicks": "@abc",
    "signs": "@",
    "short codes": ":a:",
    "line ends": "\n",
    "short lines": "a\n",
}
PROSE = (
    "The quick brown fox *jumps* over the **lazy** dog, reads a [page](https://e.test/a) and\n"
    "says `hello` to @everybody.\n\n"
)
WORDS = ("\n\n" + "word " * LENGTH)[:LENGTH]


def texts() -> dict[str, str]:
    """Return 32 kB of each, and of each as much as is read, with words up to 32 kB."""
    whole = _whole()
    return whole | {f"{name}, as many as are read": _bounded(text) for name, text in whole.items()}


def _bounded(text: str) -> str:
    most = LENGTH
    while is_too_dense(text[:most] + WORDS[most:]):
        most = most * 9 // 10
    return text[:most] + WORDS[most:]


def _whole() -> dict[str, str]:
    return {
        **{name: filled(part) for name, part in REPEATED.items()},
        "brackets in brackets": "[" * HALF + "]" * HALF,
        "strong words in strong words": "*" * HALF + "a" + "*" * HALF,
        "longer and longer backquotes": "".join("`" * n + "e" for n in range(1, 250)),
        "deeper and deeper items": "".join("  " * n + "* a\n" for n in range(180)),
        "deeper and deeper quotes": "\n".join(">" * (n % 60) + " a" for n in range(1000)),
        "a long table": ("|a|b|\n|-|-|\n" + "|x|y|\n" * 6000)[:LENGTH],
        "a wide table": "|" + "a|" * 8000 + "\n|" + "-|" * 8000 + "\n|b|\n",
        "a table to be filled up": "|" + "a|" * 400 + "\n|" + "-|" * 400 + "\n" + "|b\n" * 9000,
        "bars over dashes": "|" * HALF + "\n" + "|-" * (HALF // 2),
        "references": "[a]: https://e.test\n\n" + filled("[a] "),
        "many references": "".join(f"[a{n}]: https://e.test/{n}\n" for n in range(1100)),
        "a long address": "https://e.test/" + "a" * LENGTH,
        "brackets after an address": "https://e.test/" + ")" * LENGTH,
        "a destination of brackets": "[a](" + "(" * LENGTH,
        "empty space": " " * LENGTH + "a",
        "tabs": "\t" * LENGTH + "a",
        "exclamation marks": "!" * LENGTH + "a",
        "many lines of a heading": filled("a\n") + "===",
    }


def filled(part: str) -> str:
    """Return 32 kB of a part."""
    return (part * (LENGTH // len(part) + 1))[:LENGTH]
