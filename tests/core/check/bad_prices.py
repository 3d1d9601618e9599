"""One bad catalogue for every fault of the price rules H01 to H26, and more ways to some of them."""

from bad_charges import BAD_CHARGES, MORE_CHARGES
from bad_offers import BAD_OFFERS, MORE_OFFERS

BAD_PRICES = (*BAD_CHARGES, *BAD_OFFERS)
MORE_PRICES = (*MORE_CHARGES, *MORE_OFFERS)
