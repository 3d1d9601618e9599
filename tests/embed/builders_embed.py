"""Two small web sites on loopback, and the pages and fragments that they answer with."""

import html
import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, expect

from comparison.web import embed_build

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
SCRIPT = "/embed/1/embed.js"
PERSONAS = {"studio": "Studio", "pet": "Home with pets", "child": "Home with children"}
TIERS = {"lite": "Lite", "plus": "Plus", "max": "Max"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as a site heard it. *query* holds every parameter once, the last of its name."""

    path: str
    query: dict[str, str]
    raw_query: str
    headers: dict[str, str]


def asked_for(query: str, path: str = "/fragments/acme/air") -> Asked:
    """A request for *path* that was not made by a browser."""
    return Asked(path=path, query=dict(parse_qsl(query)), raw_query=query, headers={})


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a site says. *after* holds it back until it is set; *drop* cuts the connection instead."""

    body: str = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    after: threading.Event | None = None
    seconds: float = 0
    drop: bool = False


Answering = Callable[[Asked], Answer]


class Site:
    """A site on a port of its own. *requests* is all that it was asked, in order."""

    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self.routes: dict[str, Answering] = {}
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def route(self, path: str, answer: Answer | Answering) -> None:
        """Answer *path* with *answer*; a folder's (``/fragments/``) stands for all below it."""
        self.routes[path] = answer if callable(answer) else lambda _: answer

    def asked(self, path: str = "/fragments/") -> list[Asked]:
        """The requests whose path begins with *path*."""
        return [asked for asked in self.requests if asked.path.startswith(path)]

    def answer(self, asked: Asked) -> Answer:
        self.requests.append(asked)
        fitting = [path for path in self.routes if _fits(path, asked.path)]
        answer = self.routes[max(fitting, key=len)](asked) if fitting else Answer(status=404, headers=OPEN)
        if answer.after:
            while not (answer.after.wait(0.02) or self._closing.is_set()):
                pass
        time.sleep(answer.seconds)
        return answer

    def close(self) -> None:
        """End the site: from now on its port refuses."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no fault of a test."""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query))
            asked = Asked(path=parts.path, query=query, raw_query=parts.query, headers=dict(self.headers))
            answer = site.answer(asked)
            if answer.drop:
                self.connection.close()
                return
            with suppress(ConnectionError):
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            body = answer.body.encode()
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.kind, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  The library's name.
            """Tests read `Site.requests`."""

    return Handler


def _fits(route: str, path: str) -> bool:
    return path == route or (route != "/" and route.endswith("/") and path.startswith(route))


def built_script() -> str:
    """The release as it is committed."""
    return (embed_build.FOLDER / f"embed-{embed_build.version(embed_build.FOLDER)}.js").read_text()


def script_answer() -> Answer:
    """The script as the server gives it."""
    return Answer(body=built_script(), kind="text/javascript; charset=utf-8", headers=OPEN)


