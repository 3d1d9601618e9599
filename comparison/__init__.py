"""Tier Compare: side-by-side tiers with the whole price and an honest fit."""

__version__ = "0.1.0"
