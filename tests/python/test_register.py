"""Register and Session: opening, keys, commands, receipts, progress, life."""

from __future__ import annotations

import gc
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
import uuid

import pytest

import safar as sf
from conftest import PEOPLE, Clock, Desk


def test_create_makes_the_files_and_a_key_that_only_the_owner_reads(tmp_path: pathlib.Path) -> None:
    with sf.Register.create(tmp_path / "a.safar", office="BKO") as register:
        assert not register.closed
    assert (tmp_path / "a.safar").exists() and (tmp_path / "a.safar.keys").exists()
    assert (tmp_path / "a.key").stat().st_mode & 0o777 == 0o600
    assert register.closed and "closed" in repr(register)


def test_create_again_is_refused(tmp_path: pathlib.Path) -> None:
    sf.Register.create(tmp_path / "a.safar", office="BKO").close()
    with pytest.raises(FileExistsError) as info:
        sf.Register.create(tmp_path / "a.safar", office="BKO")
    assert isinstance(info.value, sf.ExistsError)


def test_open_what_is_not_there(tmp_path: pathlib.Path) -> None:
    with pytest.raises(sf.SafarError):
        sf.Register.open(tmp_path / "none.safar")
    assert list(tmp_path.iterdir()) == []


def test_a_zone_that_there_is_not(tmp_path: pathlib.Path) -> None:
    with pytest.raises(sf.SafarError) as info:
        sf.Register.create(tmp_path / "a.safar", office="BKO", zone="Africa/Bamakoo")
    assert info.value.field == "/zone" and not (tmp_path / "a.safar").exists()


def test_the_wrong_key(mali: Desk, tmp_path: pathlib.Path) -> None:
    mali.register.close()
    (tmp_path / "other.key").write_text("safar-key-1 " + bytes(range(32)).hex() + "\n")
    (tmp_path / "other.key").chmod(0o600)
    with pytest.raises(sf.BadKeyError) as info:
        sf.Register.open(mali.path, keys=tmp_path / "other.key")
    assert isinstance(info.value, PermissionError) and info.value.code == 33


def test_keys_of_the_host(tmp_path: pathlib.Path) -> None:
    asked: list[tuple[bytes, bytes]] = []

    def unwrap(key_id: bytes, wrapped: bytes) -> bytes:
        asked.append((key_id, wrapped))
        return bytes(32)

    keys = sf.keys.host(unwrap, first_id=b"vault:1", first_wrapped=b"opaque\0bytes")
    sf.Register.create(tmp_path / "a.safar", office="BKO", keys=keys).close()
    with sf.Register.open(tmp_path / "a.safar", keys=keys):
        pass
    assert asked and set(asked) == {(b"vault:1", b"opaque\0bytes")}


def test_what_the_hosts_callable_raises_is_the_cause(tmp_path: pathlib.Path) -> None:
    def unwrap(key_id: bytes, wrapped: bytes) -> bytes:
        raise RuntimeError("the vault is sealed")

    with pytest.raises(sf.BadKeyError) as info:
        sf.Register.create(tmp_path / "a.safar", office="BKO", keys=sf.keys.host(unwrap, first_id=b"x", first_wrapped=b"y"))
    assert isinstance(info.value.__cause__, RuntimeError) and "sealed" not in str(info.value)


@pytest.mark.parametrize("answer", [b"short", "text", None])
def test_a_callable_that_gives_no_key(tmp_path: pathlib.Path, answer: object) -> None:
    keys = sf.keys.host(lambda i, w: answer, first_id=b"x", first_wrapped=b"y")  # type: ignore[arg-type,return-value]
    with pytest.raises(sf.BadKeyError, match="32"):
        sf.Register.create(tmp_path / "a.safar", office="BKO", keys=keys)


def test_a_session_says_who(mali: Desk) -> None:
    with mali.register.session(actor="fatou.d", role="intake_clerk") as s:
        assert (s.actor, s.role, s.purpose) == ("fatou.d", "intake_clerk", "casework") and "fatou.d" in repr(s)
    assert s.closed
    with pytest.raises(sf.ClosedError):
        s.query("cases").frame()
    with pytest.raises(sf.UnknownCodeError):
        mali.register.session(actor="x", role="intake_clark")
    with pytest.raises(sf.UnknownCodeError):
        mali.register.session(actor="x", role="intake_clerk", purpose="curiosity")


