"""Commands about stickers and their packs."""

from messenger.events.commands.command import Command, Id, Word


class StickersList(Command):
    """Read the packs that one has, what one has sent last, and one's favourites."""

    op = "stickers.list"


class StickersKeep(Command):
    """Make a sticker a favourite, or no longer; at most 100 are."""

    op = "stickers.keep"
    sticker_id: Id
    on: bool


class StickersAdd(Command):
    """Put a sticker at the end of a pack of one's own: an upload, and the emoji that it says."""

    op = "stickers.add"
    code: Word
    media_id: Id
    emoji: Word


class StickersUpdate(Command):
    """Let a sticker of one's own pack say another emoji."""

    op = "stickers.update"
    sticker_id: Id
    emoji: Word


class StickersRemove(Command):
    """Take a sticker out of a pack of one's own; messages keep it."""

    op = "stickers.remove"
    sticker_id: Id


class StickersOrder(Command):
    """Put the stickers of a pack of one's own in an order; those not named come last."""

    op = "stickers.order"
    code: Word
    sticker_ids: list[Id]


class StickerPacksGet(Command):
    """Read a pack by its code, which its link carries and each of its stickers."""

    op = "sticker_packs.get"
    code: Word


class StickerPacksCreate(Command):
    """Make a pack, which is empty; at most 50 of one's own."""

    op = "sticker_packs.create"
    title: str


class StickerPacksRename(Command):
    """Call a pack of one's own something else."""

    op = "sticker_packs.rename"
    code: Word
    title: str


class StickerPacksDelete(Command):
    """Delete a pack of one's own for everybody; messages keep its stickers."""

    op = "sticker_packs.delete"
    code: Word


class StickerPacksInstall(Command):
    """Have a pack among one's own, or no longer; at most 100."""

    op = "sticker_packs.install"
    code: Word
    on: bool


class StickerPacksOrder(Command):
    """Put one's packs in an order; those not named come last."""

    op = "sticker_packs.order"
    codes: list[Word]
