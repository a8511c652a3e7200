"""Draw, print and record what the people of the demo send: `python scripts/demo_files.py [NAME…]`.

All of it is made here, so that it is nobody else's. The files are committed.
"""

import base64
import json
import random
import shutil
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parents[1] / "messenger" / "demo" / "files"
SIZE = (1440, 960)
# Everything is drawn twice as large, which makes its edges smooth.
WIDTH, HEIGHT = (2 * each for each in SIZE)
QUALITY = 74

Colour = tuple[int, int, int]
Point = tuple[float, float]


def rgb(text: str) -> Colour:
    """Return a colour of six hexadecimal digits."""
    red, green, blue = bytes.fromhex(text)
    return red, green, blue


def mix(first: Colour, second: Colour, part: float) -> Colour:
    """Return what lies between two colours."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


def gradient(colours: Sequence[str], height: int = HEIGHT) -> Image.Image:
    """Return colours that pass into each other from the top to the bottom."""
    strip = Image.new("RGB", (1, len(colours)))
    for place, colour in enumerate(colours):
        strip.putpixel((0, place), rgb(colour))
    return strip.resize((WIDTH, height), Image.Resampling.BICUBIC)


def ridge(chance: random.Random, middle: float, height: float, roughness: float) -> list[Point]:
    """Return the line of hills, by halving it again and again."""
    line = [chance.uniform(-1, 1), chance.uniform(-1, 1)]
    spread = 1.0
    for _ in range(9):
        spread *= roughness
        between = [(a + b) / 2 + chance.uniform(-spread, spread) for a, b in pairwise(line)]
        line = [each for pair in zip(line[:-1], between, strict=True) for each in pair] + [line[-1]]
    step = WIDTH / (len(line) - 1)
    return [(place * step, middle - each * height) for place, each in enumerate(line)]


def fill_under(
    image: Image.Image, line: list[Point], top: Colour, bottom: Colour, depth: float
) -> None:
    """Fill what lies under a line; the colour turns into another on its way down."""
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], fill=255)
    upper = min(y for _, y in line)
    fade = Image.new("RGB", (1, 2))
    fade.putpixel((0, 0), top)
    fade.putpixel((0, 1), bottom)
    body = fade.resize((WIDTH, max(2, round(depth))), Image.Resampling.BICUBIC)
    layer = Image.new("RGB", image.size, bottom)
    layer.paste(body, (0, round(upper)))
    image.paste(layer, mask=mask)


def glow(
    image: Image.Image, centre: Point, radius: float, colour: str, strength: float = 1
) -> None:
    """Let light come from a place."""
    light = Image.new("RGB", image.size)
    pen = ImageDraw.Draw(light)
    x, y = centre
    shade = mix((0, 0, 0), rgb(colour), strength)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shade)
    light = light.resize((WIDTH // 8, HEIGHT // 8)).filter(ImageFilter.GaussianBlur(radius / 16))
    image.paste(ImageChops.screen(image, light.resize(image.size, Image.Resampling.BICUBIC)))


def disc(image: Image.Image, centre: Point, radius: float, colour: str) -> None:
    """Draw a sun or a moon."""
    (x, y), pen = centre, ImageDraw.Draw(image)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=rgb(colour))


def pine(
    pen: ImageDraw.ImageDraw, chance: random.Random, foot: Point, height: float, colour: Colour
) -> None:
    """Draw a pine of so many storeys, a little crooked."""
    x, y = foot
    pen.rectangle((x - height * 0.015, y - height * 0.2, x + height * 0.015, y), fill=colour)
    storeys = 9
    left, right = [], []
    for storey in range(storeys + 1):
        part = storey / storeys
        level = y - height * (0.08 + 0.92 * part)
        reach = height * 0.2 * (1 - part) ** 0.85
        left.append((x - reach * chance.uniform(0.85, 1.1), level + height * 0.035))
        left.append((x - reach * 0.5, level - height * 0.02))
        right.append((x + reach * chance.uniform(0.85, 1.1), level + height * 0.035))
        right.append((x + reach * 0.5, level - height * 0.02))
    pen.polygon([*left, (x, y - height), *reversed(right)], fill=colour)


def wood(
    image: Image.Image,
    chance: random.Random,
    level: float,
    height: float,
    colour: Colour,
    count: int,
) -> None:
    """Draw a row of pines."""
    pen = ImageDraw.Draw(image)
    for _ in range(count):
        foot = (chance.uniform(-60, WIDTH + 60), level + chance.uniform(-0.06, 0.1) * height)
        pine(pen, chance, foot, height * chance.uniform(0.6, 1.15), colour)


def mirror(image: Image.Image, level: int, shade: str, part: float) -> None:
    """Let water show what stands over it, darker and in ripples."""
    over = image.crop((0, 0, WIDTH, level)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    water = over.resize((WIDTH, HEIGHT - level)).filter(ImageFilter.BoxBlur((2, 14)))
    water = Image.blend(water, Image.new("RGB", water.size, rgb(shade)), part)
    chance, rippled = random.Random(shade), water.copy()  # noqa: S311 - waves, no secret
    at = 0
    while at < water.height:
        thick = 2 + at // 40
        by = round(chance.gauss(0, 3 + at / 30))
        rippled.paste(water.crop((0, at, WIDTH, at + thick)), (by, at))
        at += thick + chance.randint(0, 4 + at // 60)
    image.paste(rippled, (0, level))


def hills(chance: random.Random) -> Image.Image:
    """Draw mountains behind mountains before the sun is up."""
    image = gradient(["26335f", "575a94", "a7799f", "f0a68a", "ffd8a1", "ffe9c6"])
    glow(image, (WIDTH * 0.64, HEIGHT * 0.5), 420, "ffc27a", 0.8)
    disc(image, (WIDTH * 0.64, HEIGHT * 0.47), 74, "fff3d6")
    far, near = rgb("d99a93"), rgb("1b2140")
    for layer in range(6):
        part = layer / 5
        line = ridge(chance, HEIGHT * (0.5 + 0.09 * layer), 150 - 8 * layer, 0.56)
        colour = mix(far, near, part)
        fill_under(image, line, colour, mix(colour, rgb("f3c3a4"), 0.55 * (1 - part)), 420)
    wood(image, chance, HEIGHT * 1.01, 330, rgb("0f1428"), 46)
    return image


def lake(chance: random.Random) -> Image.Image:
    """Draw an evening at a lake."""
    image = gradient(
        ["2a2f63", "74508c", "d9668a", "ff9a6b", "ffd27d", "ffe3a3", "ffe3a3", "ffe3a3"]
    )
    level = round(HEIGHT * 0.58)
    glow(image, (WIDTH * 0.36, level - 130), 360, "ffd98a", 0.9)
    disc(image, (WIDTH * 0.36, level - 150), 88, "fff1c4")
    for number, colour in enumerate(("8d5a86", "4d3a6b", "27264f")):
        line = ridge(chance, level - 150 + 62 * number, 110 - 22 * number, 0.55)
        fill_under(image, line, rgb(colour), mix(rgb(colour), rgb("ffae7d"), 0.25), 320)
    wood(image, chance, level + 4, 150, rgb("16193a"), 60)
    mirror(image, level, "2b2450", 0.28)
    pen = ImageDraw.Draw(image)
    for _ in range(90):
        x, high = (
            chance.choice((chance.gauss(120, 170), chance.gauss(WIDTH - 160, 210))),
            chance.uniform(160, 430),
        )
        lean = chance.uniform(-60, 60)
        pen.line(
            (x, HEIGHT + 10, x + lean, HEIGHT - high),
            fill=rgb("0d1027"),
            width=chance.randint(5, 11),
        )
    return image


def pines(chance: random.Random) -> Image.Image:
    """Draw a wood in the mist."""
    image = gradient(["dfe8e4", "cfdcd8", "b9ccc8", "a4bcb8", "93aeab"])
    glow(image, (WIDTH * 0.7, HEIGHT * 0.16), 300, "fffbe6", 0.5)
    far, near = rgb("a9c0bb"), rgb("12302f")
    for layer in range(6):
        part = (layer / 5) ** 0.9
        level = HEIGHT * (0.5 + 0.115 * layer)
        colour = mix(far, near, part)
        line = ridge(chance, level - 10, 46, 0.5)
        wood(image, chance, level + 40, 290 + 95 * layer, colour, 44 - 5 * layer)
        fill_under(
            image,
            [(x, y + 30) for x, y in line],
            colour,
            mix(colour, rgb("e3ece9"), 0.75 * (1 - part)),
            260,
        )
    return image


def meadow(chance: random.Random) -> Image.Image:
    """Draw a way over green hills under clouds."""
    image = gradient(["3f86c9", "6faee0", "a9d3ef", "d9ecf5", "eef6f4", "eef6f4"])
    clouds = Image.new("L", image.size)
    pen = ImageDraw.Draw(clouds)
    for _ in range(7):
        x, y = chance.uniform(0, WIDTH), chance.uniform(120, HEIGHT * 0.34)
        for _ in range(26):
            at, size = chance.gauss(0, 170), chance.uniform(30, 86)
            pen.ellipse((x + at - size, y - size * 0.62, x + at + size, y + size * 0.42), fill=215)
    image.paste(rgb("ffffff"), mask=clouds.filter(ImageFilter.GaussianBlur(16)))
    shades = (
        ("9fc8a2", "c5dcae"),
        ("6fb06f", "a5cf83"),
        ("4b9a55", "8fc568"),
        ("2f7f46", "6db457"),
    )
    for layer, (top, bottom) in enumerate(shades):
        line = ridge(chance, HEIGHT * (0.5 + 0.1 * layer), 120 - 12 * layer, 0.4)
        fill_under(image, line, rgb(top), rgb(bottom), 420)
    way = [(WIDTH * 0.43, HEIGHT), (WIDTH * 0.5, HEIGHT * 0.93), (WIDTH * 0.56, HEIGHT * 0.88)]
    pen = ImageDraw.Draw(image)
    pen.polygon(
        [
            *way,
            (WIDTH * 0.566, HEIGHT * 0.88),
            (WIDTH * 0.54, HEIGHT * 0.94),
            (WIDTH * 0.53, HEIGHT),
        ],
        fill=rgb("e5d3a0"),
    )
    for _ in range(900):
        x, y = chance.uniform(0, WIDTH), HEIGHT * (0.86 + 0.14 * chance.random() ** 0.7)
        size = 3 + (y - HEIGHT * 0.86) / 26
        pen.ellipse(
            (x, y, x + size, y + size), fill=rgb(chance.choice(("ffffff", "ffe36b", "f28ba8")))
        )
    return image


def house(
    pen: ImageDraw.ImageDraw,
    chance: random.Random,
    box: tuple[float, float, float, float],
    walls: str,
    roof: str,
) -> None:
    """Draw a gabled house with light in some of its windows."""
    left, top, right, bottom = box
    gable = (right - left) * 0.42
    pen.rectangle(box, fill=rgb(walls))
    pen.polygon(
        [(left - 14, top + 4), ((left + right) / 2, top - gable), (right + 14, top + 4)],
        fill=rgb(roof),
    )
    columns, rows = max(2, round((right - left) / 110)), max(1, round((bottom - top) / 150))
    wide, high = (right - left) / columns, (bottom - top) / rows
    for column in range(columns):
        for row in range(rows):
            x, y = left + wide * (column + 0.28), top + high * (row + 0.22)
            lit = chance.random() < 0.62
            pen.rectangle(
                (x, y, x + wide * 0.44, y + high * 0.5), fill=rgb("ffd983" if lit else "2c3350")
            )


def snow(chance: random.Random) -> Image.Image:
    """Draw a village at night in the first snow."""
    image = gradient(["0e1634", "16244d", "24396b", "3d578c", "6d86b3"])
    pen = ImageDraw.Draw(image)
    for _ in range(260):
        x, y, size = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT * 0.5), chance.uniform(1, 4)
        pen.ellipse((x, y, x + size, y + size), fill=rgb("dfe8ff"))
    glow(image, (WIDTH * 0.78, HEIGHT * 0.2), 190, "b9cbff", 0.6)
    disc(image, (WIDTH * 0.78, HEIGHT * 0.2), 92, "f4f6ff")
    fill_under(image, ridge(chance, HEIGHT * 0.56, 110, 0.5), rgb("5b75a6"), rgb("8ea5cc"), 300)
    wood(image, chance, HEIGHT * 0.66, 210, rgb("1e3156"), 40)
    fill_under(image, ridge(chance, HEIGHT * 0.7, 50, 0.4), rgb("b5c6e4"), rgb("dbe5f6"), 300)
    for number in range(6):
        x, y = 170 + number * 460 + chance.uniform(-40, 40), HEIGHT * 0.78 + chance.uniform(-40, 50)
        glow(image, (x + 120, y), 170, "ffbe5c", 0.35)
        house(ImageDraw.Draw(image), chance, (x, y - 110, x + 240, y + 70), "3b2f45", "f2f6ff")
    fill_under(image, ridge(chance, HEIGHT * 0.86, 46, 0.4), rgb("e3ebfa"), rgb("f7faff"), 260)
    pen = ImageDraw.Draw(image)
    for _ in range(700):
        x, y, size = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT), chance.uniform(3, 13)
        pen.ellipse((x, y, x + size, y + size), fill=rgb("ffffff"))
    return image


def canal(chance: random.Random) -> Image.Image:
    """Draw narrow houses at a canal when the lamps are lit."""
    image = gradient(["27345f", "4b5387", "8c729d", "d79a93", "f4c797", "f4c797"])
    level, x = round(HEIGHT * 0.64), -40.0
    walls = ("8b3f3a", "b0623f", "6d4a5e", "3f5a68", "a5824d", "5a6b4f", "94515f")
    while x < WIDTH:
        wide, high = chance.uniform(220, 330), chance.uniform(430, 700)
        pen = ImageDraw.Draw(image)
        house(pen, chance, (x, level - high, x + wide, level), chance.choice(walls), "2a2438")
        x += wide + 6
    for lamp in range(4):
        at = WIDTH * (0.14 + 0.25 * lamp)
        pen = ImageDraw.Draw(image)
        pen.rectangle((at - 5, level - 170, at + 5, level), fill=rgb("1a1a2b"))
        glow(image, (at, level - 182), 60, "ffdf9a", 1)
        disc(image, (at, level - 182), 22, "fff0c6")
    ImageDraw.Draw(image).rectangle((0, level - 12, WIDTH, level), fill=rgb("3a3446"))
    mirror(image, level, "1f2747", 0.34)
    return image


def pumpkin(image: Image.Image, chance: random.Random, centre: Point, size: float) -> None:
    """Draw a squash with its ribs and its stem."""
    x, y = centre
    pen = ImageDraw.Draw(image)
    pen.ellipse(
        (x - size * 1.15, y + size * 0.5, x + size * 1.15, y + size * 0.9), fill=rgb("2f4a23")
    )
    base = mix(
        rgb("e8862c"), rgb(chance.choice(("c7581c", "f2a63d", "8fa05a"))), chance.random() * 0.8
    )
    for rib in (-4, 4, -3, 3, -2, 2, -1, 1, 0):
        at = x + rib * size * 0.21
        wide = size * (0.42 - 0.03 * abs(rib))
        shade = mix(base, rgb("5a2710"), 0.09 * abs(rib))
        high = size * (0.74 - 0.012 * rib * rib)
        pen.ellipse((at - wide, y - high, at + wide, y + high), fill=shade)
        light = mix(shade, rgb("fff0c0"), 0.22)
        pen.ellipse(
            (at - wide * 0.45, y - high * 0.8, at - wide * 0.1, y - high * 0.05), fill=light
        )
    stem = [(x - size * 0.1, y - size * 0.66), (x + size * 0.04, y - size * 1.02)]
    pen.polygon(
        [*stem, (x + size * 0.18, y - size * 0.98), (x + size * 0.12, y - size * 0.64)],
        fill=rgb("56702f"),
    )


def squash(chance: random.Random) -> Image.Image:
    """Draw what has grown, by the shed."""
    image = gradient(["f0d9a8", "e8c792", "d6a873", "c3905f"])
    pen = ImageDraw.Draw(image)
    for board in range(13):
        x = board * 236 - 40
        shade = mix(rgb("7a5638"), rgb("94694a"), chance.random())
        pen.rectangle((x, 0, x + 228, HEIGHT * 0.7), fill=shade)
        for _ in range(5):
            at = x + chance.uniform(20, 205)
            pen.line(
                (at, 0, at + chance.uniform(-12, 12), HEIGHT * 0.7),
                fill=mix(shade, rgb("4d3420"), 0.45),
                width=5,
            )
    glow(image, (WIDTH * 0.15, HEIGHT * 0.1), 520, "ffd27a", 0.4)
    fill_under(image, ridge(chance, HEIGHT * 0.66, 26, 0.5), rgb("5d7f3a"), rgb("3f5c2a"), 420)
    pen = ImageDraw.Draw(image)
    for _ in range(1500):
        x, y = chance.uniform(0, WIDTH), chance.uniform(HEIGHT * 0.66, HEIGHT)
        pen.line(
            (x, y, x + chance.uniform(-14, 14), y - chance.uniform(20, 60)),
            fill=rgb(chance.choice(("6f9646", "486b2d", "82a552"))),
            width=5,
        )
    places = [
        (430, 1250, 200),
        (1010, 1200, 240),
        (1620, 1240, 210),
        (2200, 1190, 250),
        (2650, 1270, 180),
    ]
    places += [
        (230, 1520, 230),
        (760, 1540, 260),
        (1330, 1530, 290),
        (1900, 1550, 250),
        (2440, 1530, 280),
        (1080, 1720, 150),
    ]
    for x, y, size in places:
        pumpkin(image, chance, (x, y), size)
    return image


def beds(chance: random.Random) -> Image.Image:
    """Draw nine beds in the morning."""
    image = gradient(["8fc0dd", "b9d9e6", "f2e6c9", "f7d9a8", "f7d9a8"])
    glow(image, (WIDTH * 0.2, HEIGHT * 0.3), 300, "fff0c0", 0.8)
    fill_under(image, ridge(chance, HEIGHT * 0.42, 60, 0.5), rgb("8fae86"), rgb("b5c793"), 260)
    pen = ImageDraw.Draw(image)
    house(
        pen, chance, (WIDTH * 0.7, HEIGHT * 0.25, WIDTH * 0.86, HEIGHT * 0.47), "7d5a44", "4c3a3a"
    )
    pen.rectangle((0, HEIGHT * 0.46, WIDTH, HEIGHT), fill=rgb("86a35a"))
    for row in range(3):
        upper, lower = (
            HEIGHT * (0.5 + 0.13 * row + 0.02 * row * row),
            HEIGHT * (0.59 + 0.15 * row + 0.02 * row * row),
        )
        for column in range(3):
            middle = WIDTH / 2 + (column - 1) * WIDTH * (0.27 + 0.05 * row)
            half = WIDTH * (0.1 + 0.02 * row)
            pen.polygon(
                [
                    (middle - half, upper),
                    (middle + half, upper),
                    (middle + half * 1.14, lower),
                    (middle - half * 1.14, lower),
                ],
                fill=rgb("6a4a30"),
            )
            leaf = chance.choice(("3f7d3c", "5a9a46", "7fb04a", "2f6a44", "9a4a52"))
            for plant in range(26 + 8 * row):
                x = middle + half * chance.uniform(-0.95, 0.95)
                y, size = (
                    chance.uniform(upper + 14, lower - 8),
                    (24 + 16 * row) * chance.uniform(0.6, 1.1),
                )
                shade = mix(
                    rgb(leaf), rgb("d8e6a0" if plant % 3 == 0 else "1f3d22"), chance.random() * 0.4
                )
                pen.ellipse((x - size, y - size, x + size, y + size * 0.5), fill=shade)
    return image


SCENES: dict[str, Callable[[random.Random], Image.Image]] = {
    "hills": hills,
    "lake": lake,
    "pines": pines,
    "meadow": meadow,
    "snow": snow,
    "canal": canal,
    "squash": squash,
    "beds": beds,
}
# Some are taken upright.
UPRIGHT = {"pines": (0.3, 0.72), "canal": (0.1, 0.6)}


def draw(name: str) -> None:
    """Draw a scene and keep it as a camera would."""
    image = SCENES[name](random.Random(name))  # noqa: S311 - a picture, no secret
    if name in UPRIGHT:
        left, right = UPRIGHT[name]
        image = image.crop((round(WIDTH * left), 0, round(WIDTH * right), HEIGHT))
    image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    image.save(FOLDER / f"{name}.jpeg", quality=QUALITY, optimize=True, progressive=True)


SHEET = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; font: 13px/1.5 "DejaVu Sans"; color: #23304a }
h1 { font-size: 24px; margin: 0 0 2px } p { margin: 0 0 14px; color: #5b6780 }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: 7px 8px;
border-bottom: 1px solid #d5dbe7; vertical-align: top } th { color: #5b6780; font-weight: normal }
svg { display: block; margin: 6px 0 16px }</style>"""
ROUTE = """<h1>Озёрная, 14 км</h1><p>Суббота, почти ровно</p>
<svg viewBox="0 0 500 190" width="100%"><path d="M10 170C60 150 70 60 130 80S210 160 270 120 330 30
390 60 440 150 490 130" fill="none" stroke="#2f7f46" stroke-width="5" stroke-linecap="round"
stroke-dasharray="2 11"/><ellipse cx="270" cy="150" rx="75" ry="26" fill="#9fc9e8"/>
<g fill="#c7581c"><circle cx="10" cy="170" r="8"/><circle cx="130" cy="80" r="8"/>
<circle cx="390" cy="60" r="8"/><circle cx="490" cy="130" r="8"/></g></svg>
<table><tr><th>Когда<th>Где<th>Что</tr>
<tr><td>8:25<td>Вокзал<td>под часами</tr><tr><td>8:40<td>Электричка<td>третий вагон</tr>
<tr><td>10:05<td>Платформа «Озёрная»<td>чай, первый</tr>
<tr><td>11:30<td>Плотина<td>стена, которая не пускает воду</tr>
<tr><td>13:00<td>Холм<td>проходимо летом, но не рекомендуется</tr>
<tr><td>14:30<td>Сосны<td>пирог, чак-чак, чай, второй</tr>
<tr><td>16:20<td>Платформа<td>фонари</tr></table>"""
ROTA = """<h1>Canal Street garden</h1><p>Who waters, until spring</p><table>
<tr><th>Day<th>Who<th>Beds<th>Notes</tr>
<tr><td>Monday<td>Daniel<td>1–4<td>the hose is behind the door</tr>
<tr><td>Tuesday<td>nobody<td><td>the beds rest, and so do we</tr>
<tr><td>Wednesday<td>Timur<td>sensors<td>please do not water the sensors</tr>
<tr><td>Thursday<td>Maxim<td>5–8<td>also in the rain, for the photo</tr>
<tr><td>Friday<td>Priya<td>list<td>reads this aloud to whoever forgot</tr>
<tr><td>Saturday<td>Liam<td>9<td>with supervision</tr>
<tr><td>Any other<td>Grace<td>all<td>when she hides from her inbox</tr></table>
<p style="margin-top:18px">Tea at eleven. We call it morale.</p>"""
SHEETS = {"route": ROUTE, "rota": ROTA}
# A tune that somebody hums, as the browser records it, and how loud it is on its way.
HUM = """async (melody) => {
    const context = new AudioContext();
    await context.resume();
    const end = context.createMediaStreamDestination();
    const all = new GainNode(context, { gain: 0.8 });
    all.connect(new BiquadFilterNode(context, { type: "lowpass", frequency: 1400 })).connect(end);
    const recorder = new MediaRecorder(end.stream, {
        mimeType: "audio/webm;codecs=opus",
        audioBitsPerSecond: 24000,
    });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((resolve) => { recorder.onstop = resolve; });
    recorder.start();
    let at = context.currentTime + 0.15;
    for (const [note, beats, force] of melody) {
        const length = beats * 0.3;
        const frequency = 220 * 2 ** (note / 12);
        for (const [times, part] of [[1, 0.6], [2, 0.22], [3, 0.1]]) {
            const tone = new OscillatorNode(context, { frequency: frequency * times });
            const sway = new OscillatorNode(context, { frequency: 5.2 });
            const width = new GainNode(context, { gain: frequency * times * 0.006 });
            const level = new GainNode(context, { gain: 0 });
            level.gain.setTargetAtTime(part * force, at, 0.04);
            level.gain.setTargetAtTime(0, at + length * 0.82, 0.05);
            sway.connect(width).connect(tone.frequency);
            tone.connect(level).connect(all);
            for (const each of [tone, sway]) { each.start(at); each.stop(at + length + 0.2); }
        }
        at += length;
    }
    await new Promise((done) => setTimeout(done, (at - context.currentTime + 0.4) * 1000));
    recorder.stop();
    await ended;
    const bytes = await new Blob(parts).arrayBuffer();
    const heard = await context.decodeAudioData(bytes.slice(0));
    const wave = heard.getChannelData(0);
    const loud = Array.from({ length: 80 }, (_, part) => {
        const piece = wave.subarray(part * wave.length / 80, (part + 1) * wave.length / 80);
        return Math.sqrt(piece.reduce((sum, each) => sum + each * each, 0) / piece.length);
    });
    const most = Math.max(...loud);
    const text = (codes) => btoa(Array.from(codes, (code) => String.fromCharCode(code)).join(""));
    return {
        sound: text(new Uint8Array(bytes)),
        seconds: Number(heard.duration.toFixed(2)),
        waveform: text(loud.map((each) => Math.round((255 * each) / most))),
    };
}"""
# Half tones over A, how long in beats, and how loud.
MELODY = (
    *((0, 1, 0.7), (4, 1, 0.8), (7, 2, 1.0), (9, 1, 0.9), (7, 1, 0.8), (4, 2, 0.9)),
    *((5, 1, 0.8), (7, 1, 0.9), (9, 2, 1.0), (7, 1, 0.8), (5, 1, 0.7), (4, 3, 0.9)),
    *((2, 1, 0.7), (4, 1, 0.8), (5, 2, 0.9), (4, 1, 0.8), (2, 1, 0.7), (0, 4, 0.9)),
)


def print_sheet(page: Page, name: str) -> None:
    """Print a page."""
    page.set_content(SHEET + SHEETS[name])
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "14mm")
    page.pdf(path=FOLDER / f"{name}.pdf", format="A5", margin=margin, print_background=True)


def record(page: Page) -> None:
    """Record the tune, and write down beside it what its sender says of it."""
    page.goto("about:blank")
    heard = page.evaluate(HUM, MELODY)
    (FOLDER / "tune.webm").write_bytes(base64.b64decode(heard.pop("sound")))
    (FOLDER / "tune.json").write_text(json.dumps(heard) + "\n")


def main(names: list[str]) -> None:
    """Make all, or what is named."""
    for name in SCENES:
        if not names or name in names:
            draw(name)
    if names and not {"tune", *SHEETS} & set(names):
        return
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-audio-output"]
        )
        page = browser.new_page()
        for name in SHEETS:
            print_sheet(page, name)
        record(page)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