def test_settings_of_the_register(analyst: sf.Session) -> None:
    assert (analyst.programme, analyst.zone) == ("ML-JI", "Africa/Bamako")


def test_a_receipt_says_what_was_made(empty: Desk) -> None:
    receipt = empty.apply()
    assert receipt.number == "BKO-2019-00001" and len(receipt.case) == 32 and len(receipt.made["persons"]) == 1
    assert receipt.command == "apply" and receipt.events[0]["kind"] == "apply" and receipt.act and not receipt.repeated
    assert receipt.versions == {receipt.case: 1} or receipt.versions[receipt.case] == 1
    assert json.loads(receipt.json()) == receipt.as_dict() and "act" in dir(receipt)
    with pytest.raises(AttributeError, match="it has"):
        receipt.nothing  # noqa: B018


@pytest.mark.parametrize("form", ["object", "dict", "json"])
def test_a_command_in_every_form(empty: Desk, form: str) -> None:
    command = {"object": sf.Apply(persons=[{"ref": "A-1"}]), "dict": {"command": "apply", "persons": [{"ref": "A-1"}]},
               "json": '{"v":1,"command":"apply","persons":[{"ref":"A-1"}]}'}[form]  # fmt: skip
    with empty.as_("intake_clerk") as s:
        assert s.execute(command).number == "BKO-2019-00001"


@pytest.mark.parametrize("wrong", [3, ["apply"], b"{}", None])
def test_what_is_no_command(empty: Desk, wrong: object) -> None:
    with empty.as_("intake_clerk") as s, pytest.raises(sf.InvalidArgumentError):
        s.execute(wrong)  # type: ignore[arg-type]


def test_a_repeated_request_gives_its_receipt_again(empty: Desk) -> None:
    request = uuid.uuid4()
    with empty.as_("intake_clerk") as s:
        first = s.execute(sf.Apply(persons=[{"ref": "A-1"}]), request=request)
        again = s.execute(sf.Apply(persons=[{"ref": "A-1"}]), request=request)
        assert again.repeated and (again.act, again.number, again.request) == (first.act, first.number, request.hex)
        with pytest.raises(sf.RequestReusedError):
            s.execute(sf.Apply(persons=[{"ref": "A-2"}]), request=request)
        assert len(s.query("cases")) == 1


def test_a_version_that_is_no_longer(empty: Desk) -> None:
    case = empty.apply().case
    with empty.as_("counsellor") as s:
        s.execute({"command": "counsel", "case": case}, if_version={case: 1})
        with pytest.raises(sf.StaleError) as info:
            s.execute({"command": "consent", "case": case, "kind": "explicit"}, if_version={case: 1})
    assert info.value.code == 23


def test_valid_is_when_it_was_so(empty: Desk) -> None:
    case = empty.apply().case
    empty.clock.advance(days=10)
    with empty.as_("counsellor") as s:
        s.execute(sf.Counsel(case=case), valid="2019-01-03")
        assert s.query("cases").where(case=case).valid_on("2019-01-04")[0]["journey"] == "counselled"
        assert s.query("cases").where(case=case).known_on("2019-01-04")[0]["journey"] == "applied"


def test_check_writes_nothing(empty: Desk) -> None:
    with empty.as_("intake_clerk") as s:
        preview = s.check(sf.Apply(persons=[{"ref": "A-1"}]))
        assert preview.count is None and len(s.query("cases")) == 0
        assert s.execute(preview.command).number == "BKO-2019-00001"


