"""A sheet of one noun as text for a terminal and as a page, in English, French and Arabic."""

from __future__ import annotations

import functools
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import _core
from ._labels import FALLBACK, LANGUAGE_NAMES, LANGUAGES, code_word, label, word
from ._text import shown_html

if TYPE_CHECKING:
    from .portfolio import NounSheet

__all__ = ["fragment", "page", "text", "value_text"]

SHOWN = 100
"""Rows of a part that a sheet shows."""
_WIDEST = 44
"""Characters of a column before a cell goes on in the next line."""
_NARROWEST = 11
"""Characters below which no column is cut."""
_LABEL = 22
"""Characters of a label."""

CODED = frozenset({"status", "role", "kind", "level", "severity", "response", "change", "tightness", "what", "approach", "plan_status", "action_status", "project_status"})
"""Columns of codes."""
MONEY = frozenset({
    "amount", "amount_before", "agreed", "awarded", "budget", "budgeted", "charged", "committed", "first_amount", "first_budget", "free",
    "pledged", "received", "refund", "spent", "unallocated", "worth",
})  # fmt: skip
"""Columns of amounts with their currency."""
HUNDREDTHS = frozenset({"share", "overhead", "burn", "elapsed"})
"""Columns of hundredths of a per cent; of plans ``progress`` too."""
PARTIES = frozenset({
    "party", "donor", "donors", "implementing", "partners", "members", "perhaps", "observers", "chairs", "steering_committee", "participants", "lead",
    "supporting", "secretariat", "by", "missions", "payee", "seat",
})  # fmt: skip
"""Columns of parties, which may be states by their English names."""
LONG = frozenset({"objective", "summary", "legal_basis", "source", "text", "answer", "conclusions", "title", "results", "evidence"})
"""Columns of running text."""
_WHOLE = ("status", "starts", "ends")
"""Facts that are shown where they are unknown, too."""
_BESIDE = {"ends": "first_ends", "budget": "first_budget"}
"""Facts beside which the first one stands, where it was another."""
_AMOUNT = re.compile(r"(-?\d+)(\.\d+)? ([A-Z]{3})")
_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True)
class Words:
    """A text with its language; "" where nobody said which, or it has none."""

    text: str
    language: str = ""


def text(sheet: NounSheet, language: str, width: int) -> str:
    """The sheet for a terminal."""
    lines = [f"{word(sheet.noun, language)} {sheet.name}", ""]
    for name, found in _facts(sheet, language):
        lines += _folded(label(name, language), _marked(found, language), width)
    for name, columns, rows, more in _parts(sheet, language):
        count = f"{len(rows)}{'+' if more else ''}"
        lines += ["", f"{word(name, language)} ({count})"]
        lines += _table([label(c, language) for c in columns], [[_marked(cell, language) for cell in row] for row in rows], width)
        lines += ["  …"] if more else []
    return "\n".join(lines)


def page(sheet: NounSheet, language: str) -> str:
    """The sheet as a page that loads nothing."""
    direction = "rtl" if language == "ar" else "ltr"
    head = shown_html(f"{sheet.name} · {word(sheet.noun, language)}")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{head}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n'
        f"{fragment(sheet, language)}\n</body>\n</html>\n"
    )


def fragment(sheet: NounSheet, language: str) -> str:
    """What stands in its body."""
    facts = list(_facts(sheet, language))
    title = next((found for name, found in facts if name == "title"), Words(sheet.name))
    out = [f"<p>{shown_html(word(sheet.noun, language))} <bdi>{shown_html(sheet.name)}</bdi></p>", f"<h1>{_tagged(title, language)}</h1>", "<dl>"]
    out += [f"<dt>{shown_html(label(name, language))}</dt><dd>{_tagged(found, language)}</dd>" for name, found in facts if name != "title"]
    out += ["</dl>"]
    for name, columns, rows, more in _parts(sheet, language):
        head = "".join(f'<th scope="col">{shown_html(label(c, language))}</th>' for c in columns)
        body = "\n".join("<tr>" + "".join(f"<td>{_tagged(cell, language)}</td>" for cell in row) + "</tr>" for row in rows)
        count = f"{len(rows)}{'+' if more else ''}"
        out += [f"<h2>{shown_html(word(name, language))} ({count})</h2>", f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"]
    return "\n".join(out)


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a}"
    "h1{font-size:1.6rem;margin:.2rem 0 1rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem}dt{color:#555}dd{margin:0}"
    "table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:start;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ccc}"
    "small{color:#767676}@media print{body{margin:0;max-width:none}}"
)


