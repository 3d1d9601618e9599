"""Text out of the core's wordless values, in the languages of ``comparison/locales``.

Everything here is a pure function of its arguments and of the message catalogues, which are
read once per language on first use.
"""

from ..core.languages import lookup
from .catalogues import LANGUAGES, UntranslatedMessage
from .failures import sentence_of
from .shapes import with_text
from .speaker import Speaker, speaker

__all__ = [
    "LANGUAGES",
    "Speaker",
    "UntranslatedMessage",
    "lookup",
    "sentence_of",
    "speaker",
    "with_text",
]
