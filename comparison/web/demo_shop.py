"""A small shop of somebody else, on another port: product pages that embed our comparisons.

Only `tier-compare demo` uses it. Its pages carry the two lines that a merchant pastes, under a
policy that allows nothing but our script and our fragments.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from .snippet import snippet

LANGUAGES = ("ko", "en")
NOTE = {
    "ko": "데모 상점이에요. 상표는 각 회사의 것이고, 이 비교는 각 회사와 관계없어요.",
    "en": "A demo shop. Names belong to their owners, who have no part in this.",
}
SHOP_NAME = {"ko": "데모 상점", "en": "Demo shop"}


class DemoPage(msgspec.Struct, frozen=True, kw_only=True):
    """A product page: which comparison it embeds, and its words in each language. *products* are the
    names of what it compares, by key; they stand on the shop's list."""

    shop: str
    comparison: str
    titles: dict[str, str]
    shop_names: dict[str, str]
    products: dict[str, dict[str, str]] = {}


class DemoShop:
    """The pages of the demo shop, rendered for *host*, the origin of the comparisons."""

    def __init__(self, host: str, pages: Sequence[DemoPage], templates: Path, style: Path) -> None:
        self._host, self._pages, self._style = host, pages, style
        loader = jinja2.FileSystemLoader(templates)
        self._templates = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)

    def policy(self) -> str:
        """The shop's own policy: strict, and still enough for the comparison."""
        host = self._host
        allowed = "; ".join(f"{what} {host}" for what in ("script-src", "connect-src", "img-src"))
        return f"default-src 'none'; {allowed}; style-src 'self'; base-uri 'none'"

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and body for *path*."""
        if path == "/shop.css":
            return 200, "text/css; charset=utf-8", self._style.read_bytes()
        language, _, rest = path.strip("/").partition("/")
        if path == "/":
            language = LANGUAGES[0]
        if language in LANGUAGES:
            page = self._page(language, rest)
            if page is not None:
                return 200, "text/html; charset=utf-8", page.encode()
        return 404, "text/plain; charset=utf-8", b"Not here"

    def _page(self, language: str, rest: str) -> str | None:
        if not rest:
            pages = [_localised(page, language) for page in self._pages]
            return self._render("demo/index.html", language, "", title=SHOP_NAME[language], pages=pages)
        for page in self._pages:
            if rest == f"{page.shop}/{page.comparison}/list":
                listed = _localised(page, language)
                words = {"title": listed["title"], "page": listed}
                return self._render("demo/list.html", language, f"/{rest}", **words)
            if rest == f"{page.shop}/{page.comparison}":
                localised = _localised(page, language)
                lines = snippet(self._host, rest, localised["title"])
                words = {"title": localised["title"], "page": localised, "snippet": lines}
                return self._render("demo/product.html", language, f"/{rest}", **words)
        return None

    def _render(self, template: str, language: str, here: str, **words: object) -> str:
        other = LANGUAGES[1 - LANGUAGES.index(language)]
        return self._templates.get_template(template).render(
            lang=language,
            other=other,
            here=here,
            note=NOTE[language],
            shop_name=SHOP_NAME[language],
            host=self._host,
            **words,
        )


def _localised(page: DemoPage, language: str) -> dict[str, Any]:
    names = {key: _in(language, name) for key, name in page.products.items()}
    return {
        "products": names,
        "shop": page.shop,
        "comparison": page.comparison,
        "title": _in(language, page.titles),
        "shop_name": _in(language, page.shop_names),
    }


def _in(language: str, text: Mapping[str, str]) -> str:
    return text.get(language) or next(iter(text.values()))


def serve_demo_shop(shop: DemoShop, host: str, port: int) -> Callable[[], None]:
    """Serve *shop* in a thread of its own; the function returned ends it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = shop.answer(self.path.partition("?")[0])
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", shop.policy())
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  The name is the standard library's.
            """A demo needs no log of its own."""

    server = ThreadingHTTPServer((host, port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return stop
