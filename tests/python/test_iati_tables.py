"""Activities published under IATI, from their tables to projects, donors and grants."""

from __future__ import annotations

import csv
import gzip
import pathlib
from collections import defaultdict
from decimal import Decimal

import pytest

import safar as sf
from safar.iati_tables import COLUMNS
from test_cli import refused, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "iom_iati"

ACTIVITY = {
    "iati_identifier": "XX-1-A", "reporting_org": "Agency", "reporting_org_ref": "XX-1", "title_eng": "Return with care", "description_eng_1": "What it does.",
    "activity_status_code": "4", "recipient_country_code": "ML", "recipient_region": "",
    "activity_date_1": "2018-01-01", "activity_date_type_1": "1", "activity_date_2": "2018-02-01", "activity_date_type_2": "2",
    "activity_date_3": "2019-12-31", "activity_date_type_3": "3", "activity_date_4": "2019-11-30", "activity_date_type_4": "4",
}  # fmt: skip
FUNDER = {"iati_identifier": "XX-1-A", "participating_org_eng": "Fund of Tests", "participating_org_ref": "XX-2", "participating_org_type": "40", "participating_org_role": "1"}
TRANSACTION = {
    "iati_identifier": "XX-1-A", "transaction_type_code": "11", "transaction_date": "2017-12-20", "transaction_value_currency": "USD", "transaction_value": "150.10",
    "transaction_provider_org": "Fund of Tests", "transaction_provider_org_ref": "XX-2",
}  # fmt: skip
BUDGET = {"iati_identifier": "XX-1-A", "budget_period_start": "2018-01-01", "budget_period_end": "2018-12-31", "budget_currency": "USD", "budget_value": "100.1"}


def write(folder: pathlib.Path, **tables: list[dict[str, str]]) -> pathlib.Path:
    given = {"activity": [ACTIVITY], "participating_org": [FUNDER], "transaction": [TRANSACTION], "budget": [BUDGET, {**BUDGET, "budget_period_start": "2019-01-01", "budget_period_end": "2019-12-31", "budget_value": "50"}], **tables}
    for name, rows in given.items():
        columns = list(dict.fromkeys([*COLUMNS[name], *(key for row in rows for key in row)]))
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as f:
            writer = csv.DictWriter(f, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture
def session(tmp_path: pathlib.Path) -> sf.Session:
    register = sf.Register.create(tmp_path / "portfolio.safar", office="HQ", keys=sf.keys.file(tmp_path / "portfolio.key"))
    with register, register.session("pia", "programme_manager", "portfolio") as s:
        yield s


def test_an_activity_becomes_a_project_a_donor_and_a_grant(session: sf.Session, tmp_path: pathlib.Path) -> None:
    tables = sf.read_iati_tables(write(tmp_path))
    outcomes = session.execute_each(tables.commands())
    assert [str(o.error) for o in outcomes if o.error] == []
    (project,) = session.query("projects")
    assert (project["ref"], project["status"], project["starts"], project["ends"], project["started_on"], project["ended_on"]) == (
        "XX-1-A", "closed", "2018-01-01", "2019-12-31", "2018-02-01", "2019-11-30",
    )  # fmt: skip
    assert (project["donors"], project["countries"], project["budget"]) == (["Fund of Tests"], ["MLI"], "150.10 USD")
    (grant,) = session.query("funding")
    assert (grant["amount"], grant["budgeted"], grant["unallocated"]) == ("150.10 USD", "150.10 USD", "0.00 USD")
    assert [line["amount"] for line in session.query("grant_lines")] == ["100.10 USD", "50.00 USD"]


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        ({"activity": [ACTIVITY, ACTIVITY]}, "identifier_twice"),
        ({"transaction": [{**TRANSACTION, "transaction_value": "1.005"}]}, "too_precise"),
        ({"transaction": [{**TRANSACTION, "transaction_value": "much"}]}, "not_an_amount"),
    ],
)
def test_what_is_wrong_with_the_tables_is_said(tmp_path: pathlib.Path, tables: dict[str, list[dict[str, str]]], reason: str) -> None:
    with pytest.raises(sf.InvalidArgumentError) as caught:
        sf.read_iati_tables(write(tmp_path, **tables))
    assert caught.value.reason == reason


