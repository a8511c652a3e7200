"""The fixed cast of the tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account on every server that the tests start."""

    nick: str
    name: str

    @property
    def email(self) -> str:
        """The address that the person registered with."""
        return f"{self.nick}@example.org"

    @property
    def password(self) -> str:
        """The password that the person registered with."""
        return f"correct horse battery {self.nick}"

    @property
    def token(self) -> str:
        """The token of a session that is open at the start of every test."""
        return f"the-token-of-{self.nick}"


ADA = Person("ada", "Ada Lovelace")  # registered first, so the administrator
BOB = Person("bob", "Bob Marley")
CAROL = Person("carol", "Carol Shaw")
DORA = Person("dora", "Дора Брюс")
EVE = Person("eve", "Eve the outsider")

CAST = (ADA, BOB, CAROL, DORA, EVE)
