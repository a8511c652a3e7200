"""The past that the demo tells."""

import re
from collections import Counter
from pathlib import Path

from messenger.actions.built_in_stickers import built_in_stickers
from messenger.actions.demo import PastChat
from messenger.actions.demo_groups import PastGroup
from messenger.actions.demo_messages import PastMessage
from messenger.actions.emoji import require_emoji
from messenger.demo.files import FOLDER, claim_of, content_of
from messenger.demo.gatherings import tell_groups
from messenger.demo.people import GATHERINGS, PAIRS, PEOPLE
from messenger.demo.scripts import long_talks, read_talks
from messenger.demo.story import tell_all

NOW = 1_795_000_000_000
MONTH = 30 * 86_400_000
MARKS = re.compile(r"[\[\]{}<>$~|]")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def test_it_is_the_same_from_every_start() -> None:
    """The same moment gives the same words at the same times."""
    assert tell_all(NOW) == tell_all(NOW)


def test_there_are_eight_people_and_thousands_of_messages_over_months() -> None:
    """Every person talks to several others, in both languages together."""
    past = talks()
    spoken = [message for chat in past for message in chat.messages]

    assert len(PEOPLE) == 8
    assert len(spoken) > 3000
    assert max(m.sent_at for m in spoken) - min(m.sent_at for m in spoken) > 6 * MONTH
    assert {"ru", "en"} == {pair.language for pair in PAIRS}
    assert all(len(long_talks(language)) >= 15 for language in ("ru", "en"))


def test_every_chat_runs_forward_and_stops_before_now() -> None:
    """No message is older than the one before it, and none lies in the future."""
    for chat in tell_all(NOW):
        times = [message.sent_at for message in chat.messages]

        assert sorted(times) == times
        assert times[-1] < NOW
        assert all(m.edited_at is None or m.edited_at > m.sent_at for m in chat.messages)


def test_what_is_said_reads_as_people_write() -> None:
    """No mark of the written talks is left, and each chat keeps to its language."""
    for pair, chat in zip(PAIRS, talks(), strict=True):
        texts = [message.text for message in chat.messages if message.text]

        assert [text for text in texts if MARKS.search(text)] == []
        russian = sum(bool(CYRILLIC.search(text)) for text in texts)
        assert (russian > len(texts) / 2) == (pair.language == "ru")


def test_long_messages_are_seldom_repeated() -> None:
    """Within one chat nobody tells a story twice; across all, few are told more than four times."""
    long = [[m for m in chat.messages if len(m.text) > 60] for chat in talks()]
    for told in long:
        assert max(Counter(message.text for message in told).values(), default=1) == 1
    everywhere = Counter(message.text for told in long for message in told)
    assert max(everywhere.values()) <= 6


def test_a_woman_writes_of_herself_as_one() -> None:
    """Russian endings follow the gender of who writes and of who reads."""
    forgot = {m.sender: m.text for m in spoken("у тебя забыл")}

    assert forgot
    for sender, text in forgot.items():
        assert (sender in {"anna", "olga"}) == ("забыла" in text)


def test_some_are_edited_deleted_long_or_mere_emoji() -> None:
    """There is one of each kind that a conversation has to draw."""
    everything = [message for chat in talks() for message in chat.messages]

    assert any(message.edited_at for message in everything)
    assert any(not message.text for message in everything)
    assert any(len(message.text) > 400 for message in everything)
    assert any("https://" in message.text for message in everything)
    assert any(message.text == "🐈" for message in everything)


def test_people_do_all_that_can_be_done_to_messages() -> None:
    """In either language they answer, react, edit twice, forward, pin and write in Markdown."""
    for language in ("ru", "en"):
        told = zip(GATHERINGS, tell_groups(NOW), strict=True)
        said = [m for each, group in told if each.language == language for m in group.messages]
        rich = "\n".join(m.text for m in said if m.format == "markdown")

        assert all(mark in rich for mark in ("**", "||", "|---", "```python", "> "))
        assert any(mark in rich for mark in ("1. ", "- [ ]"))
        assert any(m.answers for m in said)
        assert any(len(people) > 3 for m in said for _, people in m.reactions)
        assert any(len(m.wordings) > 1 for m in said)
        assert any(m.origin for m in said)
        assert sum(m.deed is not None and m.deed.type == "pinned" for m in said) > 1


