"""Kernels, and many commands as columns."""

import gc
import io
import json
import threading

import pytest

import safar as sf

KEY = "5a" * 32
MAPPING = {
    "v": 1,
    "columns": {"Prenom": "/persons/-/given_name", "Naissance": "/persons/-/birth", "Sexe": "/persons/-/sex"},
    "values": {"/persons/-/sex": {"H": "male", "F": "female"}},
    "date_order": "dmy",
    "constants": {"/site": "ML-BKO-1"},
}
FILE = b"Prenom;Naissance;Sexe\nAwa;28/02/1999;F\nMoussa;soon;H\nFanta;05/06/1988;F\n"


@pytest.fixture
def run():
    return lambda source=FILE, **more: sf.kernel("csv", source, mapping=MAPPING, **{"request_key": KEY, **more})


def test_a_file_becomes_commands_or_says_why_not(run):
    rows = run().frame().to_dicts()
    assert [r["status"] for r in rows] == ["ok", "refused", "ok"]
    command = json.loads(rows[0]["json"])
    assert command["command"] == "apply" and command["persons"][0]["birth"] == "1999-02-28" and command["v"] == 1
    assert rows[1]["code"] == "not_a_date" and rows[1]["field"] == "Naissance" and rows[1]["line"] == 3
    assert rows[1]["json"] == {"absent": "unknown"}
    assert json.loads(rows[1]["issues"])[0]["remedy"]


def test_any_source_of_bytes_gives_the_same(run, tmp_path):
    pa = pytest.importorskip("pyarrow")
    path = tmp_path / "intake.csv"
    path.write_bytes(FILE)
    wanted = run().frame().json()
    table = pa.table({"bytes": pa.array([FILE[:10], b"", FILE[10:]], pa.binary())})
    dictionary = pa.table({"b": pa.array([FILE[:10], FILE[10:]]).dictionary_encode()})
    sliced = pa.table({"b": pa.array([b"no", FILE[:7], FILE[7:]], pa.large_binary())}).slice(1)
    for source in (path, str(path), io.BytesIO(FILE), bytearray(FILE), table, dictionary, sliced, table.to_reader()):
        assert run(source).frame().json() == wanted
    with open(path, "rb") as f:
        assert run(f).frame().json() == wanted


def test_personal_values_are_masked_where_rows_are_shown(run):
    assert "Awa" not in repr(run().frame()) and "Awa" not in run().frame()._repr_html_()


def test_a_stream_is_consumed_once_and_may_be_dropped(run):
    pa = pytest.importorskip("pyarrow")
    stream = run()
    assert pa.table(stream).num_rows == 3
    with pytest.raises(sf.InvalidArgumentError):
        pa.table(stream)
    held = run()
    del held
    gc.collect()
    assert run().to_polars().height == 3
    assert len(run().to_pandas()) == 3


def test_what_the_source_raises_is_raised(run):
    class Broken(io.RawIOBase):
        def read(self, n=-1):
            raise ZeroDivisionError("on purpose")

    with pytest.raises(ZeroDivisionError):
        run(Broken())
    with pytest.raises(sf.SafarError):
        run(io.StringIO("Prenom\nAwa\n"))
    with pytest.raises(sf.InvalidArgumentError):
        run(7)
    with pytest.raises(FileNotFoundError):
        run("no such file.csv")


