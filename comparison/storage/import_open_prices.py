"""What the prices of a file leave open (tax, delivery): counted, and filled in as somebody answered."""

from collections.abc import Iterable, Iterator

from ..core.catalogue import Product
from ..core.open_prices import leaves_delivery_open, leaves_tax_open, with_delivery, with_tax
from .import_answers import ImportWishes
from .store import AnyRecord

_FREE = "0"


class OpenPrices:
    """Walks records, counts the products that leave something open, and answers for them."""

    def __init__(self, wishes: ImportWishes) -> None:
        self._wishes = wishes
        self.tax = self._delivery = 0
        self._currencies: set[str] = set()

    @property
    def delivery(self) -> int:
        """How many products say nothing of delivery; 0 where their currencies differ, as one fee has one."""
        return self._delivery if len(self._currencies) == 1 else 0

    @property
    def currency(self) -> str:
        """The currency of those products; empty where there are several."""
        return next(iter(self._currencies)) if len(self._currencies) == 1 else ""

    def answered(self, records: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
        """*records* with what was answered; what nobody answered stays open."""
        for record in records:
            yield self._answered(record) if isinstance(record, Product) else record

    def _answered(self, product: Product) -> Product:
        wishes = self._wishes
        if any(map(leaves_tax_open, product.prices)):
            self.tax += 1
            product = with_tax(product, wishes.tax) if wishes.tax else product
        if any(map(leaves_delivery_open, product.prices)):
            self._delivery += 1
            self._currencies.update(p.currency for p in product.prices if leaves_delivery_open(p))
            fee = _FREE if wishes.delivery == "free" else wishes.delivery_fee
            product = with_delivery(product, fee, wishes.delivery_label) if wishes.delivery else product
        return product
