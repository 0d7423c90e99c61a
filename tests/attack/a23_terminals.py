"""A name or note that a stranger wrote moves the cursor, hides a line or turns it round in the terminal of whoever reads the register."""

import json
import os
import pty
import subprocess
import sys

EVIL = "a\x1b]0;owned\x07b\x9b2Jc\u061cd\u200ee\u200ff\u200bg\u202eh\u2066i\ufeffj\u2028k\U000e0041l\u00adm"
SEEN = [c for c in EVIL if not (c.isascii() and c.isprintable())]
KEPT = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # Persian is written with a non-joiner


def on_terminal(sf, folder, *words):
    """What a command writes where stdout is a terminal."""
    package = os.path.dirname(os.path.dirname(sf.__file__))
    ours, theirs = pty.openpty()
    done = subprocess.Popen([sys.executable, "-c", "from safar.cli import main; main()", *words], cwd=folder, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL,
                            env={**os.environ, "PYTHONPATH": package, "COLUMNS": "400", "TERM": "dumb", "NO_COLOR": "1"})
    os.close(theirs)
    out = b""
    try:
        while piece := os.read(ours, 65536):
            out += piece
    except OSError:
        pass
    done.wait()
    os.close(ours)
    return out.decode("utf-8", "replace").replace("\r\n", "\n")


def attack(sf, folder):
    found = []
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key"), programme="ML-JI") as register, register.session("fatou.d", "intake_clerk", "casework") as s:
        made = s.execute(sf.Apply(site="ML-BKO-1", ref=EVIL, persons=[sf.Migrant(given_name=EVIL + KEPT, family_name="Traore", ref=EVIL)]))
        number = made.number
        shown = repr(s.query("cases").select("number", "ref").frame()) + repr(s.case(number))
        found += [f"repr of a frame: U+{ord(c):04X}" for c in SEEN if c in shown]
    who = ("--as", "fatou.d:intake_clerk")
    for words in (("query", "r.safar", "persons", *who), ("query", "r.safar", "persons", "--format", "csv", *who), ("query", "r.safar", "persons", "--format", "json", *who), ("query", "r.safar", "cases", *who),
                  ("case", "r.safar", number, *who), ("case", "r.safar", number, "--json", *who), ("find", "r.safar", "traore", *who), ("find", "r.safar", "traore", "--json", *who),
                  ("query", "r.safar", "events", *who), ("query", "r.safar", "cases", "--where", f"ref={EVIL}".replace("\x00", ""), *who)):
        out = on_terminal(sf, folder, *words)
        found += [f"{' '.join(words[:4])}: U+{ord(c):04X}" for c in SEEN if c in out]
        if words[1:3] == ("r.safar", "persons") and "json" in words and json.loads(out[out.index("{"):])["rows"][0]["given_name"] != EVIL + KEPT:
            found.append("JSON says something else")
    from safar.cli._common import clean

    found += [f"clean(): U+{ord(c):04X}" for c in SEEN if c in clean(EVIL)]
    if clean(KEPT) != KEPT:
        found.append("clean() spoils Persian")
    return found


UNMENDED = [("python/safar/_text.py", "return _UNSEEN.sub(lambda m: _instead(found, m.start()), found)", "return found")]
