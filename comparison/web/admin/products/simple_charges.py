"""The charges that the simple form of a price knows: the sale, delivery, and what comes again later."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec.structs import replace

from .... import words
from ....core.bounds import SHORT
from ....core.catalogue import Shop
from ....core.markets import Market
from ....core.messages import say
from ....core.pricing.amounts import Amount, Flat, PerUnit, Table
from ....core.pricing.amounts.table import TableRow
from ....core.pricing.model import Always, Component, EachCycle, Every, Once, Price, When
from ....storage.formats.names import slug, unique
from ...forms import Form
from ..amounts_typed import read_amount, written

Unit = Literal["month", "year", "week"]
UNITS: tuple[Unit, ...] = ("month", "year", "week")
MOST_PERIODS = 120
_BASES = frozenset({"base", "seat"})
_LATER = frozenset({"consumable", "fee"})
_SPOKEN = ("ko", "en")


def charges_of(price: Price) -> dict[str, str]:
    """The charges of *price* as fields of the form, amounts as its currency is written."""
    base, delivery = base_of(price), delivery_of(price)
    fields = {"each": _each(base.amount, price) if base else price.quantity_unit, "sale": _value(base)}
    if delivery is not None:
        fields |= delivery_fields(delivery.amount)
    for place, component in enumerate(later_of(price)):
        fields |= _later_fields(f"later.{place}", component)
    return {
        name: written(text, price.currency) if text and _is_amount(name) else text
        for name, text in fields.items()
    }


def base_of(price: Price) -> Component | None:
    """The charge for the thing itself, where there is one such."""
    found = [one for one in price.components if one.kind in _BASES]
    return found[0] if len(found) == 1 else None


def delivery_of(price: Price) -> Component | None:
    """The charge for delivery, where there is one such."""
    found = [one for one in price.components if one.kind == "delivery"]
    return found[0] if len(found) == 1 else None


def later_of(price: Price) -> list[Component]:
    """What has to be paid again from time to time, the same each time."""
    return [one for one in price.components if _comes_again(one)]


def shown_of(price: Price) -> list[Component]:
    """The charges that the form knows."""
    single = (base_of(price), delivery_of(price))
    return [*(one for one in single if one is not None), *later_of(price)]


def charges_typed(
    form: Form, price: Price, shop: Shop, market: Market, interval: str, each: str
) -> tuple[Component, ...]:
    """The components of *price* with what was typed; errors are noted in *form*."""
    base = _base_typed(form, price, shop, interval, each)
    delivery = _delivery_typed(form, price, shop, market, interval)
    later = dict(_later_typed(form, price, shop))
    known = {component.key: component for component in (base, delivery) if component} | later
    edited = {component.key for component in shown_of(price)}
    kept = [known.pop(one.key, None) if one.key in edited else one for one in price.components]
    return (*(one for one in kept if one is not None), *known.values())


def _base_typed(form: Form, price: Price, shop: Shop, interval: str, each: str) -> Component | None:
    value = read_amount(form, "sale", needed=True)
    if value is None:
        return None
    old = base_of(price) or Component(
        key="goods" if interval == "once" else "plan",
        label=spoken_label("goods" if interval == "once" else "plan", shop.languages),
        kind="seat" if each == "user" else "base",
        amount=Flat(value=value),
        when=_when(interval),
    )
    return replace(old, amount=_amount(old.amount, value, each, price), when=_moved(old, price, interval))


def _amount(old: Amount, value: str, each: str, price: Price) -> Amount:
    if each == "flat":
        return Flat(value=value)
    same = isinstance(old, PerUnit) and _each(old, price) == each
    return PerUnit(value=value, unit=old.unit if same and isinstance(old, PerUnit) else None)


def _delivery_typed(form: Form, price: Price, shop: Shop, market: Market, interval: str) -> Component | None:
    fee, free_from, far = (read_amount(form, name) for name in ("delivery", "free_from", "far"))
    if fee is None:
        if (free_from or far) and not form.is_wrong("delivery"):
            form.fail("delivery", say("admin_price.delivery_first"))
        return None
    charge = delivery_component(delivery_of(price), delivery_amount(fee, free_from, far, market), price, shop)
    return replace(charge, when=_moved(charge, price, interval))


def delivery_component(old: Component | None, amount: Amount, price: Price, shop: Shop) -> Component:
    """The charge for delivery with *amount*, in the place of *old* where there was one."""
    if old is not None:
        return replace(old, amount=amount)
    return Component(
        key="delivery",
        label=spoken_label("delivery", shop.languages),
        kind="delivery",
        amount=amount,
        when=_when(price.interval),
    )


def delivery_amount(fee: str, free_from: str | None, far: str | None, market: Market) -> Amount:
    """What delivery costs: *fee*, nothing *free_from* a sum on, *far* in the first zone of *market*."""
    if free_from is None and far is None:
        return Flat(value=fee)
    zones = tuple(region.key for region in market.regions[:1])
    distant = (TableRow(value=far, regions=zones),) if far is not None and zones else ()
    if free_from is None:
        return Table(by="region", rows=(*distant, TableRow(value=fee)))
    return Table(by="basket", rows=(*distant, TableRow(value=fee, below=free_from), TableRow(value="0")))


def delivery_fields(amount: Amount) -> dict[str, str]:
    """*amount* as the fields ``delivery``, ``free_from`` and ``far``; none where it is of another kind."""
    if isinstance(amount, Flat):
        return {"delivery": amount.value}
    if not isinstance(amount, Table):
        return {}
    fields: dict[str, str] = {}
    for row in amount.rows:
        if row.regions:
            fields["far"] = row.value or ""
        elif row.below is not None:
            fields |= {"delivery": row.value or "", "free_from": row.below}
        else:
            fields.setdefault("delivery", row.value or "")
    return fields


def _later_typed(form: Form, price: Price, shop: Shop) -> Iterator[tuple[str, Component]]:
    kept = {one.key: one for one in later_of(price)}
    taken = {one.key for one in price.components}
    for stem in rows_in(form):
        labels = form.labels(f"{stem}.label", shop.languages, most=SHORT, needed=shop.languages[:1])
        value = read_amount(form, f"{stem}.amount", needed=True)
        n = form.whole(f"{stem}.n", least=1, most=MOST_PERIODS)
        chosen = form.choice(f"{stem}.unit", UNITS)
        unit = next((one for one in UNITS if one == chosen), UNITS[0])
        if value is None or not labels or form.is_wrong(stem):
            continue
        old = kept.get(form.get(f"{stem}.key"))
        key = old.key if old else unique(slug(labels.get("en", ""), fallback="later"), taken)
        yield key, _again(old, key, labels, value, Every(n=n, unit=unit))


def _again(old: Component | None, key: str, labels: dict[str, str], value: str, when: Every) -> Component:
    if old is None:
        return Component(key=key, label=labels, kind="consumable", amount=PerUnit(value=value), when=when)
    amount = Flat(value=value) if isinstance(old.amount, Flat) else PerUnit(value=value)
    return replace(old, label=dict(old.label) | labels, amount=amount, when=when)


def rows_in(form: Form) -> list[str]:
    """The stems of the rows in which something was typed: ``later.0``."""
    stems = dict.fromkeys(".".join(name.split(".")[:2]) for name in form.names("later."))
    return [
        stem
        for stem in stems
        if any(form.get(name).strip() for name in form.names(f"{stem}.") if _says(name))
    ]


def spoken_label(key: str, languages: Sequence[str]) -> dict[str, str]:
    """What the charge *key* is usually called, in those of *languages* that we speak, else in the first."""
    known = [language for language in languages if language in _SPOKEN] or [languages[0]]
    return {language: words.speaker(language).text(f"admin_price.usual_{key}") for language in known}


def _says(name: str) -> bool:
    """Whether something in the field *name* makes a row more than an empty one."""
    return name.endswith(".amount") or ".label." in name


def _is_amount(name: str) -> bool:
    return name in {"sale", "delivery", "free_from", "far"} or name.endswith(".amount")


def _later_fields(stem: str, component: Component) -> dict[str, str]:
    when = component.when
    period = {f"{stem}.n": str(when.n), f"{stem}.unit": when.unit} if isinstance(when, Every) else {}
    labels = {f"{stem}.label.{language}": text for language, text in component.label.items()}
    return {f"{stem}.key": component.key, **labels, f"{stem}.amount": _value(component), **period}


def _comes_again(component: Component) -> bool:
    amount = component.amount
    return (
        component.kind in _LATER
        and isinstance(component.when, Every)
        and isinstance(component.obligation, Always)
        and (isinstance(amount, Flat) or (isinstance(amount, PerUnit) and amount.unit is None))
    )


def _value(component: Component | None) -> str:
    amount = component.amount if component else None
    return amount.value if isinstance(amount, Flat | PerUnit) else ""


def _each(amount: Amount, price: Price) -> str:
    if isinstance(amount, Flat):
        return "flat"
    return (amount.unit if isinstance(amount, PerUnit) else None) or price.quantity_unit


def _when(interval: str) -> When:
    return Once() if interval == "once" else EachCycle()


def _moved(component: Component, price: Price, interval: str) -> When:
    """When it is due; anew where the price now comes in another rhythm."""
    return component.when if interval == price.interval else _when(interval)
