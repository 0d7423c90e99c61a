"""The published activities of an agency, from their tables into a register and back: totals, time, memory; plain SQLite beside.

    python tests/bench/iati_import.py FOLDER

FOLDER has activity, participating_org, transaction and budget as .csv or .csv.gz. Needs the safar package.
"""

import pathlib
import resource
import sqlite3
import sys
import tempfile
import time
from decimal import Decimal

import safar as sf


def seconds(work):
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def plain(tables: sf.IatiTables, path: pathlib.Path) -> None:
    """The same rows as plain tables, one transaction."""
    db = sqlite3.connect(path)
    for name in ("activity", "funder", "transactions", "budget"):
        db.execute(f"CREATE TABLE {name}(ref TEXT, body TEXT)")
    rows = {
        "activity": [(a["iati_identifier"], repr(a)) for a in tables.activities],
        "funder": [(ref, repr(r)) for ref, rs in tables.funders.items() for r in rs],
        "transactions": [(ref, repr(r)) for ref, rs in tables.transactions.items() for r in rs],
        "budget": [(ref, repr(r)) for ref, rs in tables.budgets.items() for r in rs],
    }
    for name, given in rows.items():
        db.executemany(f"INSERT INTO {name} VALUES(?, ?)", given)
    db.commit()
    db.close()


def main(folder: str) -> None:
    tables, read_s = seconds(lambda: sf.read_iati_tables(folder))
    commands, made_s = seconds(lambda: list(tables.commands()))
    print(f"tables    {len(tables.activities):,} activities, {sum(map(len, tables.budgets.values())):,} budgets read in {read_s:.2f} s, {len(commands):,} commands made in {made_s:.2f} s")
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        register = sf.Register.create(path / "hq.safar", office="HQ", keys=sf.keys.file(path / "hq.key"))
        with register, register.session("pia", "programme_manager", "portfolio") as s:
            outcomes, done_s = seconds(lambda: s.execute_each(commands))
            refused = [o.error for o in outcomes if o.error]
            _, plain_s = seconds(lambda: plain(tables, path / "plain.sqlite"))
            print(f"recorded  {len(commands) - len(refused):,} commands in {done_s:.2f} s, {len(commands) / done_s:,.0f}/s, {len(refused)} refused; plain SQLite rows {plain_s:.2f} s: {done_s / plain_s:.1f}")
            (total,), asked_s = seconds(lambda: list(s.query("funding").by("status").sum("amount")))
            lines, lines_s = seconds(lambda: s.query("grant_lines").select("amount").to_dicts())
            print(f"read back {total['n']:,} grants, {total['amount']} in {asked_s * 1e3:.0f} ms; {len(lines):,} budget lines, {sum(Decimal(x['amount'].split()[0]) for x in lines):,} USD in {lines_s * 1e3:.0f} ms")
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(f"memory    {(after - before) / 1024:.0f} MB more; register {sum(f.stat().st_size for f in path.glob('hq.safar*')) / 1e6:.1f} MB")
            report = s.verify()
            print(f"verified  {report}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
