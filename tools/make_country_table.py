#!/usr/bin/env python3
"""Make the country and currency tables that safar compiles in.

Reads   /usr/share/iso-codes/json/iso_3166-1.json, iso_3166-3.json, iso_4217.json and
        /usr/share/locale/{fr,ar}/LC_MESSAGES/iso_3166-{1,3}.mo      Debian package iso-codes (LGPL-2.1+; codes, names and
                                                                     dates are facts, nothing else of it is taken)
        libicuuc (through ctypes): CLDR's short country names        Unicode License v3
Writes  include/safar/base/data/countries.hpp     codes and their dates
        include/safar/base/data/currencies.hpp    codes and decimals
        src/base/country_names.cpp                names and the folded keys that find_country looks up

Run it from the top of the source tree. `--check` writes nothing and fails if a file would change.
"""
import ctypes
import ctypes.util
import datetime
import gettext
import glob
import json
import re
import sys
import unicodedata

ISO = "/usr/share/iso-codes/json/"
LANGUAGES = ("en", "fr", "ar")

# Codes that are in no part of ISO 3166, from its user-assigned range XAA..XXZ; name in en, fr, ar.
EXTRA = {
    "XKX": ("XK", "Kosovo", "Kosovo", "كوسوفو"),                                                     # as the EU and the World Bank write it
    "XSL": ("", "Somaliland", "Somaliland", "أرض الصومال"),                                           # safar's own: see country.hpp
    "XXA": ("", "Stateless person", "Personne apatride", "شخص عديم الجنسية"),                         # ICAO Doc 9303-3: 1954 Convention
    "XXB": ("", "Refugee (1951 Convention)", "Réfugié (Convention de 1951)", "لاجئ (اتفاقية 1951)"),  # ICAO Doc 9303-3
    "XXC": ("", "Refugee (other)", "Réfugié (autre)", "لاجئ (غير ذلك)"),                              # ICAO Doc 9303-3
    "XXX": ("", "Unspecified nationality", "Nationalité non précisée", "جنسية غير محددة"),            # ICAO Doc 9303-3
}

# First day of a code, where a withdrawn code made room for it (the day of that withdrawal in ISO 3166-3) or where
# the newsletter that added it is known. A code that is not here has no first day in the table: it is never refused as too early.
SUCCESSORS = {
    "YUG": ["SCG"], "SCG": ["SRB", "MNE"], "ZAR": ["COD"], "TMP": ["TLS"], "BUR": ["MMR"], "HVO": ["BFA"], "DHY": ["BEN"],
    "CSK": ["CZE", "SVK"], "ANT": ["CUW", "SXM", "BES"], "BYS": ["BLR"], "AFI": ["DJI"], "RHO": ["ZWE"], "NHB": ["VUT"],
    "SUN": ["ARM", "AZE", "GEO", "KAZ", "KGZ", "MDA", "RUS", "TJK", "TKM", "UZB", "EST", "LVA", "LTU"], "GEL": ["KIR", "TUV"],
}
KNOWN_FROM = {"SSD": "2011-08-11", "BLM": "2007-09-21", "MAF": "2007-09-21", "GGY": "2006-03-29", "IMN": "2006-03-29", "JEY": "2006-03-29",
              "ALA": "2004-02-13"}

# Where CLDR's short name is not what an office writes.
BETTER = {
    ("COD", "en"): "DR Congo", ("COG", "en"): "Republic of the Congo", ("COD", "fr"): "République démocratique du Congo",
    ("COG", "fr"): "République du Congo", ("COD", "ar"): "جمهورية الكونغو الديمقراطية", ("COG", "ar"): "جمهورية الكونغو",
    ("CIV", "ar"): "كوت ديفوار", ("CPV", "en"): "Cabo Verde", ("TUR", "en"): "Türkiye",
    ("YUG", "fr"): "Yougoslavie", ("YUG", "ar"): "يوغوسلافيا", ("PSE", "en"): "Palestine", ("PSE", "fr"): "Palestine", ("PSE", "ar"): "فلسطين",
    ("MMR", "en"): "Myanmar", ("MMR", "fr"): "Myanmar", ("MMR", "ar"): "ميانمار", ("HKG", "en"): "Hong Kong", ("MAC", "en"): "Macao",
    ("HKG", "fr"): "Hong Kong", ("MAC", "fr"): "Macao", ("BIH", "en"): "Bosnia and Herzegovina", ("TTO", "en"): "Trinidad and Tobago",
    ("STP", "en"): "São Tomé and Príncipe", ("ATG", "en"): "Antigua and Barbuda", ("KNA", "en"): "Saint Kitts and Nevis",
    ("LCA", "en"): "Saint Lucia", ("VCT", "en"): "Saint Vincent and the Grenadines",
}

