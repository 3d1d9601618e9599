"""The forms an amount can take, one file each: a struct, and what a quantity of it costs."""

from .flat import Flat
from .graduated import Graduated
from .package import Package
from .per_unit import PerUnit
from .percent import Percent
from .span import Span
from .stair import Stair
from .table import Table
from .unknown import Unknown
from .volume import Volume

Amount = Flat | PerUnit | Graduated | Volume | Stair | Package | Percent | Table | Span | Unknown

__all__ = [
    "Amount",
    "Flat",
    "Graduated",
    "Package",
    "PerUnit",
    "Percent",
    "Span",
    "Stair",
    "Table",
    "Unknown",
    "Volume",
]
