"""What every command shares, and the envelope that carries it."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Raw, Struct

LARGEST_FRAME = 64 * 1024

Id = Annotated[str, Meta(max_length=32, description="opaque; compare and hand back, no more")]
Seq = Annotated[int, Meta(ge=0, le=2**62)]
Word = Annotated[str, Meta(max_length=256)]
# What people send; `service` is for lines of the chat itself.
MessageKind = Literal["text", "photo", "video", "voice", "file"]
RequestId = int | Annotated[str, Meta(max_length=64)]


class Command(Struct, kw_only=True, forbid_unknown_fields=True):
    """The data of one request; `op` is its name on the wire."""

    op: ClassVar[str]


class Request(Struct, frozen=True):
    """A request as it comes in; fields beside these are ignored."""

    id: RequestId
    op: str
    data: Raw = Raw(b"{}")
    token: str | None = None
