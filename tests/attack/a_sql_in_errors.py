"""Errors show SQL to whoever reads them: what the tables are called, and which pragmas are set."""

import os
import re
import shutil
import sqlite3

SQL = re.compile(r"PRAGMA|SELECT|INSERT|UPDATE |DELETE|CREATE TABLE|INTO \w+|FROM \w+ WHERE|synchronous")


def attack(sf, folder):
    found = []
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key"), programme="ML-JI") as register, register.session("fatou.d", "intake_clerk", "casework") as s:
        s.execute(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="A")]))

    def hurt(name, how):
        for end in (".safar", ".safar.keys"):
            shutil.copy(folder / f"r{end}", folder / f"{name}{end}")
        how(folder / f"{name}.safar")
        for read_only in (True, False):
            try:
                with sf.Register.open(folder / f"{name}.safar", keys=sf.keys.file(folder / "r.key"), read_only=read_only) as register, register.session("fatou.d", "intake_clerk", "casework") as s:
                    s.query("cases").to_dicts()
                    if not read_only:
                        s.execute(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="B")]))
                    s.verify()
            except sf.SafarError as e:
                if SQL.search(str(e)) or SQL.search(str(e.json())):
                    found.append(f"{name}: {e}")

    def sql(text):
        def run(path):
            db = sqlite3.connect(path)
            db.executescript(text)
            db.close()
        return run

    tables = [r[0] for r in sqlite3.connect(folder / "r.safar").execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    for table in tables:
        hurt(f"without_{table}", sql(f"DROP TABLE {table}"))
        hurt(f"trigger_{table}", sql(f"CREATE TRIGGER x BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"))
    hurt("half", lambda path: os.truncate(path, path.stat().st_size // 2))
    hurt("zeros", lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(8192) + path.read_bytes()[12288:]))
    return found


UNMENDED = [("src/store/sqlite.cpp", '  return "writing";\n', "  return sql;\n"), ("src/store/sqlite.cpp", "if (sql.starts_with(begins)) return says;", "if (sql.starts_with(begins)) return sql;")]
