"""Fields of an agency's own: adopted as data, recorded, sealed, shown as typed columns."""

from __future__ import annotations

import json
import pathlib

import pytest

import safar as sf
from conftest import Desk

INTAKE = {
    "v": 1, "field_set": "bko_intake", "version": "2026-1", "of": "person", "doc": "What the desk in Bamako asks.",
    "fields": [
        {"id": 1, "name": "shelter_nights", "type": "integer", "shelf": "open", "labels": {"en": "Nights", "fr": "Nuits", "ar": "ليال"}},
        {"id": 2, "name": "clan", "type": "text", "shelf": "identity"},
        {"id": 3, "name": "route_taken", "type": "code", "codes": ["agadez", "gao"], "shelf": "counted"},
    ],
}  # fmt: skip


def test_a_set_is_adopted_and_its_values_recorded(empty: Desk, tmp_path: pathlib.Path) -> None:
    case = empty.apply().case
    file = tmp_path / "intake.json"
    file.write_text(json.dumps(INTAKE), encoding="utf-8")
    assert empty.register.adopt_field_set(file).act
    with empty.as_("counsellor") as s:
        s.execute({"command": "record", "case": case, "set": "bko_intake", "values": {"shelter_nights": 3, "clan": "Keita", "route_taken": "gao"}})
        s.execute(sf.RecordFields(case=case, set="bko_intake", values={"shelter_nights": 4}))
        rows = list(s.query("fields:bko_intake"))
        assert [(r["shelter_nights"], r["clan"], r["route_taken"]) for r in rows] == [(4, "Keita", "gao")]
        with pytest.raises(sf.UnknownCodeError) as wrong:
            s.execute({"command": "record", "case": case, "set": "bko_intake", "values": {"route_taken": "kidal"}})
        assert wrong.value.field == "/values/route_taken"
        stub = next(iter(s.query("field_sets")))["stub"]
        assert "class BkoIntake" in stub
    with empty.as_("finance_officer", "casework") as s:
        text = str(list(s.query("fields:bko_intake"))) + str(list(s.query("fields"))) + str(list(s.query("events")))
        assert "gao" in text, "control: what is counted is read"
        assert "Keita" not in text


def test_a_version_keeps_what_was_promised(empty: Desk) -> None:
    empty.register.adopt_field_set(INTAKE)
    weaker = {**INTAKE, "version": "2026-2", "fields": [{**INTAKE["fields"][1], "shelf": "open"}]}
    with pytest.raises(sf.SafarError) as refused:
        empty.register.adopt_field_set(weaker)
    assert refused.value.reason == "shelf_weaker"
    assert refused.value.field == "/document/fields/0/shelf"


def test_values_are_masked_where_a_command_is_shown() -> None:
    assert "Keita" not in repr(sf.RecordFields(set="bko_intake", values={"clan": "Keita"}))
    assert "bko_intake" in repr(sf.RecordFields(set="bko_intake", values={"clan": "Keita"})), "control"


def test_a_frame_has_the_fields_as_typed_columns(empty: Desk) -> None:
    pa = pytest.importorskip("pyarrow")
    case = empty.apply().case
    empty.register.adopt_field_set(INTAKE)
    with empty.as_("counsellor") as s:
        s.execute({"command": "record", "case": case, "set": "bko_intake", "values": {"shelter_nights": 3}})
        table = pa.table(s.query("fields:bko_intake").frame())
    assert table.schema.field("shelter_nights").type == pa.int64()
    assert table.column("shelter_nights").to_pylist() == [3]
    assert table.column("clan").to_pylist() == [None]


def test_the_shell_adopts_too(empty: Desk, tmp_path: pathlib.Path) -> None:
    typer_testing = pytest.importorskip("typer.testing")
    from safar.cli import app

    file = tmp_path / "intake.json"
    file.write_text(json.dumps(INTAKE), encoding="utf-8")
    empty.register.close()
    done = typer_testing.CliRunner().invoke(app, ["--accept-clock-jump", "adopt", str(empty.path), str(file), "--kind", "field_set", "--as", "b.k:system_administrator"])
    assert done.exit_code == 0, done.output
    assert "adopted" in done.output
    again = typer_testing.CliRunner().invoke(app, ["--accept-clock-jump", "adopt", str(empty.path), str(file), "--kind", "field_set", "--as", "b.k:system_administrator"])
    assert again.exit_code != 0, "a version is adopted once"
