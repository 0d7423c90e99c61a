"""Project sheets from Python and from a shell: what comes back, where it stands, and texts that are none."""

from __future__ import annotations

import json
import pathlib
import pickle
import random
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

import safar as sf
from safar.cli import app

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seeds" / "002_94eef71dd9979882.txt"
SHEETS = ROOT / "tests" / "exchange" / "sheets"
PLAIN = """Title: Harbour Lights (HALI)
Implementing agency: IOM
Donors: Norway (80%), Sweden and the Netherlands
Duration: 1 May 200930 April 2010 (including a three-month no-cost project extension)
Countries: Mali, Sénégal, EU-27
Budget: EUR 1,200,000
Contact: Ms Ada Nobody, ada.nobody@example.org
"""
runner = CliRunner()


def values(found: Any) -> Iterator[dict[str, Any]]:
    """Every record with a place in the text."""
    if isinstance(found, dict):
        if "from" in found:
            yield found
        for value in found.values():
            yield from values(value)
    elif isinstance(found, list):
        for value in found:
            yield from values(value)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def check_places(found: sf.SheetProposal, text: str) -> int:
    """Each text stands where it says; gives how many were compared."""
    data = text.encode()
    compared = 0
    for v in values(found):
        assert 0 <= v["from"] <= v["to"] <= len(data)
        words = data[v["from"] : v["to"]].decode()  # a range that cuts a letter would fail here
        assert found.text_of(v) == words
        if v.keys() == {"value", "from", "to", "guess"} and isinstance(v["value"], str) and v["value"]:
            assert squeezed(words) == v["value"] or "@" in words, (words, v)
            compared += 1
        elif v.keys() >= {"name", "from"} and v["name"]:
            assert v["name"] in squeezed(words), (words, v)
            compared += 1
    return compared


def seed() -> str:
    if not SEED.exists():
        pytest.skip(f"{SEED} is not there")
    return SEED.read_text(encoding="utf-8")


def test_a_sheet_comes_back_as_plain_objects() -> None:
    found = sf.read_project_sheets(PLAIN)
    assert isinstance(found, dict) and found["projects"] is found.projects
    (p,) = found.projects
    assert p["title"]["value"] == "Harbour Lights" and p["acronym"]["value"] == "HALI"
    assert [(d["name"], d["country"], d["share"]) for d in p["donors"]] == [
        ("Norway", "NOR", 8000), ("Sweden", "SWE", {"absent": "unknown"}), ("Netherlands", "NLD", {"absent": "unknown"}),
    ]  # fmt: skip
    (d,) = p["duration"]
    assert (d["planned_start"]["value"], d["planned_end"]["value"]) == ("2009-05-01", "2010-01-31") and d["planned_end"]["guess"]
    assert [(a["kind"], a["months"], a["new_end"]) for a in d["amendments"]] == [("no_cost_extension", 3, "2010-04-30")]
    assert [c["country"] for c in p["countries"]] == ["MLI", "SEN", ""] and p["countries"][2]["group"]
    assert p["budget"][0]["value"] == "1200000.00 EUR" and p["budget"][0]["guess"] == ""
    assert p["outputs"] == [] and p["pillar"] == [], "empty members are there"
    assert "nobody" not in found.json().lower() and p["left_out"]
    assert check_places(found, PLAIN) >= 8


def test_places_count_bytes_not_letters() -> None:
    found = sf.read_project_sheets("Titre : Départ\nPays : Sénégal, Mali\n")
    mali = found.projects[0]["countries"][1]
    assert (mali["from"], mali["to"]) == (34, 38) and found.text_of(mali) == "Mali"


def test_the_document_is_what_the_library_says() -> None:
    found = sf.read_project_sheets(PLAIN)
    document = json.loads(found.json())
    assert json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == found.json()
    assert "outputs" not in document["projects"][0], "the dictionary is filled in, the document is not"
    plain = pickle.loads(pickle.dumps(found))
    assert plain == found and type(plain) is dict


def test_a_frame_has_one_row_a_project() -> None:
    frame = sf.read_project_sheets(PLAIN).frame()
    assert len(frame) == 1
    row = frame[0]
    assert row["title"] == "Harbour Lights" and row["donors"] == ["Norway", "Sweden", "Netherlands"]
    assert (row["planned_start"], row["planned_end"], row["extended_to"]) == ("2009-05-01", "2010-01-31", "2010-04-30")
    assert row["codes"] == ["MLI", "SEN"] and row["budget"] == ["1200000.00 EUR"]
    assert any(d.startswith("planned_end: ") for d in row["doubts"]), row["doubts"]
    assert "Harbour Lights" in repr(frame) and "1 project, 0 mentioned, " in repr(sf.read_project_sheets(PLAIN))