def test_progress_cancels_and_what_it_raises_is_raised(run):
    with pytest.raises(sf.CancelledError):
        run(progress=lambda done, total: False)
    with pytest.raises(ZeroDivisionError):
        run(progress=lambda done, total: 1 // 0)
    seen = []
    run(progress=lambda done, total: seen.append((done, total))).frame()
    assert seen


def test_configurations_that_cannot_be():
    with pytest.raises(sf.SafarError, match="csv"):
        sf.Kernel("cvs")
    with pytest.raises(sf.SafarError):
        sf.Kernel("csv", comand="apply")
    with pytest.raises(sf.SafarError) as e:
        sf.Kernel("csv", mapping={"v": 1, "columns": {"a": "/nowhere"}})
    assert e.value.field.startswith("/mapping/columns")


def test_one_kernel_in_many_threads():
    kernel = sf.Kernel("csv", mapping=MAPPING, request_key=KEY)
    wanted = kernel.run(FILE).frame().json()
    found = [None] * 8

    def work(i):
        found[i] = kernel.run(FILE).frame().json()

    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == [wanted] * 8


def test_kernels_are_described():
    (csv,) = [k for k in sf.describe("kernels") if k["name"] == "csv"]
    assert {f["name"] for f in csv["config"]} >= {"mapping", "command", "encoding"}
    assert [f["name"] for f in csv["output"]][:2] == ["json", "row"]
    assert sf.describe("schema:kernel:csv")["properties"]["command"]
    assert sf.describe("schema:kernel:csv:output")["properties"]["status"]


# Into a register


@pytest.fixture
def clerk(empty):
    with empty.as_("intake_clerk") as s:
        yield s


def statuses(frame):
    return [r["status"] for r in frame.to_dicts()]


def test_a_file_into_a_register(run, clerk):
    key = clerk.request_key()
    receipts = clerk.execute_many(run(request_key=key))
    rows = receipts.to_dicts()
    assert [r["status"] for r in rows] == ["done", "refused", "done"]
    assert rows[0]["number"] and rows[0]["act"]
    assert rows[1]["message"]
    assert len(clerk.query("cases")) == 2
    assert statuses(clerk.execute_many(run(request_key=key))) == ["repeated", "refused", "repeated"]
    assert len(clerk.query("cases")) == 2
    assert statuses(clerk.execute_many(run())) == ["done", "refused", "done"], "another key, other ids"
    for _ in range(2):
        assert statuses(clerk.execute_many(run(request_key=None))) == ["done", "refused", "done"], "a random one of this run"


def test_the_rows_of_a_file_have_the_ids_that_intake_gives_them(empty, tmp_path):
    (tmp_path / "one.csv").write_text("site,given_name,nationality\nML-BKO-1,Mariam,GIN\nML-BKO-1,Mariam,GIN\n")
    with empty.as_("intake_clerk") as s:
        rows = sf.kernel("csv", tmp_path / "one.csv", request_key=s.request_key())
        assert statuses(s.execute_many(rows)) == ["done", "done"], "two equal rows are two persons"
        report = s.intake(tmp_path / "one.csv")
        assert (report.applied, report.repeated) == (0, 2)
        with pytest.raises(sf.UnknownCodeError, match="no such command"):
            s.request_key("appply")
    with empty.as_("data_analyst", "statistics") as s, pytest.raises(sf.NotPermittedError):
        s.request_key()
    with empty.as_("project_officer", "portfolio") as s:  # who could ask with such an id whether a row was read
        s.request_key("create_project")
        with pytest.raises(sf.NotPermittedError):
            s.request_key("apply")
    with pytest.raises(sf.SafarError, match="64"):
        sf.kernel("csv", tmp_path / "one.csv", request_key="12")


def apply(name):
    return {"command": "apply", "site": "ML-BKO-1", "persons": [{"given_name": name, "birth": "1999"}]}


def test_an_iterable_of_commands(clerk):
    bad = {**apply("B"), "persons": [{"birth": "soon"}]}
    receipts = clerk.execute_many(c for c in [apply("A"), bad, json.dumps(apply("C"))])
    assert statuses(receipts) == ["done", "refused", "done"]
    assert receipts.to_dicts()[1]["field"] == "/persons/0/birth"
    assert statuses(clerk.execute_many([])) == []

    def broken():
        yield apply("D")
        raise ZeroDivisionError("on purpose")

    with pytest.raises(ZeroDivisionError):
        clerk.execute_many(broken())
    with pytest.raises(sf.InvalidArgumentError):
        clerk.execute_many(7)
    with pytest.raises(sf.InvalidArgumentError):
        clerk.execute_many(apply("E"))


@pytest.mark.parametrize("producer", ["pyarrow", "polars", "pandas"])
def test_columns_of_any_producer(clerk, producer):
    library = pytest.importorskip(producer)
    data = {
        "command": ["apply"] * 3,
        "site": ["ML-BKO-1", "ML-BKO-1", "ML-BKO-2"],
        "persons": [[{"given_name": "Awa", "birth": "1999-02"}], [{"given_name": "Moussa", "birth": "soon"}], [{"given_name": None, "birth": None}]],
    }
    if producer == "pyarrow":
        frame = library.table(data)
    elif producer == "polars":
        frame = library.DataFrame(data)
    else:
        frame = library.DataFrame(data)
        if not hasattr(frame, "__arrow_c_stream__"):
            pytest.skip("this pandas has no __arrow_c_stream__")
    receipts = clerk.execute_many(frame, threads=2)
    assert statuses(receipts) == ["done", "refused", "done"]
    assert receipts.to_dicts()[1]["field"] == "/persons/0/birth"
    assert len(receipts.to_pandas()) == 3


def test_columns_that_the_command_does_not_have(clerk):
    pa = pytest.importorskip("pyarrow")
    receipts = clerk.execute_many(pa.table({"command": ["apply"], "sit": ["ML-BKO-1"]}))
    assert statuses(receipts) == ["refused"]
    assert "site" in receipts.to_dicts()[0]["message"]
    with pytest.raises(sf.SafarError):
        clerk.execute_many(pa.table({"site": ["ML-BKO-1"]}))
