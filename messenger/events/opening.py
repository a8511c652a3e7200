"""Which way leads to the other processes, if any do."""

from messenger.events.broker import Broker
from messenger.keys import Keys


def open_broker(url: str, keys: Keys) -> Broker:
    """Return the way by the NATS server at a URL, which opens later; without one nobody is told."""
    if not url:
        return Broker()
    # Most serve alone, and save the time of its import.
    from messenger.events.nats_broker import NatsBroker  # noqa: PLC0415

    # Of several installations on one server each hears itself.
    return NatsBroker(url, f"messenger.{keys.digest('broker', '').hex()[:16]}")
