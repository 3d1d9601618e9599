"""A YAML or JSON document read into a strict struct, or refused with its line and its place."""

import json
from typing import TypeVar

import msgspec
import yaml

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .explaining import explained
from .json_reading import KeyTwice, plain_json, refused_twice
from .places import Path, spelled
from .texts import cleaned
from .yaml_reading import YamlDocument, read_yaml, utf8_text

Struct = TypeVar("Struct", bound=msgspec.Struct)


def read_document(raw: bytes, file: str) -> YamlDocument:
    """The plain data of *raw*: JSON where *file* ends in ``.json``, else YAML. Numbers stay text.

    Raises:
        RefusedFile: it cannot be read, or holds a key twice in one mapping.
    """
    return _read_json(raw, file) if file.lower().endswith(".json") else read_yaml(raw, file)


def fitted(document: YamlDocument, struct: type[Struct], file: str) -> Struct:
    """The document as *struct*, with its texts composed (NFC) and its numbers read from text.

    Raises:
        RefusedFile: a text that `cleaned` refuses, or anything that does not fit the struct.
    """

    def refused(path: Path, reason: Message, accepted: Message) -> RefusedFile:
        return RefusedFile(file, line_of(document, path), spelled(path), reason, accepted)

    data = cleaned(document.data, refused)
    try:
        return msgspec.convert(data, struct, strict=False)
    except msgspec.ValidationError as error:
        fault = explained(error, struct, data)
        raise refused(fault.path, fault.reason, fault.accepted) from None


def line_of(document: YamlDocument, path: Path) -> int:
    """The 1-based line of *path*; 0 in JSON that the YAML parser cannot follow."""
    try:
        return document.line_of(path)
    except yaml.YAMLError:
        return 0


def _read_json(raw: bytes, file: str) -> YamlDocument:
    text = utf8_text(raw, file)
    try:
        data = plain_json(text)
    except json.JSONDecodeError as error:
        reason = say("refused.not_json", problem=error.msg)
        raise RefusedFile(file, error.lineno, "$", reason, say("accepted.json")) from None
    except KeyTwice as error:
        raise refused_twice(file, 0, text, error) from None
    except RecursionError:
        raise RefusedFile(file, 0, "$", say("refused.too_deep"), say("accepted.json")) from None
    return YamlDocument(data, text)
