"""The settings: read once from ``TIER_COMPARE_…``, checked at start, never changed afterwards."""

import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from .import_hosts import ImportHost, read_host
from .secret_files import made_or_read
from .trusted_networks import NETWORKS_WORDS, Network, read_network

PREFIX = "TIER_COMPARE_"
_SECRET = re.compile(r"[0-9A-Za-z_-]{32,200}")
# From 1 to 65535.
_PORT = r":([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_ADDRESS = re.compile(rf"https?://[0-9A-Za-z.-]+({_PORT})?/?")
_DATABASE = re.compile(r"[^\x00-\x1f]{1,1000}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(.*)")
_MOST_WORKERS = 256
_WHOLE = re.compile(r"[0-9]{1,15}")
_ENTRIES = re.compile(r"[,\s]+")
_CACHE = rf"https?://([0-9A-Za-z.-]{{1,253}}|\[[0-9a-f:.]{{2,45}}\])({_PORT})?(/[!-+.-~-]{{0,500}})?"
_PURGED = re.compile(rf"{_CACHE}(,\s{{0,3}}{_CACHE}){{0,20}}")
_PURGE_SECRET = re.compile(r"[!-~]{8,200}")
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  Compared with, not bound to.


class BadSetting(ValueError):
    """A setting cannot be used. *variable* is its name in the environment."""

    def __init__(self, variable: str, value: str, accepted: str) -> None:
        super().__init__(f"{variable} is {value!r}; it must be {accepted}")
        self.variable, self.value, self.accepted = variable, value, accepted


class UnknownSetting(BadSetting):
    """A variable with our prefix is no setting. Its value is not repeated: it may be a secret, misspelt."""

    def __init__(self, variable: str, known: Iterable[str]) -> None:
        super().__init__(variable, "…", f"one of {', '.join(sorted(known))}")
        self.args = (f"{variable} is no setting; there are {', '.join(sorted(known))}",)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can differ between two installations.

    *base_url* stands before every address that leaves the house (links, share pages); it has no
    slash at its end and is empty until it is set. *cache_bytes* and *cache_entries* bound the
    finished bytes of one worker. *templates* is the owner's own folder, looked into first.
    *secret* is empty until it is set or made by `secret_of`. A signed quote holds for *quote_hours*
    after the day it was made on. *import_hosts* are those that files are fetched from (`hosts_of`).
    Without *workers* there is one for each core that this process may use.
    *purge* are addresses of shared caches to be told of publications, by a request of
    *purge_method* that bears *purge_secret*. *patterns* serves the page of all parts in all states.
    *trusted_proxies* are networks (`proxies_of`) whose word in *proxy_header* says who asks.
    """

    database: str = "sqlite:tier-compare.db"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int | None = None
    base_url: str = ""
    cache_bytes: int = 64_000_000
    cache_entries: int = 10_000
    templates: Path | None = None
    log_format: Literal["json", "console"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    secret: str = ""
    quote_hours: int = 24
    import_hosts: str = ""
    purge: str = ""
    purge_method: Literal["PURGE", "POST"] = "PURGE"
    purge_secret: str = ""
    trusted_proxies: str = ""
    proxy_header: Literal["x-forwarded-for", "forwarded"] = "x-forwarded-for"
    patterns: Literal["on", "off"] = "off"

    @property
    def address(self) -> str:
        """Where people reach this installation, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{_EVERYWHERE.get(self.host, host)}:{self.port}"


def read_settings(environment: Mapping[str, str], **options: object) -> Settings:
    """The settings of *environment*; an option that is not None beats the variable of its name.

    Raises:
        BadSetting: a value cannot be used, or a variable with our prefix is no setting of ours.
    """
    _refuse_unknown(environment)
    texts = {name: environment.get(variable_of(name), "") for name in _READERS}
    texts |= {name: str(value) for name, value in options.items() if value is not None}
    return Settings(**{name: _READERS[name](variable_of(name), text) for name, text in texts.items() if text})


def variable_of(field: str) -> str:
    """The environment's name of a field of `Settings`."""
    return PREFIX + field.upper()


def environment_of(settings: Settings) -> dict[str, str]:
    """The variables that read back as *settings*, for the workers of a server."""
    values = msgspec.structs.asdict(settings)
    return {variable_of(name): str(value) for name, value in values.items() if value not in {None, ""}}


def hosts_of(settings: Settings) -> tuple[ImportHost, ...]:
    """The hosts that the operator named; none by default, and then nothing is fetched."""
    return tuple(read_host(entry) for entry in _ENTRIES.split(settings.import_hosts) if entry)


def proxies_of(settings: Settings) -> tuple[Network, ...]:
    """The networks whose machines may say for whom they ask; none by default, and then nobody may."""
    return tuple(read_network(entry) for entry in _ENTRIES.split(settings.trusted_proxies) if entry)


def secret_of(settings: Settings) -> str:
    """The secret that signs receipts and sessions: the one that is set, else the one in its file.

    The file lies beside the database, mode 0600, and is made at the first call. All workers that
    start at the same moment get the same one.

    Raises:
        BadSetting: there is none, and the database is not a file to put one beside.
    """
    if settings.secret:
        return settings.secret
    file = secret_file_of(settings)
    if file is None:
        scheme, _ = scheme_and_place(settings.database)
        raise BadSetting(variable_of("secret"), "", f"set where the database is {scheme}: {_SECRET_WORDS}")
    return _kept_secret(file)


def has_secret(settings: Settings) -> bool:
    """Whether `secret_of` finds a secret without making one."""
    file = secret_file_of(settings)
    return bool(settings.secret) or (file is not None and file.exists())


