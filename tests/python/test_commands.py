"""Commands as classes: what they take, what they refuse at once, how they look."""

from __future__ import annotations

import datetime
import decimal
import inspect
import json
import pickle
import uuid

import pytest

import safar as sf
from safar import _core


def test_there_is_a_class_for_every_command() -> None:
    named = {c["name"] for c in json.loads(_core.describe("commands"))}
    assert named == set(sf.commands.COMMANDS) and {"apply", "suspend", "review", "depart", "decide_eligibility"} <= named
    assert sf.DecideEligibility.command == "decide_eligibility" and "DecideEligibility" in sf.__all__


def test_a_command_becomes_the_json_of_the_library() -> None:
    made = sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="Mariam", birth="1994", nationality="GIN")])
    assert json.loads(made.json()) == {
        "v": 1, "command": "apply", "site": "ML-BKO-1", "persons": [{"given_name": "Mariam", "birth": "1994", "nationality": "GIN"}],
    }  # fmt: skip


def test_a_misspelt_field_is_an_error_at_once_and_names_the_near_one() -> None:
    with pytest.raises(sf.UnknownMemberError, match="reason") as info:
        sf.Suspend(resaon=sf.Reason("intake_not_typical"))
    assert info.value.code == 12 and info.value.field == "/resaon" and isinstance(info.value, ValueError)


def test_a_misspelt_field_of_a_nested_dictionary_too() -> None:
    with pytest.raises(sf.UnknownMemberError, match="given_name") as info:
        sf.Apply(persons=[{"nationality": "GIN"}, {"gven_name": "Mariam"}])
    assert info.value.field == "/persons/1/gven_name"


def test_fields_go_by_name_only() -> None:
    with pytest.raises(sf.WrongTypeError, match="by name"):
        sf.Apply("ML-BKO-1")
    with pytest.raises(sf.WrongTypeError, match="by name"):
        sf.Reason("a", "b")


def test_a_reason_takes_its_code_first() -> None:
    assert sf.Reason("intake_not_typical", evidence=["surge:2018-W46"]).as_dict() == {"code": "intake_not_typical", "evidence": ["surge:2018-W46"]}


def test_a_reason_fits_where_a_case_reason_is_wanted() -> None:
    made = sf.Review(case="0" * 31 + "1", hold="programme_suspension", outcome="resume", reason=sf.Reason("identity_confirmed"))
    assert type(made.reason) is sf.CaseReason and made.reason.code == "identity_confirmed"


def test_but_not_the_other_way_round_where_something_would_be_lost() -> None:
    with pytest.raises(sf.UnknownMemberError) as info:
        sf.Suspend(reason=sf.CaseReason("x", text="words"))
    assert info.value.field == "/reason/text"


def test_none_is_refused_because_it_says_no_reason() -> None:
    with pytest.raises(sf.WrongTypeError, match="Absent") as info:
        sf.Apply(persons=[sf.Migrant(given_name="Awa", birth=None)])
    assert info.value.field == "/birth"


@pytest.mark.parametrize(
    ("absence", "written"),
    [(sf.Absent.REFUSED, {"absent": "refused"}), (sf.Absent.NOT_APPLICABLE, None), ({"absent": "placeholder"}, {"absent": "placeholder"})],
)
def test_absence_is_a_value(absence: object, written: object) -> None:
    assert sf.Migrant(birth=absence).as_dict() == {"birth": written}


def test_an_absence_that_there_is_not() -> None:
    with pytest.raises(sf.UnknownCodeError, match="refused"):
        sf.Migrant(birth={"absent": "refusd"})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime.date(1994, 3, 21), "1994-03-21"),
        (datetime.datetime(1994, 3, 21), "1994-03-21"),
        (decimal.Decimal("10.50"), "10.50"),
        (uuid.UUID(int=255), "0" * 30 + "ff"),
    ],
)
def test_python_values_that_have_one_text(value: object, written: str) -> None:
    assert sf.Migrant(birth=value).as_dict() == {"birth": written}


@pytest.mark.parametrize("value", [1.5, float("nan"), datetime.datetime(1994, 3, 21, 12), object(), {1, 2}, b"x"])
def test_python_values_that_would_have_to_be_guessed(value: object) -> None:
    with pytest.raises(sf.WrongTypeError):
        sf.Migrant(birth=value)


def test_numpy_and_pandas_values() -> None:
    np, pd = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    assert sf.Suspend(count=np.int64(3)).as_dict()["count"] == 3
    assert sf.where(site=pd.Series(["A", "B"])).as_dict() == {"site": ["A", "B"]}
    with pytest.raises(sf.SafarError):
        sf.Migrant(birth=pd.NaT)
    with pytest.raises(sf.SafarError):
        sf.Migrant(given_name=np.nan)


def test_a_code_that_its_list_does_not_have() -> None:
    with pytest.raises(sf.UnknownCodeError, match="female"):
        sf.Migrant(sex="femal")


def test_one_text_where_a_list_is_wanted() -> None:
    with pytest.raises(sf.WrongTypeError, match="list"):
        sf.Consent(scope="return")


def test_where_takes_one_or_many() -> None:
    assert sf.where(site="ML-BKO-1", journey=["applied", "booked"]).as_dict() == {"site": ["ML-BKO-1"], "journey": ["applied", "booked"]}
    with pytest.raises(sf.UnknownMemberError, match="site"):
        sf.where(sites=["ML-BKO-1"])


def test_personal_data_are_masked_in_repr() -> None:
    text = repr(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="Mariam", birth="1994", trafficked=True, nationality="GIN")]))
    assert "Mariam" not in text and "1994" not in text and "trafficked=True" not in text
    assert "GIN" in text and "ML-BKO-1" in text and text.count("‹masked›") == 3


def test_a_stated_absence_is_shown() -> None:
    assert "given_name=Absent.REFUSED" in repr(sf.Migrant(given_name=sf.Absent.REFUSED))


def test_commands_are_values() -> None:
    a, b = sf.Depart(case="0" * 31 + "1"), sf.Depart(case="0" * 31 + "1")
    assert a == b and hash(a) == hash(b) and a != sf.Clear(case="0" * 31 + "1") and pickle.loads(pickle.dumps(sf.Reason("x"))) == sf.Reason("x")
    with pytest.raises(AttributeError, match="replace"):
        a.case = "x"
    assert a.replace(departed_on="2019-01-10").departed_on == "2019-01-10" and a.departed_on is sf.Absent.UNKNOWN


def test_the_envelope_stays_with_the_command() -> None:
    made = sf.Suspend(hold="programme_suspension").with_envelope(expect={"count": 1, "digest": "abc123"})
    assert made.as_dict()["expect"] == {"count": 1, "digest": "abc123"}
    assert made.replace(standing=True).as_dict()["expect"] == {"count": 1, "digest": "abc123"}
    with pytest.raises(sf.UnknownMemberError, match="expect"):
        made.with_envelope(expct={})


def test_docs_and_signature_are_the_librarys() -> None:
    signature = inspect.signature(sf.Suspend.__init__)
    assert {"programme", "hold", "reason", "select", "standing"} <= set(signature.parameters)
    assert all(p.kind is p.KEYWORD_ONLY for name, p in signature.parameters.items() if name != "self")
    listed = {c["name"]: c for c in json.loads(_core.describe("commands"))}
    doc = sf.Suspend.__doc__ or ""
    assert doc.startswith(listed["suspend"]["doc"]) and all(f["doc"] in doc for f in listed["suspend"]["fields"])
    assert "Selection" in doc and "[identity]" in (sf.Migrant.__doc__ or "")