def test_a_suspension_is_done_to_what_was_previewed_or_not_at_all(mali: Desk) -> None:
    suspend = sf.Suspend(programme="ML-JI", hold="programme_suspension", reason=sf.Reason("intake_not_typical"), select=sf.where(site=["ML-BKO-1", "ML-BKO-2"]))
    with mali.as_("programme_manager") as officer:
        with pytest.raises(sf.ExpectationError):
            officer.execute(suspend)
        preview = officer.check(suspend)
        assert preview.count == 5 == len(preview.cases) and {c["site"] for c in preview.cases} == {"ML-BKO-1", "ML-BKO-2"}
        mali.apply(site="ML-BKO-1")
        with pytest.raises(sf.ExpectationError) as info:
            officer.execute(preview.command)
        assert "6" in info.value.message
        preview = officer.check(suspend)
        receipt = officer.execute(preview.command)
        assert receipt.count == 6 and receipt.digest == preview.digest
        assert len(officer.query("cases").where(held=True)) == 6 and len(officer.check(suspend.replace(standing=True)).cases) == 0


@pytest.mark.parametrize("expect", ["{count}:{digest}", "short"])
def test_expect_as_the_command_line_says_it(mali: Desk, expect: str) -> None:
    command = {"command": "suspend", "reason": {"code": "intake_not_typical"}, "select": {"site": ["ML-GAO-1"]}}
    with mali.as_("programme_manager") as officer:
        preview = officer.check(command)
        said = f"{preview.count}:{preview.digest[:6]}" if expect == "short" else expect.format(count=preview.count, digest=preview.digest)
        assert officer.execute(command, expect=said).count == 1
        with pytest.raises(sf.InvalidArgumentError, match="count:digest"):
            officer.execute(command, expect="many")


def test_refused_means_that_nothing_changed(mali: Desk) -> None:
    with mali.as_("movement_officer") as s:
        case = s.query("cases")[0]
        with pytest.raises(sf.RefusedError) as info:
            s.execute(sf.Depart(case=case["case"]))
        assert info.value.reason == "not_in_state" and info.value.remedy and case["number"] in info.value.message
        assert s.query("cases").where(case=case["case"])[0] == case


def test_a_role_that_may_not(mali: Desk) -> None:
    with mali.as_("intake_clerk") as s:
        case = s.query("cases")[0]["case"]
        with pytest.raises(PermissionError) as info:
            s.execute(sf.Counsel(case=case))
    assert isinstance(info.value, sf.NotPermittedError)


def test_one_of_many_that_is_refused_does_not_stop_the_others(empty: Desk) -> None:
    calls: list[tuple[int, int]] = []
    with empty.as_("intake_clerk") as s:
        outcomes = s.execute_each(
            [sf.Apply(persons=[{"ref": "A-1"}]), {"command": "apply", "persons": []}, "not json", sf.Apply(persons=[{"ref": "A-4"}])],
            progress=lambda done, total: calls.append((done, total)),
        )
    assert [o.ok for o in outcomes] == [True, False, False, True]
    assert isinstance(outcomes[1].error, sf.MissingMemberError) and outcomes[1].error.row == 1 and outcomes[1].receipt is None
    assert outcomes[3].receipt is not None and outcomes[3].receipt.number == "BKO-2019-00002" and calls[-1] == (4, 4)


def test_progress_cancels_by_returning_false(empty: Desk) -> None:
    with empty.as_("intake_clerk") as s:
        outcomes = s.execute_each([sf.Apply(persons=[{"ref": f"A-{i}"}]) for i in range(250)], progress=lambda done, total: done < 100)
        done = sum(o.ok for o in outcomes)
        assert 0 < done < 250 and isinstance(outcomes[-1].error, sf.CancelledError) and len(s.query("cases")) == done


def test_what_a_callback_raises_comes_out(empty: Desk) -> None:
    def progress(done: int, total: int) -> None:
        raise LookupError("mine")

    with empty.as_("intake_clerk") as s:
        with pytest.raises(LookupError, match="mine"):
            s.execute_each([sf.Apply(persons=[{"ref": "A"}])], progress=progress)
        assert s.execute(sf.Apply(persons=[{"ref": "B"}])).number


def test_a_callback_may_not_use_the_session_that_runs_it(mali: Desk) -> None:
    with mali.as_("auditor", "audit") as s, pytest.raises(sf.BusyError, match="at work"):
        s.verify(progress=lambda done, total: len(s.query("events")))


