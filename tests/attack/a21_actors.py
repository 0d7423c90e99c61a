"""Somebody takes a pseudonym that nobody can tell from another's, or from the library's own, and acts under it."""

NAMES = {
    "marks of direction": ["fatou\u061c.d", "\u200efatou.d", "fatou.d\u200f", "fatou\u202e.d", "fatou\u2066.d"],
    "nothing to be seen": ["fatou\ufeff.d", "fa\u00adtou.d", "fatou.d\U000e0041", "fatou\u034f.d", "\u3164", "fatou\u115f", "fatou\ufe0f", "\u2800", "fatou\u200b.d", "fatou\u2060", "fatou\u180e.d", "fatou\U000e0100"],
    "blanks": ["fatou\u00a0d", "fatou\u2003d", "fatou\u3000d", "fatou  d", " fatou", "fatou\u2028d"],
    "controls": ["fatou\u009bd", "fatou\x1b[2J", "fatou\nx", "fatou\x7f"],
    "private, unassigned": ["fatou\ue000", "fatou\U000e1000", "fatou\ufdd0", "fatou\U0010ffff"],
    "marks alone": ["\u0301", "\u0301\u0302", " \u0301x"],
    "the library": ["safar", "Safar", "SAFAR", "s\u0430far", "\u0455afar", "\uff53\uff41\uff46\uff41\uff52", "s\u00e1far", "\U0001d42c\U0001d41a\U0001d41f\U0001d41a\U0001d42b", "s.a.f.a.r", "safar.", "\u0405\u0410far", "saf\u03b1r"],
    "two scripts": ["f\u0430tou.d", "fat\u043eu.d", "\u0430dmin", "\u0391wa", "fatou\u13aa"],
    "two spellings": ["jose\u0301", "\u212angstrom", "\ufb01tou", "\u00aa"],
}
GOOD = ["fatou.d", "moussa k", "Fran\u00e7oise", "\u0641\u0627\u0637\u0645\u0629", "\u0430\u043d\u043d\u0430", "\u03b6\u03c9\u03ae", "\u0905\u0928\u0940\u0924\u093e", "\u738b.5", "safar.k", "\u025b\u0300b", "o'neil-2"]


def attack(sf, folder):
    found = []
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key")) as register:
        for kind, names in NAMES.items():
            for name in names:
                try:
                    register.session(name, "intake_clerk", "casework").close()
                    found.append(f"{kind}: {name!a}")
                except sf.SafarError:
                    pass
        for name in GOOD:  # who refuses everybody has mended nothing
            try:
                register.session(name, "intake_clerk", "casework").close()
            except sf.SafarError as e:
                found.append(f"refused: {name!a}: {e}")
    return found


UNMENDED = [("src/register/actor.cpp", "  if (const char* what = fault(text)) return bad(what);\n", "  if (text.empty()) return bad(fault(text));\n")]
