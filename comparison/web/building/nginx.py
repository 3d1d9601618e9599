"""The configuration of nginx for a build: the tables as maps, and a location for each kind of file.

Nothing but what every package of nginx has: no module for brotli or for rewriting is needed.
"""

from collections.abc import Iterator, Mapping

from .pages import NEVER, STANDING_IN
from .serving import KINDS, Asset, Serving, asked_names, name_of
from .tables import PARAMETER, PATH, QUERY, Table

_HEAD = r"""# Made by `tier-compare build`, again with every build. Include it inside of http { }.
# Tables first: they turn an address into the name of a file. "!" in a name means that no file answers.
map_hash_bucket_size 512;
map_hash_max_size 65536;
map $http_accept_encoding $tc_coding {
  "~(^|[ ,])br *(,|$|; *q=(1|0\.0*[1-9]))" ".br";
  "~(^|[ ,])gzip *(,|$|; *q=(1|0\.0*[1-9]))" ".gz";
  default "";
}
map $tc_coding $tc_encoding { ".br" "br"; ".gz" "gzip"; default ""; }
"""
_SERVER = """server {{
  # Add your own names and certificates here or in front.
  listen 8080;
  root "{root}";
  server_tokens off;
  gzip off;
  if_modified_since off;
  # Looked at again after a second: so soon does another build show.
  open_file_cache max=20000 inactive=60s;
  open_file_cache_valid 1s;
  types {{ }}
  default_type "text/html; charset=utf-8";
"""
_PAGES = """  location /{kind}/ {{
{headers}    try_files "$uri/{name}.html$tc_coding" @{kind}_{otherwise};
  }}
  location @{kind}_elsewhere {{
{headers}    try_files "$uri/$tc_lang,{standing_in}.html$tc_coding" @{kind}_missing;
  }}
  location @{kind}_missing {{
    error_page 404 /errors/{error}.$tc_said.html;
    return 404;
  }}
  location /errors/{error}. {{
    internal;
{error_headers}  }}
"""
_LIVE = """  location @{kind}_live {{
    proxy_pass {live};
    proxy_ssl_server_name on;
    proxy_connect_timeout 2s;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    error_page 502 504 = @{kind}_elsewhere;
  }}
"""
_OTHERS = """  location / {{
    proxy_pass {live};
    proxy_ssl_server_name on;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  }}
"""
_ASSET = """  location = /{path} {{
    default_type "{content_type}";
{headers}    try_files "$uri{coding}" =404;
  }}
"""


def nginx(serving: Serving) -> str:
    """The whole file."""
    tables = serving.tables
    asked = (_asked(one) for one in asked_names(tables) if not one.isidentifier())
    maps = (_map(one) for one in tables.tables)
    assets = (_asset(one, serving) for one in serving.assets)
    pages = (_pages(kind, serving) for kind in KINDS)
    others = _OTHERS.format(live=serving.live) if serving.live else ""
    server = _SERVER.format(root=serving.root)
    return "".join((_HEAD, *asked, *maps, server, *assets, *pages, others, "}\n"))


def _asked(name: str) -> str:
    """A parameter that has a dot in its name; for the others nginx has variables of its own."""
    pattern = rf"(^|&){name}=([^&]*)".replace(".", r"\.")
    return f'map $args $tc_asked_{_variable(name)} {{ "~{pattern}" $2; default ""; }}\n'


def _map(table: Table) -> str:
    source = ":".join(_source(one) for one in table.of)
    lines = [f'  "{key}" "{value}";\n' for key, value in table.entries.items()]
    lines += [f'  "~{pattern}" "{value}";\n' for pattern, value in table.patterns]
    return f'map "{source}" $tc_{table.name} {{\n{"".join(lines)}  default "{table.otherwise}";\n}}\n'


def _source(name: str) -> str:
    if name.startswith(PARAMETER):
        asked = name.removeprefix(PARAMETER)
        return f"${{arg_{asked}}}" if asked.isidentifier() else f"${{tc_asked_{_variable(asked)}}}"
    return {PATH: "$uri", QUERY: "$args"}.get(name, f"${{tc_{name}}}")


def _variable(name: str) -> str:
    return name.replace(".", "_").replace("-", "_")


def _pages(kind: str, serving: Serving) -> str:
    text = _PAGES.format(
        kind=kind,
        name=name_of(serving.tables, "${tc_%s}"),
        otherwise="live" if serving.live else "elsewhere",
        standing_in=STANDING_IN,
        error=KINDS[kind],
        headers=_headers(serving.page_headers(kind)),
        error_headers=_headers(serving.page_headers(kind, NEVER), always=True, coded=False),
    )
    return text + (_LIVE.format(kind=kind, live=serving.live) if serving.live else "")


def _asset(asset: Asset, serving: Serving) -> str:
    headers = serving.headers(f"/{asset.path}", asset.cache_control, is_packed=asset.is_packed)
    return _ASSET.format(
        path=asset.path,
        content_type=asset.content_type,
        headers=_headers(headers, coded=asset.is_packed),
        coding="$tc_coding" if asset.is_packed else "",
    )


def _headers(headers: Mapping[str, str], *, always: bool = False, coded: bool = True) -> str:
    return "".join(_header_lines(headers, " always" if always else "", coded=coded))


def _header_lines(headers: Mapping[str, str], ending: str, *, coded: bool) -> Iterator[str]:
    for name, value in headers.items():
        yield f'    add_header {name} "{value}"{ending};\n'
    if coded:
        yield f"    add_header Content-Encoding $tc_encoding{ending};\n"
