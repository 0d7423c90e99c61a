"""Text that somebody else wrote, on its way to a terminal: nothing in it moves the cursor, turns the line, or is there unseen."""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["clean", "json_shown", "one_line", "shown_html"]

# Controls but TAB and LF; formats, marks of direction and joiners; separators of lines; tags; what is private or half a character.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Those of them that a JSON text may hold as they are; inside its strings an escape says the same.
_ESCAPED = re.compile("[\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]")
_JOINERS = "\u200c\u200d"
# Scripts that are not written rightly without joiners.
_JOINED = re.compile(
    "ARABIC|SYRIAC|MANDAIC|NKO|MONGOLIAN|THAANA|DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA|TIBETAN|MYANMAR|KHMER|ADLAM|HANIFI|SOGDIAN|CHAKMA|JAVANESE|BALINESE|MEETEI|LIMBU|GRANTHA"
)


def clean(text: object) -> str:
    """Without control characters, changes of direction and what nobody sees (a sign stands there instead). Line ends and tabulators stay."""
    found = str(text)
    return _UNSEEN.sub(lambda m: _instead(found, m.start()), found)


def one_line(text: object) -> str:
    """The same for a cell of a table: also without line ends, so that no value looks like another row."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def shown_html(text: object) -> str:
    """The same for a page: also escaped, for between tags and within quotes."""
    return html.escape(clean(text), quote=True)


def json_shown(text: str) -> str:
    """A JSON text that says the same, with escapes for what a terminal would obey or nobody would see."""
    return _ESCAPED.sub(lambda m: _escape(m[0]), text)


def _instead(text: str, at: int) -> str:
    if text[at] not in _JOINERS:
        return "\ufffd"
    return text[at] if _joined(text[at - 1 : at]) and _joined(text[at + 1 : at + 2]) else ""


def _joined(character: str) -> bool:
    """A letter, or a mark on one, of a script that joins its letters."""
    return bool(character) and unicodedata.category(character)[0] in "LM" and _JOINED.match(unicodedata.name(character, "")) is not None


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
