"""What people do with the copies of their data in the tests."""

import asyncio
import hashlib
import io
import json
import zipfile
from typing import Any

import httpx

from tests.people import Person
from tests.running import Server
from tests.uploads import bearer
from tests.wire import Data, Wire

PATIENCE = 20.0  # seconds


async def finished(wire: Wire) -> Data:
    """Wait until the person's copy is ready or has failed, and return it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            export = (await wire.call("account.export_status"))["export"]
            if export["state"] in {"ready", "failed"}:
                return dict(export)
            await asyncio.sleep(0.01)


async def made(wire: Wire) -> Data:
    """Have a copy made, and return it once it is ready."""
    await wire.call("account.export")
    return await finished(wire)


async def fetch(server: Server, person: Person | None, export_id: str) -> httpx.Response:
    """Ask for a copy as a person, or as nobody."""
    async with server.http(headers=bearer(person) if person else {}, timeout=30) as http:
        return await http.get(f"/api/export/{export_id}")


class Copy:
    """An opened copy, whose files are those of its manifest to the letter."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.manifest = self.read("manifest.json")
        told = {each["name"]: (each["sha256"], each["size"]) for each in self.manifest["files"]}
        found = {
            name: (hashlib.sha256(content).hexdigest(), len(content))
            for name, content in self.files.items()
            if name != "manifest.json"
        }
        assert found == told

    def read(self, name: str) -> Any:
        """Return what a file of JSON says."""
        return json.loads(self.files[name])

    @property
    def everything(self) -> str:
        """All texts of it."""
        return "\n".join(
            content.decode() for name, content in self.files.items() if "media/" not in name
        )
