"""Firefox and WebKit as their makers drive them: by Marionette and by WebDriver, with nothing to install beside."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

PATIENCE_SECONDS = 30
_MINI_BROWSER = "*/webkit2gtk-4.*/MiniBrowser"


class Engine(NamedTuple):
    """A browser under way: *go* to an address, *run* the body of a function and answer what it returns."""

    name: str
    go: Callable[[str], None]
    run: Callable[[str], Any]

    def until(self, script: str) -> Any:
        """What *script* (a function's body) answers, once that is true.

        Raises:
            TimeoutError: it never was.
        """
        ends = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < ends:
            if found := self.run(script):
                return found
            time.sleep(0.1)
        raise TimeoutError(script)


def missing() -> dict[str, str]:
    """What an engine lacks here, by its name."""
    needed = {"firefox": shutil.which("firefox-esr"), "webkit": shutil.which("WebKitWebDriver")}
    packages = {"firefox": "firefox-esr", "webkit": "webkit2gtk-driver xvfb"}
    return {name: packages[name] for name, found in needed.items() if found is None}


@contextmanager
def firefox() -> Iterator[Engine]:
    """Firefox without a window, by the protocol that it speaks itself."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as profile:
        (Path(profile) / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile]
        with _running(command, port), socket.create_connection(("127.0.0.1", port)) as line:
            line.settimeout(PATIENCE_SECONDS)
            _received(line)
            send = _Marionette(line).send
            send("WebDriver:NewSession", {})
            yield Engine(
                "firefox",
                lambda address: send("WebDriver:Navigate", {"url": address}),
                lambda script: send("WebDriver:ExecuteScript", {"script": script, "args": []})["value"],
            )


@contextmanager
def webkit() -> Iterator[Engine]:
    """WebKitGTK's own small browser, by WebDriver, on a screen that nobody sees."""
    port = _free_port()
    command = ["xvfb-run", "-a", "WebKitWebDriver", f"--port={port}"]
    with _running(command, port, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1"):
        options = {"binary": str(next(Path("/usr/lib").glob(_MINI_BROWSER))), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = _post(f"http://127.0.0.1:{port}/session", wanted)["sessionId"]
        place = f"http://127.0.0.1:{port}/session/{session}"
        yield Engine(
            "webkit",
            lambda address: _post(f"{place}/url", {"url": address}),
            lambda script: _post(f"{place}/execute/sync", {"script": script, "args": []}),
        )
        urllib.request.urlopen(urllib.request.Request(place, method="DELETE"), timeout=PATIENCE_SECONDS)


class _Marionette:
    """Its messages are JSON lists, each after its length: ``12:[0,1,"…",{}]``."""

    def __init__(self, line: socket.socket) -> None:
        self._line, self._last = line, 0

    def send(self, name: str, parameters: dict[str, Any]) -> Any:
        self._last += 1
        message = json.dumps([0, self._last, name, parameters]).encode()
        self._line.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = json.loads(_received(self._line))
        assert error is None, f"{name}: {error}"
        return result


def _received(line: socket.socket) -> bytes:
    size = b""
    while not size.endswith(b":"):
        size += line.recv(1)
    left = int(size[:-1])
    parts = []
    while left:
        parts.append(line.recv(left))
        left -= len(parts[-1])
    return b"".join(parts)


def _post(address: str, body: dict[str, Any]) -> Any:
    asked = urllib.request.Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310  Our own.
    with urllib.request.urlopen(asked, timeout=PATIENCE_SECONDS) as got:  # noqa: S310
        return json.load(got)["value"]


@contextmanager
def _running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"It did not listen: {process.args!r}")


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


ENGINES = {"firefox": firefox, "webkit": webkit}
