"""Tests read the package from the checkout."""