# What is shown


def _facts(sheet: NounSheet, language: str) -> Iterable[tuple[str, Words]]:
    """Name of the column and what it says, of all that say something."""
    from .portfolio import NOUNS

    row = sheet.columns
    title = _words(row, "title", language, sheet.noun)
    if title.text and title.text != sheet.name:
        yield "title", title
    if sheet.on:
        yield "as_of", Words(sheet.on)
    for name in NOUNS[sheet.noun].facts:
        if name == "members" and "members_least" in row:
            least, most = row["members_least"], row["members_most"]
            found = Words(str(least) if least == most else f"{least}–{most}")
        else:
            found = _words(row, name, language, sheet.noun)
        unknown = row.get(name) == {"absent": "unknown"}
        nothing = not found.text or (row.get(name) in (0, False) and name != "progress")
        if nothing or (unknown and name not in _WHOLE):
            continue
        yield name, Words(found.text + _beside(row, name, language), found.language)


def _beside(row: dict[str, Any], name: str, language: str) -> str:
    """Since when it stands so; what it was at first."""
    if name == "status" and isinstance(since := row.get("status_on"), str):
        return f" ({word('since', language)} {since})"
    first = row.get(_BESIDE.get(name, ""))
    if isinstance(first, str) and isinstance(row.get(name), str) and first != row[name]:
        return f" ({word('at first', language)} {value_text(name, first, language)})"
    return ""


def _parts(sheet: NounSheet, language: str) -> Iterable[tuple[str, list[str], list[list[Words]], bool]]:
    """Name, columns that say something, rows of cells, and whether there are more."""
    from .portfolio import NOUNS

    for name in sheet.parts:
        frame = sheet.part(name, SHOWN)
        shown = [c for c in NOUNS[sheet.noun].parts[name].shown if c in frame.columns]
        noun = NOUNS[sheet.noun].parts[name].view
        rows = [[_party(sheet, row, language) if c == "party" else _words(row, c, language, noun, in_table=True) for c in shown] for row in frame]
        kept = [i for i in range(len(shown)) if any(row[i].text for row in rows)]
        if rows:
            yield name, [shown[i] for i in kept], [[row[i] for i in kept] for row in rows], bool(frame.cursor)


def _party(sheet: NounSheet, row: dict[str, Any], language: str) -> Words:
    """What a party is called; an organisation of the register by its title, where it has one in the language asked."""
    title = sheet._organisation(row["organisation"]).get(f"title_{language}") if language != "en" and row["organisation"] else ""
    return Words(title or value_text("party", row["party"], language))


def _words(row: dict[str, Any], name: str, language: str, of: str, *, in_table: bool = False) -> Words:
    """A value in words. A text in the language asked, else in the next one that the register has."""
    value = row.get(name)
    if isinstance(value, str) and f"{name}_fr" in row:
        return _best({"en": value, "fr": row[f"{name}_fr"], "ar": row.get(f"{name}_ar", "")}, language)
    if in_table and value == {"absent": "unknown"} and name not in ("in_force", "overdue", "agrees"):
        return Words("")  # an empty cell says it
    if name == "progress" and of in ("plan", "plans"):
        return Words(_percent(value / 100, language) if isinstance(value, int) else value_text(name, value, language))
    if name == "progress":
        return Words(_percent(value, language) if isinstance(value, int) else value_text(name, value, language))
    found = value_text(name, value, language)
    return Words(found, "ar" if name in LONG and _ARABIC.search(found) else "")


