"""The options that `import` and `watch` share, and where the files come from."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from ..core.errors import RefusedFile
from ..core.messages import say
from ..settings import BadSetting, hosts_of, read_settings, scheme_and_place
from ..storage.fetching import Fetcher, is_address
from ..storage.formats.reading import SourceFile
from ..storage.formats.registry import FORMATS
from ..storage.import_options import Options

Command = TypeVar("Command", bound=Callable[..., Any])
_FORMS = click.Choice([one.name for one in FORMATS])
_OPTIONS = (
    click.option("--comparison", default=None, help="Key of the comparison [from the file's own name]."),
    click.option("--market", default=None, help="Market of the prices [from the currency]."),
    click.option("--currency", default=None, help="Currency, where the file does not say."),
    click.option("--lang", "language", default="en", help="Language of the file's texts [en]."),
    click.option("--format", "format", type=_FORMS, default=None, help="[recognised]"),
    click.option("--dry-run", is_flag=True, help="Say what would happen; store nothing."),
    click.option("--publish", is_flag=True, help="Make it live; if the check finds an error, store nothing."),
    click.option(
        "--skip-invalid", is_flag=True, help="Leave out single records that are wrong, and list them."
    ),
    click.option(
        "--mapping",
        type=click.Path(path_type=Path),
        default=None,
        help="What the columns of a plain table mean.",
    ),
)


def import_options(command: Command) -> Command:
    """*command* with the options of an import; it gets them by name, for `options_of`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def options_of(shop: str | None, given: Mapping[str, Any]) -> Options:
    """The options of an import, as they were typed."""
    mapping = given["mapping"]
    return Options(**{**given, "shop": shop, "mapping": file_at(mapping) if mapping else None})


def file_at(path: Path) -> SourceFile:
    """The file, which is opened when it is read.

    Raises:
        RefusedFile: it is not there, or it is no file (a device has no size, and no end).
    """
    if not path.is_file():
        why = "No such file" if not path.exists() else "Not a file"
        reason = say("import.reason.unreadable", why=why)
        raise RefusedFile(str(path), 0, "", reason, say("import.accepted.readable"))
    return SourceFile(name=str(path), path=path)


@contextmanager
def file_from(place: str, fetcher: Fetcher) -> Iterator[SourceFile]:
    """The file at a path or an address.

    Raises:
        RefusedFile: it is not there, or may not be fetched.
    """
    if not is_address(place):
        yield file_at(Path(place))
        return
    with fetcher.fetched(place) as fetched:
        if fetched is not None:
            yield fetched.file


def fetcher_for(places: Iterable[str], database: str) -> Fetcher:
    """Fetches from the hosts of the settings, into the folder of *database*; without addresses, nothing.

    Raises:
        click.UsageError: a setting cannot be used.
    """
    if not any(is_address(place) for place in places):
        return Fetcher((), None)
    try:
        hosts = hosts_of(read_settings(os.environ))
    except BadSetting as error:
        raise click.UsageError(str(error)) from error
    scheme, path = scheme_and_place(database)
    return Fetcher(hosts, Path(path).absolute().parent if scheme == "sqlite" else None)
