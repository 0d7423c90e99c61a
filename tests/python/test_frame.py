"""Frames: Arrow to whoever reads it, lives longer than its owner, masked where people look."""

from __future__ import annotations

import gc
import threading

import pytest

import safar as sf
from conftest import Desk


@pytest.fixture
def persons(mali: Desk) -> sf.Frame:
    """Read by a role that reads names."""
    with mali.as_("intake_clerk") as s:
        return s.query("persons").frame()


def test_columns_shelves_and_docs(persons: sf.Frame) -> None:
    assert persons.columns[:3] == ["person_id", "case", "number"]
    assert persons.shelves["given_name"] == "identity" and persons.shelves["nationality"] == "counted" and persons.docs["birth"]


def test_rows_as_python(persons: sf.Frame) -> None:
    assert len(persons) == 6 and bool(persons)
    first = persons[0]
    assert first["given_name"] == "Mariam" and first["phone"] == {"absent": "unknown"} and first["erased"] is False and first["ref"] == ""
    assert list(first) == persons.columns and persons[-1]["given_name"] == "Fatou" and [r["given_name"] for r in persons][0] == "Mariam"
    with pytest.raises(IndexError):
        persons[6]


def test_what_a_role_may_not_read_is_withheld_and_counted(analyst: sf.Session) -> None:
    frame = analyst.query("persons")
    assert frame[0]["given_name"] == {"absent": "withheld"} and frame[0]["nationality"] == "GIN" and frame.masked > 0


def test_arrow(persons: sf.Frame) -> None:
    pa = pytest.importorskip("pyarrow")
    table = persons.to_arrow()
    assert table.num_rows == 6 and table.column_names == persons.columns
    assert table["given_name"].to_pylist()[0] == "Mariam" and table["phone"].null_count == 6
    assert pa.table(persons).equals(table)


def test_the_capsule_is_released_whether_consumed_or_not(persons: sf.Frame) -> None:
    pa = pytest.importorskip("pyarrow")
    capsule = persons.__arrow_c_stream__()
    assert "arrow_array_stream" in repr(capsule)
    del capsule
    gc.collect()
    assert pa.RecordBatchReader.from_stream(persons).read_all().num_rows == 6
    assert pa.RecordBatchReader.from_stream(persons, schema=pa.table(persons).schema).read_all().num_rows == 6


def test_pandas(persons: sf.Frame) -> None:
    pytest.importorskip("pandas")
    frame = persons.to_pandas()
    assert list(frame.columns) == persons.columns and frame["given_name"].tolist()[0] == "Mariam" and frame["phone"].isna().all()


