#!/usr/bin/env python3
"""Make the table by which safar folds a name of any script to Latin letters.

Reads   uconv (Debian package icu-devtools): ICU's transforms, Unicode License v3. Letters and what they sound like are
        facts; nothing else of ICU is taken.
        unicodedata of Python: which code points are letters, marks or digits
Writes  src/linkage/fold_table.hpp

ICU gives the default of every letter. Where its scheme is made for libraries and not for names as offices write them (Cyrillic
by ISO 9, Arabic with a sign for `ayn and a t for teh marbuta), and where it has none (Tifinagh, N'Ko, Adlam), the tables below say
what to take instead; they are all that differs, and tests/linkage compares the rest with ICU again.

Run it from the top of the source tree. `--check` writes nothing and fails if the file would change.
"""
import re
import subprocess
import sys
import unicodedata

OUT = "src/linkage/fold_table.hpp"
TRANSFORM = "NFKD; Any-Latin; Latin-ASCII; Lower"
# What the table is about: name, first, last.
BLOCKS = [
    ("Latin", 0x80, 0x24F), ("IPA and modifiers", 0x250, 0x2FF), ("marks", 0x300, 0x36F), ("Greek", 0x370, 0x3FF), ("Cyrillic", 0x400, 0x52F),
    ("Armenian", 0x530, 0x58F), ("Hebrew", 0x590, 0x5FF), ("Arabic", 0x600, 0x6FF), ("Syriac", 0x700, 0x74F), ("Arabic supplement", 0x750, 0x77F),
    ("N'Ko", 0x7C0, 0x7FF), ("Arabic extended", 0x870, 0x8FF), ("Indic", 0x900, 0xD7F), ("Georgian", 0x10A0, 0x10FF), ("Hangul jamo", 0x1100, 0x11FF),
    ("Ethiopic", 0x1200, 0x139F), ("Georgian capitals", 0x1C90, 0x1CBF), ("more marks", 0x1AB0, 0x1AFF), ("phonetic", 0x1D00, 0x1DFF), ("Latin additional", 0x1E00, 0x1EFF),
    ("Greek extended", 0x1F00, 0x1FFF), ("signs", 0x2000, 0x209F), ("marks of signs", 0x20D0, 0x20FF), ("Latin C", 0x2C60, 0x2C7F), ("Georgian supplement", 0x2D00, 0x2D2F), ("Tifinagh", 0x2D30, 0x2D7F),
    ("Ethiopic extended", 0x2D80, 0x2DDF), ("Cyrillic extended", 0x2DE0, 0x2DFF), ("kana", 0x3041, 0x30FF), ("Latin D", 0xA720, 0xA7FF), ("Ethiopic extended A", 0xAB00, 0xAB2F), ("Latin E", 0xAB30, 0xAB6F),
    ("presentation forms", 0xFB00, 0xFDFF), ("half marks", 0xFE00, 0xFE2F), ("Arabic forms B", 0xFE70, 0xFEFF), ("full width", 0xFF00, 0xFFDF), ("Adlam", 0x1E900, 0x1E95F),
]
MOST = 5  # letters of one character