def _best(texts: dict[str, str], language: str) -> Words:
    """The column without a language has the English text, or, where there is none, another one again."""
    own = dict(texts)
    if own["en"] and own["en"] in (texts["fr"], texts["ar"]):
        own["en"] = ""
    for code in FALLBACK[language]:
        if own[code]:
            return Words(own[code], code)
    return Words("")


def value_text(name: str, value: Any, language: str) -> str:
    """A value of a column in words."""
    if isinstance(value, dict):
        return word(str(value.get("absent", "unknown")), language)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return word("yes" if value else "no", language)
    if name in HUNDREDTHS and isinstance(value, int):
        return _percent(value / 100, language)
    if isinstance(value, list):
        return ("، " if language == "ar" else ", ").join(value_text(name, item, language) for item in value)
    if name in CODED:
        return code_word(str(value), language)
    if name in MONEY and (found := _AMOUNT.fullmatch(str(value))):
        return _money(found[1], found[2] or "", found[3], language)
    if name in PARTIES and language != "en":
        return _state(str(value), language)
    return str(value)


@functools.cache
def _state(name: str, language: str) -> str:
    """A state by its name in the language; what is none as it is."""
    code = _core.find_country(name)
    return _core.country_name(code, language) if code and _core.country_name(code, "en") == name else name


def _percent(value: float, language: str) -> str:
    text = f"{value:.10g} %"
    return text.replace(".", ",") if language == "fr" else text


def _money(whole: str, cents: str, currency: str, language: str) -> str:
    grouped = f"{int(whole):,}" if whole not in ("-0",) else "-0"
    if language == "fr":
        return f"{grouped.replace(',', chr(0x202F))}{cents.replace('.', ',')} {currency}"
    return f"{grouped}{cents} {currency}"


# How it is written


def _marked(found: Words, language: str) -> str:
    return f"{found.text} [{found.language}]" if found.language and found.language != language else found.text


def _tagged(found: Words, language: str) -> str:
    shown = shown_html(found.text)
    if not found.language or found.language == language:
        return f"<bdi>{shown}</bdi>" if shown else ""
    direction = "rtl" if found.language == "ar" else "ltr"
    called = LANGUAGE_NAMES[found.language][LANGUAGES.index(language)]
    return f'<span lang="{found.language}" dir="{direction}">{shown}</span> <small>[{shown_html(called)}]</small>'


def _width(line: str) -> int:
    """Cells of a terminal: marks take none, wide letters two."""
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf" else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def _padded(line: str, width: int) -> str:
    return line + " " * max(0, width - _width(line))


def _wrapped(line: str, width: int) -> list[str]:
    return [part for piece in line.splitlines() for part in textwrap.wrap(piece, width) or [""]] or [""]


def _folded(name: str, value: str, width: int) -> list[str]:
    first, *rest = _wrapped(value, max(20, width - _LABEL - 4))
    return [f"  {_padded(name, _LABEL)}  {first}", *(" " * (_LABEL + 4) + line for line in rest)]


def _table(head: list[str], rows: list[list[str]], width: int) -> list[str]:
    """Columns side by side, as wide as they need to be and together no wider than `width`; where that cannot be, a block a row."""
    wide = [min(_WIDEST, max(max(len(line), _width(line)) for row in (head, *rows) for line in row[i].splitlines() or [""])) for i in range(len(head))]
    while sum(wide) + 2 * len(wide) > width and max(wide) > _NARROWEST:
        wide[wide.index(max(wide))] -= 1
    if sum(wide) + 2 * len(wide) > width:
        blocks = [[line for name, cell in zip(head, row, strict=True) if cell for line in _folded(name, cell, width)] for row in rows]
        return [line for i, block in enumerate(blocks) for line in ([""] if i else []) + block]
    lines = []
    for row in (head, *rows):
        cells = [_wrapped(cell, w) for cell, w in zip(row, wide, strict=True)]
        for i in range(max(map(len, cells))):
            lines.append("  " + "  ".join(_padded(cell[i] if i < len(cell) else "", w) for cell, w in zip(cells, wide, strict=True)).rstrip())
    return lines