def test_pandas_without_pyarrow(persons: sf.Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert len(persons.to_pandas()) == 6
    with pytest.raises(ImportError, match="pip install pyarrow"):
        persons.to_arrow()


def test_polars(persons: sf.Frame) -> None:
    pytest.importorskip("polars")
    frame = persons.to_polars()
    assert frame.height == 6 and frame["given_name"][0] == "Mariam" and frame["phone"].null_count() == 6


def test_duckdb(analyst: sf.Session) -> None:
    duckdb = pytest.importorskip("duckdb")
    counts = analyst.query("counts").by("nationality")  # noqa: F841
    assert duckdb.sql("select sum(persons) from counts").fetchall()[0][0] == 6


def test_numbers_and_days_have_their_types(analyst: sf.Session) -> None:
    pa = pytest.importorskip("pyarrow")
    schema = analyst.query("cases").to_arrow().schema
    assert pa.types.is_integer(schema.field("persons").type) and pa.types.is_date(schema.field("applied_on").type)
    assert pa.types.is_boolean(schema.field("held").type) and pa.types.is_list(schema.field("holds").type)


def test_a_stream_lives_longer_than_everything(mali: Desk) -> None:
    pa = pytest.importorskip("pyarrow")
    s = mali.as_("intake_clerk")
    grouped = s.query("counts").by("nationality").__arrow_c_stream__()
    plain = s.query("persons").select("given_name", "holds" if False else "number").__arrow_c_stream__()
    s.close()
    mali.register.close()
    del s, mali.register
    gc.collect()

    class Held:
        def __init__(self, capsule: object) -> None:
            self.capsule = capsule

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.capsule

    found: list[int] = []

    def consume() -> None:
        found.append(pa.table(Held(grouped)).num_rows)
        found.append(pa.table(Held(plain)).num_rows)

    thread = threading.Thread(target=consume)  # and in a thread that safar does not know
    thread.start()
    thread.join()
    assert found == [4, 6]


def test_csv(persons: sf.Frame, tmp_path: object) -> None:
    text = persons.to_csv()
    assert text is not None and text.splitlines()[0].startswith("person_id,case,number") and "Mariam" in text and len(text.splitlines()) == 7
    assert (persons.to_csv(separator=";") or "").splitlines()[0].startswith("person_id;case")
    path = tmp_path / "p.csv"  # type: ignore[operator]
    assert persons.to_csv(path) is None and path.read_bytes().decode() == text


@pytest.mark.parametrize("show", [repr, lambda f: f._repr_html_()])
def test_what_people_see_is_masked_whoever_looks(persons: sf.Frame, show: object) -> None:
    text = show(persons)  # type: ignore[operator]
    assert "Mariam" not in text and "Diallo" not in text and "1994" not in text
    assert "‹masked›" in text and "GIN" in text and "18 personal values masked" in text


@pytest.mark.parametrize("show", [repr, lambda f: f._repr_html_()])
def test_the_story_of_a_case_is_masked_too(mali: Desk, show: object) -> None:
    with mali.as_("intake_clerk") as s:
        events = s.query("events").where(kind="apply").frame()
    assert "Mariam" in events[0]["fact"]  # this role reads it, and so the control holds
    text = show(events)  # type: ignore[operator]
    assert "Mariam" not in text and "18 personal values masked" in text
    assert "given_name: ‹masked›" in events._repr_html_() and "nationality: GIN" in events._repr_html_()


def test_html_is_escaped(empty: Desk) -> None:
    empty.apply(site="<script>alert(1)</script>")
    with empty.as_("finance_officer", "casework") as s:
        html = s.query("cases")._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_long_tables_are_cut_and_say_so(empty: Desk) -> None:
    with empty.as_("intake_clerk") as s:
        s.execute_each(sf.Apply(persons=[{"ref": f"A-{i}"}]) for i in range(25))
        assert "20 of 25 rows" in repr(s.query("cases").select("number"))
        assert "1 row" in repr(s.query("cases").select("number").limit(1)) and "after(cursor)" in repr(s.query("cases").limit(1))


def test_plots(mali: Desk) -> None:
    pytest.importorskip("altair")
    with mali.as_("finance_officer", "casework") as s:
        chart = sf.plot.intake(s.query("counts").by("nationality", "month")).to_dict()
        assert sum(v["persons"] for v in chart["data"]["values"]) == 6 and chart["mark"]["type"] == "bar"
        assert sf.plot.stock(s.query("counts").by("journey")).to_dict()["layer"]
        with pytest.raises(sf.InvalidArgumentError, match="month"):
            sf.plot.intake(s.query("counts").by("nationality"))


def test_plots_without_altair(analyst: sf.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"safar\[plot\]"):
        sf.plot.stock(analyst.query("counts").by("journey"))


def test_many_nationalities_end_in_other(empty: Desk) -> None:
    pytest.importorskip("altair")
    codes = ["GIN", "GMB", "GHA", "SEN", "MLI", "CIV", "BFA", "NER", "NGA", "TGO"]
    with empty.as_("intake_clerk") as s:
        s.execute_each(sf.Apply(persons=[{"nationality": code}]) for code in [*codes, "GIN"])
        values = sf.plot.intake(s.query("counts").by("nationality", "month")).to_dict()["data"]["values"]
    assert sum(v["persons"] for v in values) == 11 and len({v["nationality"] for v in values}) == 8 and "other" in {v["nationality"] for v in values}