# Further spellings met in offices' files.
ALIASES = {
    "CIV": ["Ivory Coast", "RCI", "ساحل العاج"], "GMB": ["The Gambia", "La Gambie", "غامبيا", "الغامبيا"], "CPV": ["Cape Verde", "Cap-Vert", "Cabo Verde"],
    "SWZ": ["Swaziland", "سوازيلاند"], "COD": ["DRC", "RDC", "Congo-Kinshasa", "Congo DR", "Congo Dem. Rep.", "Democratic Republic of the Congo",
                                   "Congo, République démocratique", "الكونغو الديمقراطية", "الكونغو كينشاسا"],
    "COG": ["Congo-Brazzaville", "Congo Republic", "Congo Rep.", "République du Congo", "الكونغو برازافيل"],
    "CAF": ["RCA", "CAR", "Central African Rep.", "Centrafrique"], "GIN": ["Guinea Conakry", "Guinée Conakry"],
    "GNB": ["Guinea Bissau", "Guinée Bissao"], "GBR": ["UK", "Great Britain", "Grande-Bretagne", "Angleterre", "England"], "USA": ["U.S.A.", "U.S.", "United States", "Etats Unis"],
    "GRC": ["EL"], "CZE": ["Czech Republic"], "MKD": ["Macedonia", "FYROM", "Macédoine"], "MMR": ["Burma", "Birmanie", "بورما"],
    "PSE": ["State of Palestine", "Palestinian Territories"], "SYR": ["Syria", "Syrian Arab Rep."], "TUR": ["Turkey"], "XKX": ["RKS"],
    "LAO": ["Laos"], "PRK": ["North Korea"], "KOR": ["South Korea"], "RUS": ["Russia"], "TLS": ["East Timor", "تيمور الشرقية"], "NLD": ["Holland", "Hollande"],
    "XXA": ["Stateless", "Apatride", "عديم الجنسية", "بدون"], "XXX": ["Unspecified"], "ARE": ["UAE", "EAU"], "LBY": ["Libyan Arab Jamahiriya", "Lybie"],
    "HUN": ["المجر"], "MWI": ["مالاوي"], "MAC": ["ماكاو"], "BHS": ["باهاماس"], "BRB": ["باربادوس"],
    "MRT": ["Mauritania", "Mauritanie"], "TZA": ["Tanzania", "تانزانيا"], "VNM": ["Viet Nam"], "BOL": ["Bolivia"], "IRN": ["Iran"], "MDA": ["Moldova"], "VEN": ["Venezuela"],
}

# Keys that no country gets: bare "Congo" is ISO's name of one of two neighbours.
AMBIGUOUS = ["congo", "كونغو"]

# ISO 4217 decimals other than 2 (list one), codes without a minor unit, and withdrawn currencies (list three) that case files still hold.
DECIMALS = {**dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
            **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3), "CLF": 4, "UYW": 4}
NO_MONEY = set("XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX".split())
WITHDRAWN = {"BYR": 0, "EEK": 2, "GHC": 2, "HRK": 2, "LTL": 2, "LVL": 2, "MRO": 2, "MZM": 2, "SDD": 2, "SLL": 2, "STD": 2, "VEF": 2, "ZMK": 2, "ZWD": 2}


# ---- the fold: the same steps as fold() of src/base/country_find.cpp; a test looks every name up --------------------------------
DROPPED = {"the", "of", "and", "la", "le", "les", "l", "de", "du", "des", "d", "et", "و"}
WORDS = {"st": "saint", "ste": "saint", "sainte": "saint", "rep": "republic", "republique": "republic", "dem": "democratic", "democratique": "democratic",
         "is": "islands", "isl": "islands"}
ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي"}
SPECIAL = {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}


