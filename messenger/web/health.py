"""Whether the process is alive, and whether it can serve."""

import shutil

from quart import Blueprint, Response, jsonify

from messenger.services import Services
from messenger.web.failures import AWAY
from messenger.web.lifecycle import Lifecycle

LEAST_FREE_BYTES = 16 * 1024 * 1024


def health_routes(services: Services, lifecycle: Lifecycle) -> Blueprint:
    """Return `/healthz` and `/readyz`."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    async def healthz() -> tuple[Response, int]:
        """Say whether the process has started and is not stopping."""
        alive = lifecycle.ready and not lifecycle.stopping
        return jsonify(status="ok" if alive else "starting"), 200 if alive else 503

    @routes.get("/readyz")
    async def readyz() -> tuple[Response, int]:
        """Say whether database and disk can be used."""
        database = await _database_answers(services)
        free = shutil.disk_usage(services.settings.data_dir).free
        checks = {"database": database, "disk": free >= LEAST_FREE_BYTES}
        usable = all(checks.values()) and lifecycle.ready and not lifecycle.stopping
        return jsonify(status="ok" if usable else "unavailable", checks=checks), (
            200 if usable else 503
        )

    return routes


async def _database_answers(services: Services) -> bool:
    try:
        await services.database.check()
    except AWAY:
        return False
    return True
