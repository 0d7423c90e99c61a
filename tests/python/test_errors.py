"""Errors: a class for each code, the built-in ones that people expect, one line, nothing personal."""

from __future__ import annotations

import copy
import pickle
import string
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import safar as sf
from safar import _core, _errors

BUILT_IN = {
    sf.ParseError: ValueError, sf.OutOfRangeError: ValueError, sf.UnknownMemberError: ValueError, sf.WrongTypeError: TypeError,
    sf.NotPermittedError: PermissionError, sf.NotFoundError: KeyError, sf.ExistsError: FileExistsError, sf.BadKeyError: PermissionError,
    sf.NoMemoryError: MemoryError, sf.UnsupportedError: NotImplementedError, sf.BusyError: OSError,
}  # fmt: skip


def test_every_code_of_the_library_has_a_class_of_its_name() -> None:
    named = {code: _core.error_name(code) for code in range(1, 64)}
    assert {code: name for code, name in named.items() if name != "unknown"} == {code: cls.default_name for code, cls in _errors.BY_CODE.items()}


@pytest.mark.parametrize("cls", BUILT_IN)
def test_what_python_people_catch(cls: type[sf.SafarError]) -> None:
    assert issubclass(cls, BUILT_IN[cls]) and issubclass(cls, sf.SafarError)


def test_all_names_are_exported() -> None:
    assert {cls.__name__ for cls in _errors.BY_CODE.values()} <= set(sf.__all__)


def test_what_an_error_carries() -> None:
    with pytest.raises(sf.SafarError) as info:
        sf.describe("no_such_thing")
    e = info.value
    assert e.code == 19 and e.name == "unknown_code" and isinstance(e, sf.UnknownCodeError) and isinstance(e, ValueError)
    assert e.remedy and "\n" not in str(e) and e.remedy in str(e)
    document = e.json()
    assert document["code"] == 19 and set(document["sentence"]) == {"en", "fr", "ar"}


def test_a_key_error_prints_a_sentence_and_no_quotes() -> None:
    assert str(sf.NotFoundError("there is no such case")) == "there is no such case"


def test_message_field_and_remedy_in_one_line() -> None:
    assert str(sf.ParseError("this is no date.", field="/birth", remedy="Write 1994-03-21.")) == "this is no date (at /birth). Write 1994-03-21."
    assert sf.ParseError("this is no date.", field="/birth", remedy="Write 1994-03-21.").sentence() == "this is no date. Write 1994-03-21."
    assert str(sf.ParseError("no", field="/a\n\x1b[31m")) == "no (at /a\\n\\x1b[31m)"


@pytest.mark.parametrize("copied", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_errors_travel_between_processes(copied: object) -> None:
    error = _errors.from_core(20, "no.", "/case", "held", "Review it.", 7, "")
    again = copied(error)  # type: ignore[operator]
    assert type(again) is sf.RefusedError
    assert (again.code, again.reason, again.field, again.remedy, again.row) == (20, "held", "/case", "Review it.", 7)


def test_a_code_of_a_newer_library_is_still_an_error() -> None:
    error = _errors.from_core(9999, "something new", "", "", "", -1, "")
    assert type(error) is sf.SafarError and error.code == 9999 and error.row is None


def test_refusals_hold_no_personal_data(mali: object) -> None:
    with mali.as_("intake_clerk") as s, pytest.raises(sf.SafarError) as info:  # type: ignore[attr-defined]
        s.execute({"command": "apply", "persons": [{"given_name": "Mariamsecret", "birth": "the year of the flood, Mariamsecret said"}]})
    assert "Mariamsecret said" not in str(info.value) and info.value.field.startswith("/persons/0")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.text(string.ascii_letters + "_/~\"\\\0é\ud800", min_size=1, max_size=16) | st.sampled_from(["command", "v", "persons", "request", "expect", "valid"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(command=st.sampled_from(["apply", "suspend", "review", "erase", "adopt", "nothing"]), members=st.dictionaries(NAMES, JSON, max_size=5))
def test_whatever_is_sent_is_an_error_and_never_a_crash(empty: object, command: str, members: dict[str, object]) -> None:
    s = empty.as_("system_administrator")  # type: ignore[attr-defined]
    try:
        s.check({"command": command, **members})
    except sf.SafarError as e:
        assert "\n" not in str(e)
    finally:
        s.close()


@settings(max_examples=100, deadline=None)
@given(name=NAMES, value=JSON, cls=st.sampled_from([sf.Apply, sf.Suspend, sf.Review, sf.Migrant, sf.Reason]))
def test_constructors_take_what_they_know_and_refuse_the_rest(name: str, value: object, cls: type) -> None:
    try:
        made = cls(**{name: value})
    except sf.SafarError:
        return
    assert name in cls._schema.by_name and isinstance(repr(made), str)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=st.dictionaries(st.sampled_from(["where", "select", "group", "valid_on", "known_on", "limit", "after", "from", "x"]), JSON, max_size=4))
def test_queries_of_any_form_are_answers_or_errors(empty: object, document: dict[str, object]) -> None:
    with empty.as_("finance_officer", "casework") as s:  # type: ignore[attr-defined]
        try:
            s.query({"from": "cases", **document}).frame()
        except sf.SafarError as e:
            assert "\n" not in str(e)


def test_two_threads_on_one_session_are_refused_not_undefined(mali: object) -> None:
    s = mali.as_("auditor", "audit")  # type: ignore[attr-defined]
    inside, go = threading.Event(), threading.Event()

    def progress(done: int, total: int) -> None:
        inside.set()
        go.wait(5)

    worker = threading.Thread(target=lambda: s.verify(progress=progress))
    worker.start()
    try:
        assert inside.wait(5), "verify did not report progress"
        with pytest.raises(sf.BusyError, match="at work"):
            s.query("cases").frame()
        with pytest.raises(sf.BusyError):
            s.close()
    finally:
        go.set()
        worker.join()
    s.close()