# Written between letters without parting them: N'Diaye, Sa`id, zero-width joiners, marks of direction, tatweel.
INSIDE = "'`\u00b4\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u2018\u2019\u201a\u201b\u2032\u2035\u055a\u05f3\ua78b\ua78c\uff07\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u0640\u07f4\u07f5\u0674\u0621\u061c"

ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ٲ": "a", "ٳ": "i", "ؤ": "w", "ئ": "y", "ى": "a", "ة": "a", "ع": "a", "غ": "gh", "خ": "kh", "ش": "sh", "ث": "th",
    "ذ": "dh", "ج": "j", "ح": "h", "ه": "h", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ق": "q", "ك": "k", "ک": "k", "ي": "y", "ی": "y", "و": "w", "ژ": "zh", "چ": "ch",
    "پ": "p", "گ": "g", "ڤ": "v", "ڥ": "v", "ڧ": "q", "ڨ": "g", "ݣ": "g", "ڭ": "ng", "ں": "n", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ے": "y", "ې": "e", "ہ": "h", "ھ": "h", "ۀ": "h", "ۂ": "h",
    "ۃ": "a", "ە": "a", "ۆ": "o", "ۇ": "u", "ۈ": "u", "ۋ": "w", "ۏ": "w", "ێ": "e", "ڕ": "r", "ڵ": "l", "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "zh", "ښ": "sh", "ګ": "g", "ڼ": "n", "څ": "ts",
    "ځ": "dz", "ڬ": "g", "ڢ": "f", "ڟ": "z", "ݢ": "g", "ۓ": "y", "ۍ": "y", "ڪ": "k", "ڠ": "ng",
}
CYRILLIC = {
    "ж": "zh", "ш": "sh", "щ": "shch", "ч": "ch", "х": "kh", "ц": "ts", "ю": "yu", "я": "ya", "ё": "yo", "є": "ye", "ї": "yi", "й": "y", "ы": "y", "э": "e", "ъ": "", "ь": "", "ђ": "dj",
    "ћ": "c", "џ": "dz", "љ": "lj", "њ": "nj", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ғ": "gh", "қ": "q", "ң": "ng", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ұ": "u", "ү": "u", "һ": "h", "ө": "o", "ә": "a", "җ": "j",
    "ў": "u", "ѐ": "e", "ѝ": "i", "ҹ": "j", "ҝ": "g",
}
LATIN = {"ŋ": "ng", "ɲ": "ny", "ɓ": "b", "ɗ": "d", "ɛ": "e", "ɔ": "o", "ƴ": "y", "ɠ": "g", "ƙ": "k", "ɣ": "gh", "ə": "e", "ǝ": "e", "ʃ": "sh", "ʒ": "zh", "ɖ": "d", "ƒ": "f", "ʋ": "v",
         "ð": "d", "þ": "th", "ß": "ss", "ẞ": "ss", "ı": "i", "ª": "", "º": "", "ɩ": "i", "ʊ": "u", "ɨ": "i", "ʉ": "u", "ɪ": "i", "ƞ": "n", "ǀ": "c", "ǃ": "c", "ǁ": "x", "ǂ": "c", "ʔ": "", "ꞌ": ""}
TIFINAGH = dict(zip(range(0x2D30, 0x2D68), (
    "a b bh g gh j j d dh d dh e f k k kh h h h h a kh kh q q i j j j l m n ny ng p u r r gh gh j s s sh t th ch t v w y z z z e o".split())))
NKO = dict(zip(range(0x7CA, 0x7E8), "a e i e u o o dh n b p t j ch d r rr s gb f k l n m ny n h w y ny".split()))
ADLAM = "a d l m b s p b r e f i o d y w n k y u j ch h q g ny t ng v kh gb z kp sh".split()


def overrides():
    table = {}
    for source in (ARABIC, LATIN, CYRILLIC):
        for letter, text in source.items():
            table[ord(letter)] = text
            upper = letter.upper()
            if len(upper) == 1:
                table[ord(upper)] = text
    table.update(TIFINAGH)
    table.update(NKO)
    for i, text in enumerate(ADLAM):
        table[0x1E900 + i] = table[0x1E922 + i] = text
    for c in INSIDE:
        table[ord(c)] = ""
    return table


