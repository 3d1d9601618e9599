"""Text as XML can hold it: what stands for markup is escaped, what XML forbids is left out."""

import re
from xml.sax.saxutils import escape

# XML 1.0, "Char": anything else makes a document that no parser takes.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def allowed(text: str) -> str:
    """*text* without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def element(name: str, text: str) -> str:
    """``<name>text</name>``; a carriage return is written so that it comes back as one."""
    return f"<{name}>{escape(allowed(text), {chr(13): '&#13;'})}</{name}>"
