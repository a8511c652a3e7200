"""The files that people of the demo send, which `scripts/demo_files.py` draws, prints, records."""

import base64
import json
from pathlib import Path

from messenger.actions.media_claims import SECOND, Claim, Purpose

FOLDER = Path(__file__).parent / "files"
# What is no file to be downloaded, by the end of its name.
PURPOSES: dict[str, Purpose] = {".jpeg": "photo", ".webm": "voice"}
# What files are called by those who send them.
NAMES = {
    "route.pdf": "Озёрная, маршрут на субботу.pdf",
    "rucksack.txt": "Что взять.txt",
    "rota.pdf": "Rota until spring.pdf",
    "sensors.txt": "What the sensors said.txt",
}


def content_of(name: str) -> bytes:
    """Return what a file holds."""
    return (FOLDER / name).read_bytes()


def claim_of(name: str) -> Claim:
    """Return what a sender says of a file; of a voice message also how long and how loud it is."""
    purpose = PURPOSES.get(Path(name).suffix, "file")
    shown = NAMES.get(name, name)
    if purpose != "voice":
        return Claim(purpose, shown)
    sound = json.loads((FOLDER / name).with_suffix(".json").read_text())
    waveform = base64.b64decode(sound["waveform"])
    return Claim(purpose, shown, duration=round(sound["seconds"] * SECOND), waveform=waveform)
