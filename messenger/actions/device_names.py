"""What a device is called, from what its browser says of itself.

Browsers agreed to say little (RFC 9110, 10.1.5, and the reduced User-Agent of Chromium), so a short
table tells as much as there is to tell.
"""

# The first that is found counts: later ones are named by those before them too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser/", "Yandex Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
LONGEST = 60


def name_device(user_agent: str) -> str:
    """Return browser and system, as "Firefox, Android"; of a program what it calls itself."""
    if not user_agent.startswith("Mozilla/"):
        return user_agent.partition(" ")[0][:LONGEST]
    found = (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))
    return ", ".join(name for name in found if name)


def _first(table: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in table if sign in user_agent), "")