def icu(lines):
    """Each of `lines` by ICU."""
    done = subprocess.run(["uconv", "-f", "UTF-8", "-t", "UTF-8", "-x", TRANSFORM], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    out = done.stdout.split("\n")[:-1]
    assert len(out) == len(lines), "uconv gave another number of lines"
    return out


def decomposed(cp):
    return unicodedata.normalize("NFKD", chr(cp))


def make():
    special = overrides()
    points = [cp for _, first, last in BLOCKS for cp in range(first, last + 1) if unicodedata.category(chr(cp)) != "Cn"]
    points += [cp for cp in special if cp not in set(points)]
    by_icu = dict(zip(points, icu([chr(cp) for cp in points])))
    names = {cp: unicodedata.name(chr(cp), "") for cp in points}
    table = {}

    def text_of(cp, whole=True):
        if cp in special:
            return special[cp]
        category = unicodedata.category(chr(cp))
        if 0x900 <= cp <= 0xD7F:
            if "VIRAMA" in names.get(cp, "") or "AL-LAKUNA" in names.get(cp, ""):
                return "<"
            if "VOWEL SIGN" in names.get(cp, ""):
                return "<" + re.sub(r"[^a-z]", "", icu([chr(cp)])[0])
            if "NUKTA" in names.get(cp, ""):
                return ""
            if "ANUSVARA" in names.get(cp, "") or "CANDRABINDU" in names.get(cp, "") or "BINDI" in names.get(cp, "") or "TIPPI" in names.get(cp, ""):
                return "n"
        if category[0] == "M":
            return ""
        if category == "Nd":
            return str(unicodedata.digit(chr(cp)))
        parts = decomposed(cp)
        if whole and parts != chr(cp):
            found = [text_of(ord(c), False) if ord(c) > 0x7F else (c.lower() if c.isalnum() else None) for c in parts if unicodedata.category(c) != "Zs"]
            return None if not found or None in found else "".join(found)
        if category[0] != "L":
            return None
        text = re.sub(r"['`]", "", by_icu[cp] if cp in by_icu else icu([chr(cp)])[0])
        return text if re.fullmatch(r"[a-z]*", text) else None

    for cp in points:
        text = text_of(cp)
        if text is None:
            continue
        table[cp] = text[:MOST]
    # Letters and digits of every other script are kept by their number: whoever types the same finds the same.
    others = [cp for cp in range(0x80, 0x30000) if cp not in table and unicodedata.category(chr(cp))[0] in "LN" and not 0xAC00 <= cp <= 0xD7A3]
    ranges = []
    known = set(table)
    for cp in others:
        if ranges and all(c not in known and unicodedata.category(chr(c)) in ("Cn", "Lo", "Ll", "Lu", "Lm", "Lt", "Nl", "No", "Nd", "Mn", "Mc") for c in range(ranges[-1][1] + 1, cp)):
            ranges[-1][1] = cp
        else:
            ranges.append([cp, cp])
    return table, ranges


def render(table, ranges):
    version = subprocess.run(["uconv", "--version"], capture_output=True, text=True, check=True).stdout.split("ICU")[-1].strip()
    lines = ["#pragma once", "/// \\file", "/// What a character of a name is in Latin letters. Made by tools/make_name_tables.py; do not edit.",
             f"/// Source: transforms of ICU {version} (Unicode License v3) and Unicode {unicodedata.unidata_version}, changed where the script says.",
             "#include <cstdint>", "", "namespace safar::inline v0::linkage {", "",
             "/// Sorted: code point in the high 24 bits, then up to five letters from the left, zero-padded. `<` takes back the vowel `a` that the letter",
             "/// before it brought. None: the character stands inside a word and says nothing.",
             f"inline constexpr std::uint64_t fold_table[{len(table)}] = {{"]
    row = "   "
    for cp in sorted(table):
        value = cp << 40
        for i, c in enumerate(table[cp]):
            value |= ord(c) << (32 - 8 * i)
        item = f" {value:#x},"
        if len(row) + len(item) > 150:
            lines.append(row)
            row = "   "
        row += item
    lines += [row, "};", "", "/// First and last code point of letters that have no Latin form here, sorted.", f"inline constexpr std::uint32_t other_letters[{len(ranges)}][2] = {{"]
    row = "   "
    for first, last in ranges:
        item = f" {{{first:#x}, {last:#x}}},"
        if len(row) + len(item) > 150:
            lines.append(row)
            row = "   "
        row += item
    lines += [row, "};", "", "}  // namespace safar::inline v0::linkage", ""]
    return "\n".join(lines)


def main():
    text = render(*make())
    if sys.argv[1:] == ["--check"]:
        with open(OUT, encoding="utf-8") as f:
            if f.read() != text:
                sys.exit(f"{OUT} is not what this script makes: run it without --check")
        return
    with open(OUT, "w", encoding="utf-8") as f:
        f.write(text)


if __name__ == "__main__":
    main()
