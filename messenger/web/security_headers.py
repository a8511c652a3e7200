"""Headers that keep a browser from doing what we did not mean."""

from typing import Any

from hypercorn.typing import ASGISendCallable

COMMON = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]
BARRED = b"camera=(), geolocation=(), browsing-topics=(), microphone="
SILENT = (b"permissions-policy", BARRED + b"()")
# Where voice messages are recorded, which the browser asks the person for besides.
LISTENING = (b"permissions-policy", BARRED + b"(self)")
# A file is shown by nobody but our pages, so the headers of documents would say nothing of it; a
# page loads a hundred of them.
OF_FILES = [
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]
HSTS = (b"strict-transport-security", b"max-age=31536000")
PRIVATE = (b"cache-control", b"no-store")


class HeaderWriter:
    """Adds the headers of OWASP's cheat sheet and the policy of this site to every answer."""

    def __init__(self, script_sources: list[str]) -> None:
        self._script_sources = script_sources

    def policy(self, nonce: str) -> str:
        """Return the Content-Security-Policy (CSP 3) of one answer."""
        scripts = " ".join(["'self'", *self._script_sources])
        return "; ".join(
            (
                "default-src 'none'",
                f"script-src {scripts}",
                f"style-src 'self' 'nonce-{nonce}'",
                "img-src 'self' data: blob:",
                "font-src 'self'",
                "media-src 'self' blob:",
                "connect-src 'self'",
                "frame-src 'self'",
                "manifest-src 'self'",
                "worker-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            )
        )

    def wrap(
        self, send: ASGISendCallable, nonce: str, *, https: bool, is_file: bool, listens: bool
    ) -> ASGISendCallable:
        """Return a `send` that adds the headers to the answer it starts.

        `listens` is said of the one page that may ask for the microphone.
        """

        async def write(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                names = {name.lower() for name, _ in headers}
                policy = (b"content-security-policy", self.policy(nonce).encode())
                permissions = LISTENING if listens else SILENT
                extra = [*OF_FILES] if is_file else [*COMMON, permissions, policy]
                if https:
                    extra.append(HSTS)
                # What is not said to be cacheable may be personal.
                extra.append(PRIVATE)
                headers += [item for item in extra if item[0] not in names]
                message = {**message, "headers": headers}
            await send(message)

        return write
