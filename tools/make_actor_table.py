#!/usr/bin/env python3
"""Make the table of characters that a pseudonym of an actor may not have, and of those that look like others.

Reads   Python's unicodedata, which is the Unicode Character Database (Unicode License v3; categories and decompositions are facts)
Writes  src/register/actor_table.hpp

Run it from the top of the source tree. `--check` writes nothing and fails if the file would change. The version of Unicode stands in the
file: with another one of Python's, look at the difference before it is committed.
"""

import sys
import unicodedata

TARGET = "src/register/actor_table.hpp"
NO_CATEGORY = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp", "Zs"}
# Letters, marks and symbols that nobody sees: fillers, joiners, selectors of variants, the blank of Braille.
UNSEEN = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
# Scripts whose letters are taken for each other's: one actor has letters of one of them.
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "COPTIC", "CHEROKEE", "LISU", "DESERET")
# What is taken for a letter of "safar", beside what decomposes into it.
LOOKS = {
    "s": "ѕЅꜱꓢՏᏚꮪ𐑈ƽ5$",
    "a": "аАαΑɑɐᴀᎪꭺꓮⲀⲁ@4",
    "f": "ƒꬵꞙꞘϝϜꜰꓝſẝք",
    "r": "гᴦⲅꭇꭈʀꓣᎡꭱᏒꮢ",
}  # fmt: skip


def bad(cp: int) -> bool:
    c = chr(cp)
    if cp == 0x20:
        return False
    if unicodedata.category(c) in NO_CATEGORY or cp in UNSEEN:
        return True
    return unicodedata.normalize("NFKC", c) != c  # there is a plainer way to write it, which looks the same


def ranges(test) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for cp in range(0x110000):
        if not test(cp):
            continue
        if out and out[-1][1] == cp - 1:
            out[-1] = (out[-1][0], cp)
        else:
            out.append((cp, cp))
    return out


def script(cp: int) -> int:
    """From 1; 0: no letter, or of another script."""
    if unicodedata.category(chr(cp))[0] != "L":
        return 0
    words = unicodedata.name(chr(cp), "").split(" ")
    return next((i for i, s in enumerate(SCRIPTS, 1) if s in words[:2]), 0)


def scripts() -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    for cp in range(0x110000):
        s = script(cp)
        if not s or bad(cp):
            continue
        if out and out[-1][1] == cp - 1 and out[-1][2] == s:
            out[-1] = (out[-1][0], cp, s)
        else:
            out.append((cp, cp, s))
    return out


def looks() -> list[tuple[int, str]]:
    found = {ord(c): letter for letter, others in LOOKS.items() for c in others}
    for cp in range(0x110000):
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(cp)) if not unicodedata.combining(c)).casefold()
        if plain in LOOKS and not bad(cp):
            found[cp] = plain
    return sorted(found.items())


def pairs() -> list[tuple[int, int]]:
    """Letter and mark that are one character when written plainly."""
    out = []
    for cp in range(0x110000):
        parts = unicodedata.decomposition(chr(cp)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            a, b = (int(p, 16) for p in parts)
            if unicodedata.normalize("NFC", chr(a) + chr(b)) == chr(cp):
                out.append((a, b))
    return sorted(out)


def rows(items: list[str]) -> str:
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) + 2 > 118:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join([*lines, line])


def main() -> int:
    mark = ranges(lambda cp: unicodedata.category(chr(cp))[0] == "M" and not bad(cp))
    spoken = ranges(lambda cp: unicodedata.category(chr(cp))[0] in "LN" and not bad(cp))
    text = f"""#pragma once
/// \\file
/// Characters of a pseudonym. Made by tools/make_actor_table.py; do not edit.
/// Source: Unicode {unicodedata.unidata_version} (Unicode License v3), through Python's unicodedata.

namespace safar::inline v0::actors {{

struct Range {{ char32_t first, last; }};
struct ScriptRange {{ char32_t first, last; unsigned char script; }};
struct Look {{ char32_t character; char letter; }};
struct Pair {{ char32_t letter, mark; }};

/// Controls, formats, blanks but U+0020, what is not assigned or private, what nobody sees, and what has a plainer form that looks the same.
inline constexpr Range refused[] = {{
{rows([f"{{0x{a:x}, 0x{b:x}}}" for a, b in ranges(bad)])}
}};

/// Marks that stand on the character before.
inline constexpr Range marks[] = {{
{rows([f"{{0x{a:x}, 0x{b:x}}}" for a, b in mark])}
}};

/// Letters and digits.
inline constexpr Range spoken[] = {{
{rows([f"{{0x{a:x}, 0x{b:x}}}" for a, b in spoken])}
}};

/// Letters of scripts that have the same shapes: {", ".join(f"{i} {s.title()}" for i, s in enumerate(SCRIPTS, 1))}.
inline constexpr ScriptRange scripts[] = {{
{rows([f"{{0x{a:x}, 0x{b:x}, {s}}}" for a, b, s in scripts()])}
}};

/// What is taken for a letter of "safar".
inline constexpr Look looks[] = {{
{rows([f"{{0x{cp:x}, '{letter}'}}" for cp, letter in looks()])}
}};

/// A letter and a mark that are one character when written plainly.
inline constexpr Pair pairs[] = {{
{rows([f"{{0x{a:x}, 0x{b:x}}}" for a, b in pairs()])}
}};

}}  // namespace safar::inline v0::actors
"""
    try:
        with open(TARGET, encoding="utf-8") as f:
            same = f.read() == text
    except FileNotFoundError:
        same = False
    if not same and "--check" not in sys.argv:
        with open(TARGET, "w", encoding="utf-8") as f:
            f.write(text)
    print("nothing to do" if same else TARGET)
    return 1 if not same and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