def fold(name):
    out = []
    for c in name.lower():
        if "\u0600" <= c <= "\u06ff":
            c = "" if "\u064b" <= c <= "\u0652" or c in "\u0640\u0670" else ARABIC.get(c, c)
            out.append(c if c == "" or c.isalpha() else " ")
            continue
        c = SPECIAL.get(c, c)
        for d in unicodedata.normalize("NFD", c):
            if "\u0300" <= d <= "\u036f" or d == ".":
                continue
            out.append(d if d.isalnum() and ord(d) < 0x80 else " ")
    words = []
    for w in "".join(out).split():
        if w.startswith("ال") and len(w) > 3:
            w = w[2:]
        w = WORDS.get(w, w)
        if w not in DROPPED:
            words.append(w)
    return " ".join(sorted(words, key=lambda w: w.encode()))


# ---- the sources --------------------------------------------------------------------------------------------------------------
class Icu:
    def __init__(self):
        path = sorted(glob.glob("/usr/lib/*/libicuuc.so.[0-9]*"), key=len)[0]
        self.version = re.search(r"\.so\.(\d+)", path).group(1)
        lib = ctypes.CDLL(path)
        self.call = getattr(lib, "uloc_getDisplayCountry_" + self.version)

    def name(self, alpha2, language):
        out, status = (ctypes.c_uint16 * 200)(), ctypes.c_int(0)
        n = self.call(("und_" + alpha2).encode(), language.encode(), out, 200, ctypes.byref(status))
        text = bytes(out)[: 2 * n].decode("utf-16-le")
        return text if status.value == 0 and text != alpha2 else ""


def load(part, key):
    with open(ISO + part, encoding="utf-8") as f:
        return json.load(f)[key]


def days(year, month=1, day=1):
    return (datetime.date(year, month, day) - datetime.date(1970, 1, 1)).days


def first_day_without(withdrawn):
    """Day of withdrawal; of a bare year, the first day of the next (the code is good for all days of which that is not known)."""
    parts = [int(p) for p in withdrawn.split("-")]
    return days(parts[0] + 1) if len(parts) == 1 else days(*parts)


