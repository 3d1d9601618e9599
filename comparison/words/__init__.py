"""Text out of the core's wordless values, in the languages of ``comparison/locales``.

Korean and English say everything; Japanese and German say what a shopper reads. What a language
lacks, and every other language, is English. Dates, numbers, units and money follow CLDR, with one
exception: the Korean won in Korean is ``341,000원``.

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
