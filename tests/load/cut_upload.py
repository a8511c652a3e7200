"""A file that goes up by tus over a line that is cut on its way, and how it looks on the server."""

import base64
import hashlib
import http.client
import json
import random
import socket
import struct
import time
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

CUTS = 10
PATIENCE = 60
PIECE = "application/offset+octet-stream"
DIGESTED = 256 * 1024
# So many bytes at once go over a line that has a speed.
SLICE = 64 * 1024


@dataclass(frozen=True)
class Sent:
    """How long an upload took from its first byte to its last answer, and where the file is now."""

    seconds: float
    url: str


def pour(sock: socket.socket, source: Path, start: int, stop: int, speed: int | None) -> None:
    """Send a span of a file, at so many bytes a second at most."""
    with source.open("rb") as file:
        if speed is None:
            sock.sendfile(file, start, stop - start)
            return
        file.seek(start)
        begun = time.perf_counter()
        for at in range(start, stop, SLICE):
            sock.sendall(file.read(min(SLICE, stop - at)))
            time.sleep(max(0, begun + (at - start) / speed - time.perf_counter()))


def send_through_cuts(
    port: int, token: str, source: Path, cuts: int = CUTS, speed: int | None = None
) -> Sent:
    """Upload a file, whose line breaks so often at random places, and go on from where it was.

    `speed` in bytes a second; as fast as it goes without.
    """
    size = source.stat().st_size
    places = sorted(random.SystemRandom().sample(range(1, size), cuts))
    begun = time.perf_counter()
    upload = _Upload(port, token, source, speed)
    upload.begin(size)
    for place in [*places, size]:
        upload.go_to(place, size)
    return Sent(time.perf_counter() - begun, upload.url())


def digest_of(port: int, token: str, url: str) -> str:
    """Return the SHA-256 of what is downloaded from an address."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", url, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    assert answer.status == HTTPStatus.OK, answer.status
    digest = hashlib.sha256()
    while chunk := answer.read(DIGESTED):
        digest.update(chunk)
    connection.close()
    return digest.hexdigest()


class _Upload:
    def __init__(self, port: int, token: str, source: Path, speed: int | None) -> None:
        self._port = port
        self._speed = speed
        self._headers = {"Authorization": f"Bearer {token}", "Tus-Resumable": "1.0.0"}
        self._source = source
        self._path = "/api/uploads"

    def begin(self, size: int) -> None:
        """Tell the server how large the file is, and what it is called."""
        said = {"name": self._source.name, "as": "file"}
        pairs = [f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in said.items()]
        told = {"Upload-Length": str(size), "Upload-Metadata": ",".join(pairs)}
        status, headers, _ = self._ask("POST", told)
        assert status == HTTPStatus.CREATED, status
        self._path = headers["Location"]

    def go_to(self, place: int, size: int) -> None:
        """Send what is missing up to a place; the line breaks there, unless it is the end."""
        while (offset := self._offset()) < place:
            if self._add(offset, place, size):
                return

    def url(self) -> str:
        """Return where the file has got to."""
        _, _, body = self._ask("GET")
        url: str = json.loads(body)["media"]["url"]
        return url

    def _offset(self) -> int:
        status, headers, _ = self._ask("HEAD")
        assert status == HTTPStatus.OK, status
        return int(headers["Upload-Offset"])

    def _add(self, offset: int, place: int, size: int) -> bool:
        """Send one piece, and return whether this is done: it was cut off, or all of it is there.

        While the server still holds the end of the line that broke, it asks to come again.
        """
        connection = self._connect()
        connection.putrequest("PATCH", self._path)
        told = {"Content-Type": PIECE, "Upload-Offset": offset, "Content-Length": size - offset}
        for name, value in {**self._headers, **told}.items():
            connection.putheader(name, str(value))
        connection.endheaders()
        try:
            pour(connection.sock, self._source, offset, place, self._speed)
            if place < size:
                _break(connection)
                return True
            is_done = connection.getresponse().status == HTTPStatus.NO_CONTENT
        except ConnectionError:
            is_done = False
        connection.close()
        if not is_done:
            time.sleep(0.02)
        return is_done

    def _ask(
        self, method: str, headers: dict[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = self._connect()
        connection.request(method, self._path, headers=self._headers | (headers or {}))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)


def _break(connection: http.client.HTTPConnection) -> None:
    """Drop a line without a word: what is still on its way is lost."""
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