def test_a_table_that_is_missing_or_lacks_a_column_is_named(tmp_path: pathlib.Path) -> None:
    write(tmp_path)
    (tmp_path / "budget.csv").write_text("iati_identifier\nXX-1-A\n", encoding="utf-8")
    with pytest.raises(sf.InvalidArgumentError, match="budget has no column"):
        sf.read_iati_tables(tmp_path)
    (tmp_path / "budget.csv").unlink()
    with pytest.raises(sf.IoError, match="no budget.csv"):
        sf.read_iati_tables(tmp_path)


def test_rows_of_no_activity_are_remarked(tmp_path: pathlib.Path) -> None:
    tables = sf.read_iati_tables(write(tmp_path, budget=[{**BUDGET, "iati_identifier": "XX-1-B"}]))
    assert any("XX-1-B" in r for r in tables.remarks)


def test_the_activities_of_iom_are_reproduced_to_the_cent(session: sf.Session) -> None:
    if not REAL.exists():
        pytest.skip("data/iom_iati is not there")
    tables = sf.read_iati_tables(REAL)
    outcomes = session.execute_each(tables.commands())
    assert [str(o.error) for o in outcomes if o.error] == []
    projects = {p["ref"]: p for p in session.query("projects").select("ref", "title", "status", "starts", "ends", "countries", "groups")}
    assert len(projects) == 3183
    with gzip.open(REAL / "transaction.csv.gz", "rt", encoding="utf-8", newline="") as f:
        said = {row["iati_identifier"]: row for row in csv.DictReader(f)}
    grants = {g["project"]: g for g in session.query("funding").select("project", "donor", "amount", "budgeted")}
    assert {ref: g["amount"] for ref, g in grants.items()} == {ref: f"{Decimal(t['transaction_value']):.2f} USD" for ref, t in said.items()}
    # Letter case apart: an organisation is called as it was called first.
    assert {ref: " ".join(g["donor"].split()).casefold() for ref, g in grants.items()} == {
        ref: " ".join((t["transaction_provider_org"] or t["transaction_provider_org_ref"]).split()).casefold() for ref, t in said.items()
    }
    assert sum(Decimal(g["amount"].split()[0]) for g in grants.values()) == Decimal("12591378517.12")
    lines = session.query("grant_lines").select("project", "line", "amount").to_pandas()
    assert len(lines) == 8183
    budgets: dict[str, Decimal] = defaultdict(Decimal)
    with gzip.open(REAL / "budget.csv.gz", "rt", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            budgets[row["iati_identifier"]] += Decimal(row["budget_value"])
    read = defaultdict(Decimal)
    for row in lines.itertuples():
        read[row.project] += Decimal(row.amount.split()[0])
    assert read == budgets
    (total,) = session.query("funding").by("status").sum("amount")
    assert (total["n"], total["amount"]) == (3183, "12591378517.12 USD")


def test_a_shell_imports_them_once(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "iati"
    folder.mkdir()
    write(folder)
    path = tmp_path / "hq.safar"
    run("new", path, "--office", "HQ")
    said = run("portfolio", "import", path, folder, "--as", "pm.k:programme_manager:portfolio")
    assert said.startswith("1 activity: 1 register_organisation, 1 create_project, 2 move_project, 1 pledge, 1 sign_agreement, 1 set_grant_budget  ")
    assert run("portfolio", "import", path, folder, "--as", "pm.k:programme_manager:portfolio").startswith("1 activity: 7 repeated  ")
    assert "not for the role" in refused("portfolio", "import", path, write(folder, activity=[{**ACTIVITY, "title_eng": "Another"}]), "--as", "in.k:intake_clerk")