def fragment(asked: Asked, *, heading: str = "Air purifiers", rows: int = 3, theme: str = "") -> str:
    """A view by the contract: as small as can be, with every kind of control."""
    query = asked.query
    persona, diff = query.get("persona", ""), query.get("diff", "")
    tiers = query["tiers"].split(",") if "tiers" in query else list(TIERS)
    swap = f'hx-get="{asked.path}" hx-trigger="change" hx-target="closest .tc" hx-swap="outerHTML"'
    more = f'hx-get="{asked.path}?qty.user=15&amp;persona={persona}" hx-trigger="click"'
    radios = "".join(
        f'<label class="tc-chip"><input type="radio" name="persona" value="{key}"'
        f"{' checked' if key == persona else ''}><span>{label}</span></label>"
        for key, label in PERSONAS.items()
    )
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(value)}">'
        for name, value in query.items()
        if name not in {"persona", "diff", "v"}
    )
    return f"""<section class="tc" part="base" lang="{query.get("lang", "en")}" data-announce="{
        html.escape(announcement(asked))
    }" data-list="{html.escape(item_list(asked, tiers))}"{
        f' data-theme="{html.escape(theme)}"' if theme else ""
    }>
<header><p class="tc-title" role="heading" aria-level="2">{heading}</p></header>
<form class="persona" method="get" action="/c/acme/air" {swap}>{kept}
<fieldset><legend>Who is it for?</legend>{radios}</fieldset>
<label><input type="checkbox" role="switch" name="diff" value="only"{
        " checked" if diff else ""
    }> Differences</label>
<button class="tc-apply">Apply</button></form>
<form class="pair" method="get" action="/c/acme/air" {swap}>{_picker("First", tiers[0])}{
        _picker("Second", tiers[-1])
    }</form>
<form class="amount" method="get" action="/c/acme/air" {
        swap
    }><button class="tc-apply">Apply</button><label>People <input type="number" name="qty.user" value="{
        query.get("qty.user", "14")
    }"></label><button name="qty.user" value="16">One more</button></form>
<a class="more" href="/c/acme/air?qty.user=15" {more} hx-target="closest .tc" hx-swap="outerHTML">Fifteen</a>
<a class="nobody" href="/c/acme/air" hx-get="{
        asked.path
    }" hx-target="closest .tc" hx-swap="outerHTML">Nobody</a>
<p role="heading" aria-level="3">What you pay</p>
<table role="table"><caption>Three tiers</caption><tbody>{
        "".join(f"<tr><th>Row {n}</th>{'<td>1</td>' * len(tiers)}</tr>" for n in range(rows))
    }</tbody></table>
{"".join(f'<a part="cta" href="/buy/{key}" data-tier="{key}">Buy {TIERS[key]}</a> ' for key in tiers)}
</section>"""


def announcement(asked: Asked) -> str:
    """The live text of a view."""
    return f"Best fit for {PERSONAS.get(asked.query.get('persona', ''), 'nobody')}"


def choose(widget: Locator, persona: str) -> None:
    """Choose *persona* in *widget* and wait until its view is there."""
    widget.locator(f"label:has-text('{persona}')").click()
    expect(widget.get_by_role("status")).to_have_text(f"Best fit for {persona}")


def item_list(asked: Asked, tiers: list[str]) -> str:
    items = [{"item_id": f"air-{key}", "item_variant": key, "index": n} for n, key in enumerate(tiers)]
    return json.dumps({"item_list_id": asked.path.removeprefix("/fragments/"), "items": items})


def _picker(label: str, chosen: str) -> str:
    options = "".join(
        f'<option value="{key}"{" selected" if key == chosen else ""}>{name}</option>'
        for key, name in TIERS.items()
    )
    return f'<label>{label} <select name="tiers">{options}</select></label>'


def view(asked: Asked) -> Answer:
    """A fragment, as the server answers it."""
    return Answer(body=fragment(asked), headers=OPEN)


def element(
    attributes: str = "", *, fallback: str = '<a href="/c/acme/air">Compare the three tiers</a>'
) -> str:
    """The element of the snippet."""
    return f'<tier-compare comparison="acme/air" {attributes}>{fallback}</tier-compare>'


@dataclass(frozen=True, kw_only=True)
class Shop:
    """The shop's site beside *host*, the site that its script and fragments come from."""

    site: Site
    host: Site

    @property
    def tag(self) -> str:
        """The script tag of the snippet."""
        return f'<script src="{self.host.origin}{SCRIPT}" async crossorigin></script>'

    def page(
        self,
        body: str,
        *,
        head: str | None = None,
        policy: str | None = None,
        lang: str = "en",
        path: str = "/",
    ) -> str:
        """Put up a page with *body*; returns its address. *head* defaults to the script tag."""
        headers = {"Content-Security-Policy": policy.replace("HOST", self.host.origin)} if policy else {}
        text = f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,">{self.tag if head is None else head}</head><body>{body}</body></html>"""
        self.site.route(path, Answer(body=text, headers=headers))
        return self.site.origin + path