def test_a_frame_outlives_its_proposal_and_speaks_arrow() -> None:
    pa = pytest.importorskip("pyarrow")
    table = pa.table(sf.read_project_sheets(PLAIN).frame())
    assert table.num_rows == 1 and table["donors"].to_pylist() == [["Norway", "Sweden", "Netherlands"]]
    assert sf.read_project_sheets("").frame().to_arrow().num_rows == 0


def test_the_seed() -> None:
    text = seed()
    found = sf.read_project_sheets(text)
    assert [p["title"]["value"] for p in found.projects][:2] == ["MTM i-Map (2009–2010)", "Linking Emigrant Communities for More Development"]
    assert len(found.projects) == 4
    first = found.projects[0]
    assert [d["name"] for d in first["donors"]] == ["EC", "Cyprus", "Italy", "Malta", "Netherlands", "Switzerland"]
    assert first["duration"][0]["planned_start"]["value"] == "2009-01" and first["duration"][0]["planned_end"]["value"] == "2010-12"
    assert len(first["countries"]) == 15 and first["countries"][3]["name"] == "EU-27"
    assert check_places(found, text) > 80
    assert sf.read_project_sheets(SEED) == found == sf.read_project_sheets(SEED.read_bytes())


@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.txt")), ids=lambda p: p.stem)
def test_sheets_in_other_ways(path: pathlib.Path) -> None:
    found = sf.read_project_sheets(path)
    assert found.projects or found["mentioned"]
    assert check_places(found, path.read_bytes().decode()) > 0


def test_twice_extended() -> None:
    (p,) = sf.read_project_sheets(SHEETS / "20_amended_twice.txt").projects
    assert p["title"]["value"] == "Voices of Return" and p["duration"][0]["planned_end"]["value"] == "2013-09-30"
    assert [c["country"] for c in p["countries"]] == ["ETH", "ERI", "SSD"]


def test_the_order_of_day_and_month() -> None:
    text = "Title: T\nDuration: 03/04/2012 - 05/06/2013\n"
    start = [sf.read_project_sheets(text, month_first=m).projects[0]["duration"][0]["planned_start"] for m in (False, True)]
    assert [s["value"] for s in start] == ["2012-04-03", "2012-03-04"] and all(s["guess"] for s in start)


def test_texts_that_are_none(tmp_path: pathlib.Path) -> None:
    for nothing in ("", b"", " \n\t", "Nothing of the kind."):
        found = sf.read_project_sheets(nothing)
        assert found.projects == [] and len(found.frame()) == 0
    assert sf.read_project_sheets("Nothing of the kind.")["leftover"][0]["text"] == "Nothing of the kind."
    with pytest.raises(sf.EncodingError, match="UTF-8"):
        sf.read_project_sheets(PLAIN.encode("utf-16"))
    with pytest.raises(sf.EncodingError):
        sf.read_project_sheets("Title: \ud800")
    noise = random.Random(5).randbytes(100_000).replace(b"\0", b"\1")
    found = sf.read_project_sheets(noise)
    assert found["notes"] and all(isinstance(found.text_of(v), str) for v in values(found))
    with pytest.raises(sf.TooLargeError):
        sf.read_project_sheets(b"x" * (16 << 20) + b"x")
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * ((16 << 20) + 1))
    with pytest.raises(sf.TooLargeError, match="Split it"):
        sf.read_project_sheets(large)
    with pytest.raises(FileNotFoundError):
        sf.read_project_sheets(tmp_path / "none.txt")
    with pytest.raises(sf.InvalidArgumentError, match="pathlib"):
        sf.read_project_sheets(str(large))
    with pytest.raises(sf.InvalidArgumentError, match="not int"):
        sf.read_project_sheets(5)  # type: ignore[arg-type]