def test_ctrl_c_ends_long_work(mali: Desk) -> None:
    def progress(done: int, total: int) -> None:
        signal.raise_signal(signal.SIGINT)

    with mali.as_("auditor", "audit") as s:
        with pytest.raises(KeyboardInterrupt):
            s.verify(progress=progress)
        assert s.verify()


def test_cancel_from_another_thread(empty: Desk) -> None:
    with empty.as_("intake_clerk") as s:
        def progress(done: int, total: int) -> None:
            worker = threading.Thread(target=s.cancel)
            worker.start()
            worker.join()

        outcomes = s.execute_each([sf.Apply(persons=[{"ref": f"A-{i}"}]) for i in range(250)], progress=progress)
    assert not all(o.ok for o in outcomes) and isinstance(outcomes[-1].error, sf.CancelledError)


def test_the_gil_is_free_while_the_library_works(tmp_path: pathlib.Path) -> None:
    ticks = 0
    stop = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not stop.is_set():
            ticks += 1
            time.sleep(0.0005)

    other = threading.Thread(target=tick)
    # No clock and no progress of ours: nothing of the call runs Python, so with the GIL held nobody else would.
    with sf.Register.create(tmp_path / "a.safar", office="BKO") as register, register.session("a", "intake_clerk") as s:
        commands = [sf.Apply(persons=[{"ref": f"A-{i}"}]).json() for i in range(300)]
        other.start()
        while ticks == 0:
            time.sleep(0.001)
        before = ticks
        s._core.execute_each(commands, None)
        seen = ticks - before
        stop.set()
    other.join()
    assert seen > 5


@pytest.mark.parametrize("there", [True, False])
def test_a_bar_where_tqdm_is_and_none_where_it_is_not(mali: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], there: bool) -> None:
    if there:
        pytest.importorskip("tqdm")
    else:
        monkeypatch.setitem(sys.modules, "tqdm", None)
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with mali.as_("auditor", "audit") as s:
        assert s.verify(progress=True)
    assert ("verifying" in capsys.readouterr().err) == there


def test_a_clock_that_raises_writes_nothing_and_the_register_goes_on(tmp_path: pathlib.Path) -> None:
    clock, broken = Clock(), [False]

    def ask() -> int:
        if broken[0]:
            raise ZeroDivisionError("the clock broke")
        return clock()

    with sf.Register.create(tmp_path / "a.safar", office="BKO", clock=ask) as register, register.session("a", "intake_clerk") as s:
        s.execute(sf.Apply(persons=[{"ref": "A-1"}]))
        broken[0] = True
        for _ in range(2):
            with pytest.raises(ZeroDivisionError, match="the clock broke"):
                s.execute(sf.Apply(persons=[{"ref": "A-2"}]))
        broken[0] = False
        assert s.execute(sf.Apply(persons=[{"ref": "A-3"}])).number == "BKO-2019-00002" and s.verify()


def test_intake_of_a_file(empty: Desk, tmp_path: pathlib.Path) -> None:
    rows = ["site,given_name,family_name,nationality,sex,birth"]
    rows += [f"{site},{g},{f},{n},{x},{b}" for g, f, n, x, b, site in PEOPLE]
    rows += ["ML-BKO-1,Awa,Sarr,Atlantis,female,1999"]
    file = tmp_path / "arrivals.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    calls: list[int] = []
    with empty.as_("intake_clerk") as s:
        dry = s.intake(file, dry_run=True)
        assert dry.applied == 6 and len(s.query("cases")) == 0
        report = s.intake(file, progress=lambda done, total: calls.append(done))
        assert (report.rows, report.applied, report.refused_rows) == (7, 6, 1) and len(s.query("cases")) == 6
        refused = [i for i in report.issues if i["warning"] == "no"]
        assert len(refused) == 1 and refused[0]["row"] == "7" and refused[0]["message"] and "Atlantis" not in refused[0]["message"]
        report.write_issues(tmp_path / "issues.csv")
        assert (tmp_path / "issues.csv").read_text(encoding="utf-8") == report.issues_csv
        again = s.intake(file)
        assert (again.applied, again.repeated) == (0, 6) and len(s.query("cases")) == 6


