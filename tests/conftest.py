"""Tests read the package from the checkout."""

from examples import tried
from hypothesis import HealthCheck, settings

# No test judges by the clock: a busy machine is slow, not wrong.
settings.register_profile(
    "unhurried", deadline=None, max_examples=tried(100), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")
