"""The world beyond the server, as a browser sees it: a proxy that lets nothing through."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from playwright.sync_api import ProxySettings

LONGEST_HEAD = 4096
SECONDS = 5.0


class Outside:
    """What browsers asked of other hosts; what lies on this machine never comes here."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._asked: list[str] = []

    @property
    def proxy(self) -> ProxySettings:
        """What makes a context send everything here that is not for this machine."""
        address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        # Without the first, Playwright would have what is for this machine sent here too.
        return ProxySettings(server=address, bypass="<-loopback>,127.0.0.1,localhost")

    def take(self) -> list[str]:
        """Return what was asked since this was called last, as lines of HTTP."""
        asked, self._asked = self._asked, []
        return asked

    def refuse(self) -> None:
        """Note every request and answer none, until `close`."""
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(SECONDS)
                head = connection.recv(LONGEST_HEAD)
                # Before it is closed: the page goes on once it is, and may be asked at once.
                if head:
                    self._asked.append(head.partition(b"\r\n")[0].decode(errors="replace"))

    def close(self) -> None:
        """Hear nobody any more."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextmanager
def open_outside() -> Iterator[Outside]:
    """Stand at the border while browsers run."""
    outside = Outside()
    thread = Thread(target=outside.refuse, daemon=True)
    thread.start()
    yield outside
    outside.close()
    thread.join()
