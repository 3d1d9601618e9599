"""What the figures were measured on."""

import os
import platform
from pathlib import Path

from comparison import __version__
from comparison.storage.sqlite_driver import driver


def machine() -> str:
    """Processor, cores, system, and what runs on them, in one line."""
    return (
        f"{processor()}, {len(os.sched_getaffinity(0))} cores, {platform.system()} {platform.release()}; "
        f"{platform.python_implementation()} {platform.python_version()}, SQLite {driver.sqlite_version}; "
        f"tier-compare {__version__}; load {_load()}"
    )


def processor() -> str:
    """The processor's own name for itself."""
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def _load() -> str:
    """How many processes wanted a core, on average over the last minute: neighbours show here."""
    return f"{os.getloadavg()[0]:.1f}"
