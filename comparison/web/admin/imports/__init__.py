"""Files and pasted tables in: handed in, looked at together, and stored whole or not at all.

What happens to a file is the business of `storage.import_work`; these pages only show it.
"""

from litestar.handlers import HTTPRouteHandler

from ....storage.staging_room import tidy_beside
from ..desk import Desk
from . import handing_in, looking


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page where a file is handed in, and the page of each import.

    What a server left that was ended in the midst of an import is put in order meanwhile.
    """
    tidy_beside(desk.store)
    return [*handing_in.routes(desk), *looking.routes(desk)]
