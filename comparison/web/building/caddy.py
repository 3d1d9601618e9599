"""The configuration of Caddy for a build: the tables as maps, and a handler for each kind of file."""

from collections.abc import Iterator, Mapping

from .pages import NEVER, STANDING_IN
from .serving import KINDS, Asset, Serving, name_of
from .tables import PARAMETER, PATH, QUERY, Table

_HTML = "text/html; charset=utf-8"
_HEAD = """# Made by `tier-compare build`, again with every build.
# Tables first: they turn an address into the name of a file. "!" in a name means that no file answers.
# Add your own names in the place of the port: Caddy gets their certificates.
:8080 {{
	root * "{root}"
"""
_PAGES = """	@{kind}_built {{
		path /{kind}/*
		file "{{path}}/{name}.html"
	}}
	handle @{kind}_built {{
{headers}		rewrite * "{{http.matchers.file.relative}}"
		file_server {{
			precompressed br gzip
		}}
	}}
"""
_LIVE = """	handle{paths} {{
		reverse_proxy {live} {{
			header_up Host {{upstream_hostport}}
		}}
	}}
"""
_ELSEWHERE = """	@{kind}_elsewhere {{
		path /{kind}/*
		file "{{path}}/{{tc_lang}},{standing_in}.html"
	}}
	handle @{kind}_elsewhere {{
{headers}		rewrite * "{{http.matchers.file.relative}}"
		file_server {{
			precompressed br gzip
			status 200
		}}
	}}
	handle /{kind}/* {{
{error_headers}		rewrite * "/errors/{error}.{{tc_said}}.html"
		file_server {{
			status 404
		}}
	}}
"""
_ASSET = """	handle /{path} {{
{headers}		file_server {{
			precompressed br gzip
		}}
	}}
"""
_OTHERS = """	handle {
		respond 404
	}
"""


def caddy(serving: Serving) -> str:
    """The whole file."""
    maps = (_map(table) for table in serving.tables.tables)
    assets = (_asset(one, serving) for one in serving.assets)
    pages = (_pages(kind, serving) for kind in KINDS)
    # An answer of the live server is no error, whatever it says; that it gives none, is.
    down = ("\thandle_errors {\n", *(_elsewhere(kind, serving) for kind in KINDS), "\t}\n")
    head = _HEAD.format(root=serving.root)
    others = _live(serving) if serving.live else _OTHERS
    return "".join((head, *maps, *assets, *pages, *(down if serving.live else ()), others, "}\n"))


def _map(table: Table) -> str:
    source = ":".join(_source(one) for one in table.of)
    lines = [f'\t\t"{key}" "{value}"\n' for key, value in table.entries.items()]
    lines += [f"\t\t`~{pattern}` `{value}`\n" for pattern, value in table.patterns]
    ending = f'\t\tdefault "{table.otherwise}"\n'
    return f"\tmap `{source}` {{tc_{table.name}}} {{\n{''.join(lines)}{ending}\t}}\n"


def _source(name: str) -> str:
    if name.startswith(PARAMETER):
        return f"{{http.request.uri.query.{name.removeprefix(PARAMETER)}}}"
    return {PATH: "{http.request.uri.path}", QUERY: "{http.request.uri.query}"}.get(name, f"{{tc_{name}}}")


def _pages(kind: str, serving: Serving) -> str:
    name = name_of(serving.tables, "{tc_%s}")
    headers = _headers(serving.page_headers(kind), _HTML)
    built = _PAGES.format(kind=kind, name=name, headers=headers)
    return built + (_live(serving, f" /{kind}/*") if serving.live else _elsewhere(kind, serving))


def _live(serving: Serving, paths: str = "") -> str:
    return _LIVE.format(paths=paths, live=serving.live)


def _elsewhere(kind: str, serving: Serving) -> str:
    return _ELSEWHERE.format(
        kind=kind,
        standing_in=STANDING_IN,
        error=KINDS[kind],
        headers=_headers(serving.page_headers(kind), _HTML),
        error_headers=_headers(serving.page_headers(kind, NEVER), _HTML),
    )


def _asset(asset: Asset, serving: Serving) -> str:
    headers = serving.headers(f"/{asset.path}", asset.cache_control, is_packed=False)
    return _ASSET.format(path=asset.path, headers=_headers(headers, asset.content_type))


def _headers(headers: Mapping[str, str], content_type: str) -> str:
    return "".join(_header_lines({**headers, "Content-Type": content_type}))


def _header_lines(headers: Mapping[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        # Caddy's file server says Vary by itself, where it sends a compressed form.
        if name != "Vary":
            yield f'\t\theader {name} "{value}"\n'
