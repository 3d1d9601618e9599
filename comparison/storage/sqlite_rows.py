"""Statements over tables whose columns are the fields of a struct, and rows as that struct."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec

Row = TypeVar("Row", bound=msgspec.Struct)


def insert(table: str, row: type[msgspec.Struct], *, replacing: bool = False) -> str:
    """The statement that adds a *row*, its fields as named parameters."""
    names = row.__struct_fields__
    verb = "insert or replace" if replacing else "insert"
    values = ", ".join(f":{name}" for name in names)
    return f"{verb} into {table} ({', '.join(names)}) values ({values})"


def select(table: str, row: type[msgspec.Struct], rest: str) -> str:
    """The statement that reads every field of *row*; *rest* is what follows the table's name."""
    return f"select {', '.join(row.__struct_fields__)} from {table} {rest}"  # noqa: S608  Our own words.


def read(row: type[Row], rows: Iterable[Sequence[Any]]) -> list[Row]:
    """What `select` found."""
    return [row(**dict(zip(row.__struct_fields__, one, strict=True))) for one in rows]