def test_intake_with_a_mapping(empty: Desk, tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.csv").write_text("Nom;Prenom;Sexe\nDiallo;Mariam;F\n", encoding="utf-8")
    columns = {"Nom": "/persons/-/family_name", "Prenom": "/persons/-/given_name", "Sexe": "/persons/-/sex"}
    mapping = {"v": 1, "columns": columns, "values": {"/persons/-/sex": {"F": "female", "H": "male"}}, "constants": {"/site": "ML-BKO-1"}}
    (tmp_path / "m.json").write_text(json.dumps(mapping))
    with empty.as_("intake_clerk") as s:
        assert s.intake(tmp_path / "a.csv", mapping=mapping, dry_run=True).applied == 1
        assert s.intake(tmp_path / "a.csv", mapping=tmp_path / "m.json").applied == 1
        person = s.query("persons")[0]
        assert (person["given_name"], person["sex"], person["site"]) == ("Mariam", "female", "ML-BKO-1")
        with pytest.raises(sf.LintError):
            s.intake(tmp_path / "a.csv", mapping={"v": 1, "columns": {"Nom": "/persons/-/family_nam"}})


def test_verify_finds_what_was_changed(mali: Desk) -> None:
    import sqlite3

    with mali.as_("auditor", "audit") as s:
        report = s.verify()
        assert report and report.intact and report.problems == [] and report.acts > 6
        stored, rebuilt = s.projection_dumps()
        assert stored == rebuilt
        s.rebuild()
    mali.register.close()
    db = sqlite3.connect(mali.path)
    db.execute("UPDATE event SET body = replace(body, 'ML-JI', 'ML-JJ') WHERE pos = (SELECT max(pos) FROM event)")
    db.commit()
    db.close()
    with sf.Register.open(mali.path, keys=mali.path.with_suffix(".key")) as register, register.session("a", "auditor", "audit") as s:
        report = s.verify()
        assert not report and report.problems


def test_reading_only(mali: Desk) -> None:
    mali.register.close()
    with sf.Register.open(mali.path, read_only=True) as register, register.session("a", "intake_clerk") as s:
        assert len(s.query("cases")) == 6
        with pytest.raises(sf.SafarError):
            s.execute(sf.Apply(persons=[{"ref": "A"}]))


def test_closing_ends_the_sessions(mali: Desk) -> None:
    s = mali.as_("intake_clerk")
    mali.register.close()
    mali.register.close()
    assert s.closed and mali.register.closed
    with pytest.raises(sf.ClosedError):
        mali.register.session("a", "intake_clerk")
    s.close()


def test_a_session_keeps_its_register_open(tmp_path: pathlib.Path) -> None:
    s = sf.Register.create(tmp_path / "a.safar", office="BKO").session("a", "intake_clerk")
    gc.collect()
    assert s.execute(sf.Apply(persons=[{"ref": "A-1"}])).number
    s.close()


def test_handles_left_open_at_exit_do_not_crash(tmp_path: pathlib.Path) -> None:
    code = (
        "import sys, safar as sf\n"
        "r = sf.Register.create(sys.argv[1], office='BKO', clock=lambda: 1546416000000000)\n"
        "s = r.session('a', 'intake_clerk')\n"
        "s.execute(sf.Apply(persons=[{'ref': 'A-1'}]))\n"
        "stream = s.query('cases').__arrow_c_stream__()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.safar")], capture_output=True, text=True, env=os.environ, timeout=60)
    assert done.returncode == 0, done.stderr
    with sf.Register.open(tmp_path / "a.safar") as register, register.session("a", "finance_officer") as s:
        assert s.verify() and len(s.query("cases")) == 1


def test_an_erasure_leaves_the_log_intact(mali: Desk) -> None:
    with mali.as_("intake_clerk") as s:
        person = s.query("persons")[0]["person_id"]
    with mali.as_("data_protection_officer", "data_protection") as s:
        s.execute(sf.Erase(persons=[person], reason=sf.Reason("data_subject_request")))
        row = s.query("persons").where(person_id=person)[0]
        assert row["given_name"] == {"absent": "erased"} and row["nationality"] == "GIN"
    with mali.as_("auditor", "audit") as s:
        assert s.verify()