def test_other_threads_run_while_eleven_megabytes_are_read() -> None:
    text = "Title: T\nDonors: Norway\n" + ("x" * 1000 + " and\n") * (11_000_000 // 1005)
    ticks: list[int] = []
    ended = threading.Event()

    def tick() -> None:
        while not ended.wait(0.002):
            ticks.append(1)

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        document, rows = sf._core.read_project_sheets(text.encode(), False)
        inside = len(ticks)
    finally:
        ended.set()
        thread.join()
    assert inside >= 3, "it holds the GIL while it reads"
    assert len(rows) == 1 and json.loads(document)["projects"][0]["title"]["value"] == "T"


def test_many_sheets_in_one_text_are_refused_with_a_way_out() -> None:
    with pytest.raises(sf.TooLargeError, match="split it"):
        sf.read_project_sheets("Title: T\nDonors: Norway\n" * 10_001)
    assert len(sf.read_project_sheets("Title: T\nDonors: Norway\n" * 1000).frame()) == 1000


def test_what_the_document_shows(tmp_path: pathlib.Path) -> None:
    blocks = re.findall(r"^```(python|sh)\n(.*?)^```$", (ROOT / "docs" / "project-sheets.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (python, code), (shell, script) = blocks
    assert (python, shell) == ("python", "sh")
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "Norway NOR <- Norway (80%)" in done.stdout and "2009-05-01 2010-04-30 ['MLI', 'SEN']" in done.stdout, done
    script = f'safar() {{ {shlex.quote(sys.executable)} -m safar.cli "$@"; }}\n' + script
    done = subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "Norway (NOR; 80 %)" in done.stdout and "leftover" in done.stdout, done
    assert json.loads((tmp_path / "proposal.json").read_text(encoding="utf-8"))["projects"][0]["title"]["value"] == "Harbour Lights"


# The shell


def run(*args: object, code: int = 0, stdin: bytes | None = None) -> tuple[str, str]:
    result = runner.invoke(app, ["portfolio", "read", *map(str, args)], input=stdin)
    assert result.exit_code == code, f"exit code {result.exit_code}\n{result.output}\n{result.exception!r}"
    assert "Traceback" not in result.output
    return result.stdout, result.stderr


@pytest.fixture
def file(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "sheets.txt"
    path.write_text(PLAIN + "Objective: " + "to light harbours " * 30 + "\nColour: blue\n", encoding="utf-8")
    return path


def test_the_command_shows_field_value_and_doubt(file: pathlib.Path) -> None:
    out, err = run(file)
    lines = out.splitlines()
    assert lines[0] == "Harbour Lights" and lines[1].split() == ["field", "value", "doubt"] and err == ""
    assert any(line.startswith("donors") and "Norway (NOR; 80 %)" in line for line in lines)
    assert any(line.startswith("planned end") and "2010-01-31" in line and "  " in line.split("2010-01-31")[1] for line in lines), "its doubt beside"
    assert any(line.startswith("extension") and "no cost extension by 3 months to 2010-04-30" in line for line in lines)
    assert "leftover: " in out and "blue" in out.split("leftover: ")[1]
    assert max(map(len, lines)) < 200, "paragraphs are folded"
    assert "left out: 2 places that may be about a person" in out and "Nobody" not in out and "nobody@" not in out


def test_the_command_for_machines(file: pathlib.Path) -> None:
    out, err = run(file, "--json")
    assert out.rstrip("\n") == sf.read_project_sheets(file).json() and err == ""
    assert run("-", "--json", stdin=file.read_bytes())[0] == out
    assert "2012-03-04" in run("-", "--month-first", stdin=b"Title: T\nDuration: 03/04/2012 - 05/06/2013\n")[0]


def test_the_command_on_the_seed() -> None:
    text = seed()
    out, _ = run(SEED)
    for p in sf.read_project_sheets(text).projects:
        assert p["title"]["value"] in out.splitlines()
    assert len(json.loads(run(SEED, "--json")[0])["projects"]) == 4


def test_the_command_says_what_is_wrong_in_one_line(tmp_path: pathlib.Path) -> None:
    wide, large, latin = tmp_path / "wide.txt", tmp_path / "large.txt", tmp_path / "latin.txt"
    wide.write_bytes(PLAIN.encode("utf-16"))
    large.write_bytes(b"x" * ((16 << 20) + 1))
    for path, remedy in ((tmp_path / "none.txt", "Check its name"), (tmp_path, "one text file"), (wide, "UTF-8"), (large, "Split it")):
        out, err = run(path, code=1)
        assert out == "" and err.startswith("error: ") and err.count("\n") == 1 and remedy in err
    assert json.loads(run(wide, "--json", code=1)[1])["name"] == "encoding"
    latin.write_bytes("Titre : Départ\nPays : Sénégal\n".encode("cp1252"))
    out, err = run(latin)
    assert "SEN" in out and "Windows-1252" in err and "Save the file as UTF-8" in err and err.count("\n") == 1
    assert "no project sheet was found" in run("-", stdin=b"")[1]
    run(code=2)


def test_the_terminal_is_not_written_to_by_the_text() -> None:
    out, _ = run("-", stdin="Title: A\u001b[31mB\u202e\nDonors: Nor\u001bway\n\u001b]0;x\n".encode())
    assert "\x1b" not in out and "\u202e" not in out


def test_help_has_an_example() -> None:
    assert "Example: safar portfolio read sheets.txt" in run("--help")[0]
