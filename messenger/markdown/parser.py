"""The Markdown of messages: CommonMark with struck words, tables and spoilers; HTML is text."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token
from typing_extensions import override

from messenger.markdown.density import is_too_dense

# Deeper than this nobody nests on purpose: such a text stays as it is.
DEEPEST = 20
# Where a link may lead.
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
# What is left of an address, from its colon on, and what ends a sentence rather than an address.
REST = re.compile(r"[^\s<>\"`|\[\]\\]+")
TAIL = ".,!?:;'»”…)*_~"
SCHEME = re.compile(r"(?<!\w)https?\Z", re.IGNORECASE)
NICK = re.compile(r"@[A-Za-z0-9_.]{3,32}")
BEFORE_NICK = re.compile(r"[\w.@]")
PIPE = "|"


def parse(source: str) -> list[Token] | None:
    """Return the tokens of a text; None where it is nested too deep or too dense to be read."""
    if is_too_dense(source):
        return None
    tokens = _parser().parse(source)
    return None if any(token.level >= DEEPEST - 1 for token in tokens) else tokens


@cache
def _parser() -> MarkdownIt:
    # The addresses in a text are found in what is left as words, by whoever draws them.
    parser = MessageMarkdown("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.disable(["html_block", "html_inline"])
    parser.inline.add_terminator_char(PIPE)
    parser.inline.ruler.before("newline", "address", _address)
    parser.inline.ruler.before("newline", "nick", _nick)
    parser.inline.ruler.before("emphasis", "spoiler", _spoiler)
    parser.inline.ruler2.before("emphasis", "spoiler", _pair_spoilers)
    return parser


class MessageMarkdown(MarkdownIt):
    """Knows where links may lead; what would lead elsewhere is no link."""

    @override
    def validateLink(self, url: str) -> bool:
        """Return whether a link may lead there."""
        return ADDRESS.match(url) is not None


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as rules are called
    """Take an address as it is: its signs mark nothing."""
    if not state.src.startswith("://", state.pos):
        return False
    if not SCHEME.search(state.src[max(0, state.pos - 6) : state.pos]):
        return False
    found = REST.match(state.src, state.pos, state.posMax)
    return _keep(state, found.group().rstrip(TAIL) if found else "", silent=silent)


def _nick(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as rules are called
    """Take a nick as it is: it may hold and end with `_`."""
    found = NICK.match(state.src, state.pos, state.posMax)
    if not found or BEFORE_NICK.match(state.src[state.pos - 1 : state.pos]):
        return False
    return _keep(state, found.group(), silent=silent)


def _keep(state: StateInline, words: str, *, silent: bool) -> bool:
    if not words:
        return False
    if not silent:
        state.append_pending(words)
    state.pos += len(words)
    return True


def _spoiler(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as rules are called
    """Note each `||`, which may begin or end a spoiler."""
    if silent or not state.src.startswith(PIPE * 2, state.pos, state.posMax):
        return False
    run = state.scanDelims(state.pos, True)  # noqa: FBT003 - as the library has it
    if run.length % 2:
        state.push("text", "", 0).content = PIPE
    for _ in range(run.length // 2):
        state.push("text", "", 0).content = PIPE * 2
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(PIPE), 0, at, -1, run.can_open, run.can_close))
    state.pos += run.length
    return True


def _pair_spoilers(state: StateInline) -> None:
    _turn_pairs(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _turn_pairs(state, meta["delimiters"])


def _turn_pairs(state: StateInline, delimiters: list[Delimiter]) -> None:
    for opener in delimiters:
        if opener.marker != ord(PIPE) or opener.end == -1:
            continue
        first, last = state.tokens[opener.token], state.tokens[delimiters[opener.end].token]
        first.type, first.nesting, first.content = "spoiler_open", 1, ""
        last.type, last.nesting, last.content = "spoiler_close", -1, ""
