"""Triggers planted in both files copy what an erasure takes away; an extra table, a view, a dropped index pass too."""

import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import forge

PLANTS = {
    "": ["CREATE TABLE kept(x); CREATE TRIGGER t BEFORE UPDATE ON box BEGIN INSERT INTO kept VALUES(hex(old.sealed)); END", "CREATE TABLE more(x)", "CREATE VIEW v AS SELECT * FROM box",
         "DROP INDEX touch_event", "DROP TABLE conflict; CREATE VIEW conflict AS SELECT 1 AS event", "CREATE INDEX more ON box(sealed)"],
    ".keys": ["CREATE TABLE kept(x); CREATE TRIGGER t BEFORE DELETE ON secret BEGIN INSERT INTO kept VALUES(hex(old.wrapped)); END", "CREATE TABLE more(x)", "DROP TABLE spare"],
}  # fmt: skip


def attack(sf, folder):
    (folder / "life").mkdir()
    path, found = forge.live(sf, folder / "life"), []
    for end, plants in PLANTS.items():
        for sql in plants:
            one = forge.copy(path, folder / "copy")
            db = sqlite3.connect(f"{one}{end}")
            db.executescript(sql)
            db.close()
            if not forge.told(sf, one):
                found.append(f"not told in r.safar{end}: {sql[:60]}")
    # Planted while the register is open: it must not run, and verify must say it.
    one = forge.copy(path, folder / "copy")
    with sf.Register.open(one, keys=one.parent / "r.key", clock=forge.Clock(forge.START + 30 * 86_400_000_000)) as register:
        for end, plants in PLANTS.items():
            plant(f"{one}{end}", plants[0])
        with register.session("dpo.1", "data_protection_officer", "data_protection") as s:
            victim = next(row["person_id"] for row in s.query("persons").frame().to_dicts()[2:])
        forge.erase(sf, register, victim)
        with register.session("a.1", "auditor", "audit") as s:
            if s.verify().intact:
                found.append("triggers planted in an open register are not told by verify")
    for end in PLANTS:
        db = sqlite3.connect(f"{one}{end}")
        if db.execute("SELECT count(*) FROM kept").fetchone() != (0,):
            found.append(f"a planted trigger copied what was erased in r.safar{end}")
        db.close()
    return found


def plant(path, sql):
    """By another process: a file closed here would drop this process's locks."""
    import subprocess

    subprocess.run([sys.executable, "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=20).executescript(sys.argv[2])", path, sql], check=True)


UNMENDED = [
    [("src/store/schema.cpp", 'file is cut short", {}, "damaged", "Restore it from a backup.");\n  return check_schema(db, what);', 'file is cut short", {}, "damaged", "Restore it from a backup.");\n  return {};'),
     ("src/store/verify_rest.cpp", "if (auto r = check_schema(*db, what); !r) {", "if (auto r = check_schema(*db, what); !r && false) {")],
    [("src/store/sqlite.cpp", "std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)", "std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 1)")],
]  # fmt: skip
