"""Taking the body of an upload from the line, piece by piece."""

import asyncio
from collections.abc import AsyncIterator

from quart import request

from messenger.actions.media_claims import LARGEST_AVATAR
from messenger.errors import N_, BadRequest, ChecksumMismatch, TooLarge
from messenger.settings import Settings
from messenger.storage.parts import Part
from messenger.web.request_sizes import largest_body
from messenger.web.tus import CHECKSUMS, Checksum

# Five mebibytes over the slowest line that anybody would wait for, and more in proportion.
UPLOAD_SECONDS = 300
# So long nothing may come of a body before its line counts as broken.
SILENT_SECONDS = 30


async def receive_whole(settings: Settings, largest: int, part: Part) -> None:
    """Write the body of this request into a part.

    TooLarge past so many bytes, of which nothing is written; BadRequest where it takes too long.
    """
    bound = largest_body(settings, request.path, largest)
    received = 0
    try:
        async with asyncio.timeout(UPLOAD_SECONDS * max(1.0, largest / LARGEST_AVATAR)):
            async for chunk in read_chunks():
                received += len(chunk)
                if received > bound:
                    break
                if received <= largest:
                    await part.write(chunk)
    except TimeoutError as error:
        raise BadRequest(N_("The upload took too long.")) from error
    if received > largest:
        raise TooLarge(limit=largest)


async def read_chunks() -> AsyncIterator[bytes]:
    """Return the body of this request as it comes; TimeoutError where nothing comes for long."""
    body = aiter(request.body)
    while True:
        try:
            async with asyncio.timeout(SILENT_SECONDS):
                chunk = await anext(body)
        except StopAsyncIteration:
            return
        yield chunk


async def receive_piece(checksum: Checksum | None, part: Part, size: int) -> None:
    """Write the body of this request into a part, which grows to such a size at most.

    TooLarge past it; ChecksumMismatch, and nothing of it stays, where the body is another than was
    said. BadRequest where the line breaks.
    """
    before = part.size
    length = request.content_length
    if length is not None and before + length > size:
        raise TooLarge(limit=size)
    try:
        await _write_piece(checksum, part, size)
    except BaseException:
        # Of a piece that was to come whole nothing stays, since nobody knows whether it is right.
        if checksum is not None:
            await part.take_back(before)
        raise


async def _write_piece(checksum: Checksum | None, part: Part, size: int) -> None:
    sums = CHECKSUMS[checksum.algorithm]() if checksum is not None else None
    try:
        async for chunk in read_chunks():
            if part.size + len(chunk) > size:
                raise TooLarge(limit=size)
            await part.write(chunk)
            if sums is not None:
                sums.update(chunk)
    except TimeoutError as error:
        raise BadRequest(N_("The upload took too long.")) from error
    if checksum is not None and sums is not None and sums.digest() != checksum.digest:
        raise ChecksumMismatch(field="Upload-Checksum")
