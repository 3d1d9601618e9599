"""Records as the JSON they are stored as, and back."""

import msgspec

from ..core.errors import NotFound, RefusedFile, StoreUnusable
from ..core.publication import digest
from .formats.explaining import explained
from .store import KINDS, RECORD_TYPES, AnyRecord, Kind
from .units import with_base_values

_encoder = msgspec.json.Encoder(order="deterministic")
_decoders = {kind: msgspec.json.Decoder(record) for kind, record in RECORD_TYPES.items()}


def stored_document(shop: str, record: AnyRecord) -> bytes:
    """*record* as it is stored: base values filled in, the same bytes for the same content.

    A record made in Python was never checked against its own bounds, so that is done here:
    what is stored can be read again.

    Raises:
        RefusedFile: the record breaks a bound of its own type.
        NotFound: the record is a shop, but not *shop*.
    """
    kind = KINDS[type(record)]
    if kind == "shop" and record.key != shop:
        raise NotFound("shop", record.key)
    document = _encoder.encode(with_base_values(record))
    try:
        _decoders[kind].decode(document)
    except msgspec.ValidationError as error:
        fault = explained(error, type(record), msgspec.json.decode(document))
        name = f"{kind} {record.key}"
        raise RefusedFile(name, 0, fault.spelled, fault.reason, fault.accepted) from None
    return document


def read_record(kind: Kind, name: str, document: bytes, its_digest: str) -> AnyRecord:
    """The record in *document*; *name* is what an error calls it.

    Raises:
        StoreUnusable: the document was damaged, or written by a later release.
    """
    if digest(document) != its_digest:
        reason = f"The {kind} {name} is damaged. Restore a backup: tier-compare restore FILE."
        raise StoreUnusable(reason)
    try:
        return _decoders[kind].decode(document)
    except msgspec.MsgspecError as error:
        reason = f"The {kind} {name} cannot be read; a later release may have written it ({error})."
        raise StoreUnusable(reason) from error