def main():
    icu = Icu()
    mo = {(l, p): gettext.translation("iso_3166-" + p, "/usr/share/locale", [l]) for l in ("fr", "ar") for p in "13"}
    today, gone = load("iso_3166-1.json", "3166-1"), load("iso_3166-3.json", "3166-3")
    entries, names, other = {}, {}, {}
    for c in today:
        a3 = c["alpha_3"]
        entries[a3] = [c["alpha_2"], int(c["numeric"]), None, None]
        official = [c[k] for k in ("name", "common_name", "official_name") if k in c]
        other[a3] = list(official)
        for l in ("fr", "ar"):
            other[a3] += [t for t in (mo[l, "1"].gettext(n) for n in official) if t not in official]
        names[a3] = []
        for l in LANGUAGES:
            cldr = icu.name(c["alpha_2"], l).replace("’", "'")
            other[a3].append(cldr)
            names[a3].append(BETTER.get((a3, l)) or cldr)
    for c in gone:
        a3 = c["alpha_3"]
        until = first_day_without(c["withdrawal_date"])
        for s in SUCCESSORS.get(a3, []):
            if s in entries:
                entries[s][2] = days(*[int(p) for p in (c["withdrawal_date"] + "-01-01").split("-")[:3]])
        if a3 in entries:  # ATF: its letters are in use again
            continue
        entries[a3] = [c["alpha_2"], int(c.get("numeric", 0)), None, until]
        fr, ar = (mo[l, "3"].gettext(c["name"]) for l in ("fr", "ar"))
        plain = c["name"].split(",")[0]
        names[a3] = [plain, fr.split(",")[0] if fr != c["name"] else "", ar.split("،")[0].split(",")[0] if ar != c["name"] else ""]
        names[a3] = [BETTER.get((a3, l)) or n for l, n in zip(LANGUAGES, names[a3])]
        other[a3] = [c["name"], fr, ar]
    entries["SCG"][2] = entries["YUG"][3]
    for a3, d in KNOWN_FROM.items():
        entries[a3][2] = days(*[int(p) for p in d.split("-")])
    for a3, (a2, *three) in EXTRA.items():
        entries[a3], names[a3], other[a3] = [a2, 0, None, None], list(three), []

    gone_codes = {a3 for a3, e in entries.items() if e[3] is not None}
    key_of = {}
    for old in (False, True):  # a name that a country of today has is not a withdrawn one's
        for a3 in sorted(entries):
            if (a3 in gone_codes) != old:
                continue
            if old:  # then its long name tells it apart, if anything does
                names[a3] = [n if fold(n) not in key_of else long for n, long in zip(names[a3], other[a3])]
            for n in names[a3] + other[a3] + ALIASES.get(a3, []):
                k = fold(n)
                if not k or k in AMBIGUOUS:
                    continue
                if key_of.setdefault(k, a3) != a3 and not old:
                    sys.exit(f"the key {k!r} (of {n!r}) belongs to {key_of[k]} and to {a3}: put one of them right in this script")

    def shown(a3, i):
        return names[a3][i]

    text = {}
    opening = ("// Generated by tools/make_country_table.py; edit that, not this.\n")
    iso = "Debian's iso-codes (ISO 3166-1, ISO 3166-3, ISO 4217: codes, names and dates are facts)"
    rows = "\n".join(f'    {{"{a3}", "{e[0]}", {e[1]}, {"country_always" if e[2] is None else e[2]}, {"country_for_ever" if e[3] is None else e[3]}}},'
                     for a3, e in sorted(entries.items()))
    text["include/safar/base/data/countries.hpp"] = f"""#pragma once
/// \\file
/// Country codes and their dates. From {iso}; first days and the codes XKX, XSL, XXA to XXX as the script says.
{opening}#include <cstdint>

namespace safar::inline v0::detail {{

inline constexpr std::int32_t country_always = -719162, country_for_ever = 2932897;

/// `from`: first day of the code, `until`: first day without it; days since 1970-01-01.
struct CountryRow {{
  char alpha3[4];
  char alpha2[3];
  std::uint16_t numeric;
  std::int32_t from, until;
}};

/// Sorted by alpha3.
inline constexpr CountryRow country_rows[] = {{
{rows}
}};

}}  // namespace safar::inline v0::detail
"""
    money = {c["alpha_3"]: DECIMALS.get(c["alpha_3"], 2) for c in load("iso_4217.json", "4217") if c["alpha_3"] not in NO_MONEY}
    money.update({k: v for k, v in WITHDRAWN.items() if k not in money})
    missing = set(DECIMALS) - set(money)
    if missing:
        sys.exit(f"iso-codes has no {sorted(missing)}")
    rows = "\n".join("    " + " ".join(f'{{"{k}", {v}}},' for k, v in line) for line in
                     (sorted(money.items())[i:i + 10] for i in range(0, len(money), 10)))
    text["include/safar/base/data/currencies.hpp"] = f"""#pragma once
/// \\file
/// Currency codes and their decimals. Codes from {iso}; decimals of ISO 4217 list one,
/// withdrawn codes of list three that files of the last twenty years hold. Metals, bond units, XDR, XTS and XXX are no money here.
{opening}#include <cstdint>

namespace safar::inline v0::detail {{

struct CurrencyRow {{
  char code[4];
  std::uint8_t decimals;
}};

/// Sorted by code.
inline constexpr CurrencyRow currency_rows[] = {{
{rows}
}};

}}  // namespace safar::inline v0::detail
"""
    quote = lambda s: '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'
    rows = "\n".join(f"    {{{', '.join(quote(shown(a3, i)) for i in range(3))}}},  // {a3}" for a3 in sorted(entries))
    keys = "\n".join(f"    {{{quote(k)}, \"{a3}\"}}," for k, a3 in sorted(key_of.items(), key=lambda x: x[0].encode()))
    text["src/base/country_names.cpp"] = f"""/// \\file
/// Names of countries in English, French and Arabic, and the folded keys that find_country looks up.
/// Short names: CLDR through ICU {icu.version} (Unicode License v3). Withdrawn codes and further spellings: {iso}.
{opening}#include "base/country_names.hpp"

namespace safar::inline v0::detail {{

/// In the order of country_rows.
const CountryNames country_names[] = {{
{rows}
}};
const std::size_t country_names_count = sizeof country_names / sizeof *country_names;

/// Sorted bytewise.
const CountryKey country_keys[] = {{
{keys}
}};
const std::size_t country_keys_count = sizeof country_keys / sizeof *country_keys;

}}  // namespace safar::inline v0::detail
"""
    changed = []
    for path, content in text.items():
        try:
            with open(path, encoding="utf-8") as f:
                same = f.read() == content
        except FileNotFoundError:
            same = False
        if not same:
            changed.append(path)
            if "--check" not in sys.argv:
                with open(path, "w", encoding="utf-8") as f:
                    f.write(content)
    print("\n".join(changed) or "nothing to do")
    return 1 if changed and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
