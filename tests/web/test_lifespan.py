"""The server tells the application when it starts and when it ends."""

import asyncio
from pathlib import Path
from typing import Any

from comparison.app import create_app
from comparison.settings import Settings


def test_the_application_answers_the_servers_start_and_end(tmp_path: Path) -> None:
    app = create_app(Settings(database=f"sqlite:{tmp_path / 'shop.db'}"))
    events = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    said: list[str] = []

    async def receive() -> Any:
        return events.pop(0)

    async def send(message: Any) -> None:
        said.append(message["type"])

    asyncio.run(app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send))  # type: ignore[arg-type]
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
