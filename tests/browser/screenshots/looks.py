"""How a screen can look: on a desk or a phone, light or dark, in English or Russian."""

from dataclasses import dataclass

LANGUAGES = {"en": "English", "ru": "Russian"}


@dataclass(frozen=True, order=True)
class Look:
    """One way to see the messenger."""

    language: str
    dark: bool
    phone: bool

    @property
    def name(self) -> str:
        """Return what the file of a picture is called after."""
        return f"{self.device}-{self.theme}-{self.language}"

    @property
    def words(self) -> str:
        """Return what is said of a picture."""
        return f"{self.theme}, {LANGUAGES[self.language]}"

    @property
    def device(self) -> str:
        """Return what is looked at."""
        return "phone" if self.phone else "desk"

    @property
    def theme(self) -> str:
        """Return the colours."""
        return "dark" if self.dark else "light"

    @property
    def opposite(self) -> "Look":
        """Return the look that has nothing in common with this one."""
        other = "en" if self.language == "ru" else "ru"
        return Look(other, dark=not self.dark, phone=not self.phone)

    @property
    def facing(self) -> "Look":
        """Return the look of a phone in the same language, dark beside a light desk."""
        return Look(self.language, dark=not self.dark, phone=True)


ALL = tuple(
    Look(language, dark, phone)
    for language in LANGUAGES
    for dark in (False, True)
    for phone in (False, True)
)
ON_DESK = tuple(look for look in ALL if not look.phone)