def test_people_send_photos_voices_files_and_stickers() -> None:
    """In either language; what they hold is there, and a sticker says what its message does."""
    for language in ("ru", "en"):
        told = zip(GATHERINGS, tell_groups(NOW), strict=True)
        said = [m for each, group in told if each.language == language for m in group.messages]
        held = [[Path(name).suffix for name in m.holds] for m in said if m.holds]

        assert max(map(len, held)) > 2
        assert {suffix for each in held for suffix in each} == {".jpeg", ".webm", ".pdf", ".txt"}
        assert all(len(set(each)) == 1 for each in held)
        assert any(m.sticker for m in said)
        for message in said:
            assert all(content_of(name) for name in message.holds)
            assert all(claim_of(name).name for name in message.holds)
            if message.sticker:
                assert built_in_stickers()[message.sticker].emoji == message.text


def test_all_files_are_sent_by_somebody_and_are_small() -> None:
    """Nothing is shipped for nobody, and all of it together is less than a mebibyte."""
    told: list[PastChat | PastGroup] = [*talks(), *tell_groups(NOW)]
    sent = {name for chat in told for message in chat.messages for name in message.holds}
    shipped = {path.name: path.stat().st_size for path in FOLDER.iterdir()}

    assert shipped.keys() == sent | {"tune.json"}
    assert sum(shipped.values()) < 1024 * 1024


def test_what_is_done_to_messages_could_have_been_done() -> None:
    """Answers and pins name what stood there, and only those react who were there and read it.

    Nobody reacts to their own words, and each emoji is one.
    """
    groups = [(group.messages, group.read) for group in tell_groups(NOW)]
    for messages, read in [*groups, *((chat.messages, chat.read) for chat in talks())]:
        for seq, message in enumerate(messages, 1):
            back = message.answers or (message.deed.back if message.deed else 0)
            assert back < seq
            assert not back or messages[seq - 1 - back].deed is None
            assert (message.edited_at is not None) == bool(message.wordings)
            for emoji, people in message.reactions:
                assert require_emoji(emoji, "emoji") == emoji
                assert message.sender not in people
                assert all(read[who] >= seq for who in people)


def test_endings_are_unread() -> None:
    """Who wrote last has read all; the other has not."""
    for pair, chat in zip(PAIRS, talks(), strict=True):
        assert len(chat.messages) == chat.read[pair.first]
        assert bool(pair.ending) == (chat.read[pair.second] < len(chat.messages))


def test_every_ending_is_written_down() -> None:
    """A pair's ending names one of its language's."""
    for pair in PAIRS:
        titles = {talk.title for talk in read_talks(pair.language, "endings")}
        assert pair.ending in {"", *titles}


def test_groups_run_forward_and_stop_before_now() -> None:
    """Whatever the hour, and the same from every start; the last word is as old as it should be."""
    for hour in range(24):
        now = NOW + hour * 3_600_000
        told = tell_groups(now)
        assert told == tell_groups(now)
        for gathering, group in zip(GATHERINGS, told, strict=True):
            times = [message.sent_at for message in group.messages]

            assert sorted(times) == times
            assert times[-1] < now
            assert gathering.quiet in {0, (now - times[-1]) / 60_000}


def test_in_groups_only_those_speak_who_are_there() -> None:
    """From when they came, and whom they name is there as well; nobody is unread beyond the end."""
    for group in tell_groups(NOW):
        here: set[str] = set()
        for message in group.messages:
            if message.deed and message.deed.type in {"created", "joined"}:
                here.add(message.sender)
            elif message.deed and message.deed.type == "added":
                here.update(message.deed.people)
            assert message.sender in here
            assert set(re.findall(r"@([a-z]+)", message.text)) <= here | {"all"}

        assert set(group.people) == here == group.read.keys()
        assert all(0 < seq <= len(group.messages) for seq in group.read.values())
        for name, seq in group.read.items():
            assert all(message.sender != name for message in group.messages[seq:])


def test_one_group_is_for_announcements() -> None:
    """In it nobody writes but its owner."""
    groups = [group for group in tell_groups(NOW) if group.announcement]

    assert len(groups) == 1
    for group in groups:
        assert {each.sender for each in group.messages if each.deed is None} == {group.people[0]}


def talks() -> list[PastChat]:
    """Return the chats of two people."""
    return [chat for chat in tell_all(NOW) if len(chat.people) == 2]


def spoken(part: str) -> list[PastMessage]:
    """Return the messages that hold some words."""
    return [m for chat in talks() for m in chat.messages if part in m.text]
