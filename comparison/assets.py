"""Where the files beside the code are: in the wheel under `_bundled`, in a checkout at its root."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
# By the file, not by importlib.resources: an editable install leaves a stale `_bundled` elsewhere.
_ROOT = _PACKAGE / "_bundled" if (_PACKAGE / "_bundled").is_dir() else _PACKAGE.parent
TEMPLATES = _ROOT / "templates"
STATIC = _ROOT / "static"
CATALOG_DATA = _ROOT / "catalog_data"
