"""Writes static/sounds/message.wav: two soft tones, one after the other."""

import math
import struct
import wave
from pathlib import Path

RATE = 16_000
TONES = (660, 880)  # Hz
APART = 0.12  # s from one tone to the next
LENGTH = 0.24  # s of each
LOUDNESS = 0.16
RISE = 0.01  # s, or it would begin with a click
FALL = 0.05  # s in which it gets quieter by e
PATH = Path(__file__).parents[1] / "static" / "sounds" / "message.wav"


def tone(frequency: float, at: float) -> float:
    """Return the swing of one tone, `at` seconds after it began."""
    if not 0 <= at < LENGTH:
        return 0.0
    swell = min(at / RISE, 1.0) * math.exp(-at / FALL)
    return LOUDNESS * swell * math.sin(2 * math.pi * frequency * at)


def main() -> None:
    """Write the file."""
    count = int(RATE * (APART * (len(TONES) - 1) + LENGTH))
    swings = (
        sum(tone(frequency, number / RATE - turn * APART) for turn, frequency in enumerate(TONES))
        for number in range(count)
    )
    PATH.parent.mkdir(exist_ok=True)
    with wave.open(str(PATH), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", round(32_767 * swing)) for swing in swings))


if __name__ == "__main__":
    main()