def secret_file_of(settings: Settings) -> Path | None:
    """Where a secret that is not set is kept, beside the database; None without a place for files."""
    scheme, path = scheme_and_place(settings.database)
    return Path(f"{path}.secret") if scheme == "sqlite" else None


def key_file_of(settings: Settings) -> Path | None:
    """Where the keys that sign quotes are kept once they were rotated; None without a place for files."""
    scheme, path = scheme_and_place(settings.database)
    return Path(f"{path}.keys") if scheme == "sqlite" else None


def pictures_of(settings: Settings) -> Path | None:
    """The folder of pictures beside the database; None without a place for files."""
    scheme, path = scheme_and_place(settings.database)
    return Path(f"{path}.pictures") if scheme == "sqlite" else None


def compiled_of(settings: Settings) -> Path | None:
    """The folder of compiled templates beside the database; None without a place for files."""
    scheme, path = scheme_and_place(settings.database)
    return Path(f"{path}.templates") if scheme == "sqlite" else None


def scheme_and_place(database: str) -> tuple[str, str]:
    """``sqlite`` and the path for ``sqlite:PATH`` or a plain path; any other scheme and its rest."""
    named = _SCHEME.fullmatch(database)
    return (named[1], named[2]) if named else ("sqlite", database)


def _kept_secret(file: Path) -> str:
    try:
        secret = made_or_read(file)
    except OSError as error:
        accepted = "a file that this user can make and read"
        raise BadSetting(str(file), error.strerror or "", accepted) from error
    if _SECRET.fullmatch(secret) is None:
        raise BadSetting(str(file), secret[:3] + "…", _SECRET_WORDS)
    return secret


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {variable_of(name) for name in _READERS}
    for variable in environment:
        if variable.startswith(PREFIX) and variable not in known:
            raise UnknownSetting(variable, known)


_SECRET_WORDS = "32 to 200 letters, digits, hyphens or underscores"  # noqa: S105  Says its form.


def _text(pattern: re.Pattern[str], accepted: str) -> Callable[[str, str], str]:
    def read(variable: str, text: str) -> str:
        if pattern.fullmatch(text) is None:
            raise BadSetting(variable, text, accepted)
        return text

    return read


def _hidden(pattern: re.Pattern[str], accepted: str) -> Callable[[str, str], str]:
    def read(variable: str, text: str) -> str:
        if pattern.fullmatch(text) is None:
            raise BadSetting(variable, text[:3] + "…", accepted)
        return text

    return read


def _whole(least: int, most: int) -> Callable[[str, str], int]:
    def read(variable: str, text: str) -> int:
        if _WHOLE.fullmatch(text) is None or not least <= int(text) <= most:
            raise BadSetting(variable, text, f"a whole number from {least} to {most}")
        return int(text)

    return read


def _one_of(accepted: Iterable[str]) -> Callable[[str, str], str]:
    def read(variable: str, text: str) -> str:
        if text not in accepted:
            raise BadSetting(variable, text, " or ".join(accepted))
        return text

    return read


_ADDRESS_WORDS = "an address as in https://compare.example.com or http://127.0.0.1:8000 (ports go to 65535)"


def _address(variable: str, text: str) -> str:
    if _ADDRESS.fullmatch(text) is None:
        raise BadSetting(variable, text, _ADDRESS_WORDS)
    return text.rstrip("/")


def _host(variable: str, text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        accepted = "an IP address to listen on, as in 127.0.0.1 or 0.0.0.0"
        raise BadSetting(variable, text, accepted) from None


def _folder(variable: str, text: str) -> Path:
    if not Path(text).is_dir():
        raise BadSetting(variable, text, "a folder that exists")
    return Path(text)


_HOSTS_WORDS = (
    "hosts as in feeds.example.com, feeds.example.com:8443 or http://feeds.example.com, with commas between; "
    "a private IP address needs its port and !private"
)


def _listed(read_entry: Callable[[str], object], accepted: str) -> Callable[[str, str], str]:
    def read(variable: str, text: str) -> str:
        try:
            for entry in filter(None, _ENTRIES.split(text)):
                read_entry(entry)
        except ValueError:
            raise BadSetting(variable, text, accepted) from None
        return text

    return read


_READERS: dict[str, Callable[[str, str], Any]] = {
    "database": _text(_DATABASE, "a path, or a scheme and a place as in sqlite:tier-compare.db"),
    "host": _host,
    "port": _whole(1, 65_535),
    "workers": _whole(1, _MOST_WORKERS),
    "base_url": _address,
    "cache_bytes": _whole(1_000_000, 100_000_000_000),
    "cache_entries": _whole(10, 10_000_000),
    "templates": _folder,
    "log_format": _one_of(("json", "console")),
    "log_level": _one_of(("debug", "info", "warning", "error")),
    "secret": _hidden(_SECRET, _SECRET_WORDS),
    "quote_hours": _whole(1, 720),
    "import_hosts": _listed(read_host, _HOSTS_WORDS),
    "purge": _text(_PURGED, "addresses as in http://127.0.0.1:6081/ (to port 65535), with commas between"),
    "purge_method": _one_of(("PURGE", "POST")),
    "purge_secret": _hidden(_PURGE_SECRET, "8 to 200 visible characters without a space"),
    "patterns": _one_of(("on", "off")),
    "trusted_proxies": _listed(read_network, NETWORKS_WORDS),
    "proxy_header": _one_of(("x-forwarded-for", "forwarded")),
}
