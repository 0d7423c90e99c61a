"""One byte of the log changed, anywhere: ``safar verify`` says where, and so does the verifier that has nothing of safar."""

from __future__ import annotations

import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys

import pytest

import safar as sf
import verify_without_safar
from conftest import PEOPLE, Clock, Desk

TABLES = ["writer", "stream", "act", "event", "touch", "box"]
ROWS = 7
"""Rows of a table that are tried in each of their columns: the first, the last, and some between."""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A small register with every kind of row: pairs, erased boxes, holds, texts."""
    folder = tmp_path_factory.mktemp("bytes")
    path = folder / "mali.safar"
    with sf.Register.create(path, office="BKO", keys=sf.keys.file(folder / "mali.key"), programme="ML-JI", zone="Africa/Bamako", clock=Clock()) as r:
        desk = Desk(r, Clock(), path)
        made = [desk.apply(g, f, n, x, b, site, documents=[{"type": "passport", "country": n, "number": f"P{i % 5}"}]) for i, (g, f, n, x, b, site) in enumerate(PEOPLE)]
        desk.to_booked(made[1].case)
        with desk.as_("programme_manager") as s:
            s.execute(s.check({"command": "suspend", "reason": {"code": "intake_not_typical", "evidence": ["surge"]}}).command)
        with desk.as_("reviewing_officer") as s:
            s.execute({"command": "review", "case": made[2].case, "hold": "programme_suspension", "outcome": "resume", "reason": {"code": "seen", "text": "Came in person."}})
        with desk.as_("data_protection_officer") as s:
            s.execute({"command": "erase", "persons": made[3].made["persons"], "reason": {"code": "data_subject_request"}})
    return path


def copy_of(register: pathlib.Path, to: pathlib.Path) -> pathlib.Path:
    to.mkdir()
    for path in register.parent.iterdir():
        shutil.copy(path, to / path.name)
    return to / register.name


def columns(register: pathlib.Path, table: str) -> list[str]:
    db = sqlite3.connect(f"file:{register}?mode=ro", uri=True)
    found = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    db.close()
    return found


def flipped(value: object, kind: str, draw: random.Random) -> object:
    """The same with one bit of one byte changed; of a number its lowest; something where there is nothing."""
    if value is None:
        return draw.randbytes(48) if kind == "BLOB" else 1
    if isinstance(value, int):
        return value ^ 1
    raw = bytearray(value if isinstance(value, bytes) else str(value).encode())
    at = draw.randrange(len(raw))
    raw[at] ^= 1 << draw.randrange(5)
    return bytes(raw) if isinstance(value, bytes) else raw.decode("utf-8", "replace")


def changes(register: pathlib.Path, table: str) -> list[tuple[dict[str, object], str, object]]:
    """Rows, each with a column and what to write there."""
    draw = random.Random(f"{table}")
    db = sqlite3.connect(f"file:{register}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    kinds = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}
    rows = [dict(row) for row in db.execute(f"SELECT * FROM {table}")]
    db.close()
    some = {0, len(rows) - 1, *draw.sample(range(len(rows)), min(ROWS, len(rows)))}
    for column in kinds:  # of a column that is mostly empty, a row where it is not, and one where it is
        some |= {next((i for i, row in enumerate(rows) if (row[column] is None) is empty), 0) for empty in (True, False)}
    return [(rows[i], column, flipped(value, kinds[column], draw)) for i in sorted(some) for column, value in rows[i].items()]


def change(path: pathlib.Path, table: str, row: dict[str, object], column: str, value: object) -> bool:
    """Whether SQLite took it: a number may be another row's already."""
    db = sqlite3.connect(path)
    try:
        keys = " AND ".join(f"{name} IS ?" for name in row)
        done = db.execute(f"UPDATE {table} SET {column} = ? WHERE {keys}", (value, *row.values()))
        assert done.rowcount == 1
        db.commit()
        return True
    except sqlite3.IntegrityError:
        return False
    finally:
        db.close()


def problems(path: pathlib.Path) -> list[str]:
    """Tables that verify names; an opening that is refused names the register."""
    try:
        with sf.Register.open(path, read_only=True) as r, r.session("auditor.1", "auditor", "audit") as s:
            report = s.verify()
    except sf.SafarError as e:
        assert str(e) and e.code is not None and "\n" not in str(e)
        assert not isinstance(e, sf.InternalError), e
        return [f"refused: {e}"]
    assert report.intact == (not report.problems)
    assert all(p["what"] and p["table"] for p in report.problems)
    return [p["table"] for p in report.problems]


def test_the_register_is_intact_before(register: pathlib.Path, tmp_path: pathlib.Path) -> None:
    copied = copy_of(register, tmp_path / "copy")
    assert problems(copied) == []
    assert verify_without_safar.main([str(copied)]) == 0


@pytest.mark.parametrize("table", TABLES)
def test_any_change_is_found_by_both(register: pathlib.Path, tmp_path: pathlib.Path, table: str) -> None:
    tried, missed, missed_without = 0, [], []
    seen_columns = set()
    for i, (row, column, value) in enumerate(changes(register, table)):
        copied = copy_of(register, tmp_path / str(i))
        if change(copied, table, row, column, value):
            tried += 1
            seen_columns.add(column)
            at = (column, {k: v for k, v in row.items() if isinstance(v, int)})
            if not problems(copied):
                missed.append(at)
            if verify_without_safar.main([str(copied)]) != 1:
                missed_without.append(at)
        shutil.rmtree(tmp_path / str(i))
    assert tried >= len(seen_columns) > 0
    assert set(columns(register, table)) - seen_columns <= {"n"}, "a column that could not be tried"
    assert (missed, missed_without) == ([], [])


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_gone_is_found_by_both(register: pathlib.Path, tmp_path: pathlib.Path, table: str) -> None:
    for i, where in enumerate(["1 ORDER BY 1 LIMIT 1", "1 ORDER BY 1 DESC LIMIT 1"]):
        copied = copy_of(register, tmp_path / str(i))
        db = sqlite3.connect(copied)
        names = ", ".join(columns(register, table))
        row = db.execute(f"SELECT {names} FROM {table} WHERE {where}").fetchone()
        db.execute(f"DELETE FROM {table} WHERE " + " AND ".join(f"{c} IS ?" for c in columns(register, table)), row)
        db.commit()
        db.close()
        assert problems(copied), (table, where)
        assert verify_without_safar.main([str(copied)]) == 1, (table, where)


def test_the_command_names_the_act(register: pathlib.Path, tmp_path: pathlib.Path) -> None:
    copied = copy_of(register, tmp_path / "copy")
    db = sqlite3.connect(copied)
    db.execute("UPDATE event SET body = replace(body, 'explicit', 'implicit') WHERE body LIKE '%explicit%'")
    db.commit()
    (act,) = db.execute("SELECT act FROM event WHERE body LIKE '%implicit%'").fetchone()
    db.close()
    done = subprocess.run([sys.executable, "-m", "safar.cli", "verify", str(copied), "--json"], capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert act in [p["act"] for p in json.loads(done.stdout)["problems"]]
    done = subprocess.run([sys.executable, "-m", "safar.cli", "verify", str(copied)], capture_output=True, text=True)
    assert done.returncode == 1 and "NOT intact" in done.stdout and str(act) in done.stdout + done.stderr
    alone = pathlib.Path(verify_without_safar.__file__)
    done = subprocess.run([sys.executable, str(alone), str(copied)], capture_output=True, text=True)
    assert done.returncode == 1 and f"act {act}" in done.stderr
