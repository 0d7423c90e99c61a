"""Subcommands that write: new, adopt, intake, apply, suspend, end-suspension, review, decide, erase, execute."""

from __future__ import annotations

import datetime
import json
import pathlib
import time
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from .. import _core
from .._errors import InvalidArgumentError, ParseError, SafarError
from .._files import check_target, remove, write_private
from .._schema import load
from ..case import cases_by_id, find_case
from ..register import IntakeReport, Preview, Receipt, Register, Session
from . import _common as c

app = typer.Typer()

STAGES = ["applied", "counselled", "cleared", "booked", "departed", "arrived", "assisting", "closed"]


@app.command(epilog="Example: safar new mali.safar --office BKO --programme ML-JI --zone Africa/Bamako")
@c.guarded
def new(
    register: c.RegisterPath,
    office: Annotated[str, typer.Option(help="Prefix of case numbers, e.g. BKO.", show_default=False)],
    programme: Annotated[str, typer.Option(help="Programme meant where a command names none.")] = "",
    zone: Annotated[str, typer.Option(help="The register's one time zone, for ever.")] = "UTC",
    workflow: Annotated[pathlib.Path | None, typer.Option(help="Workflow document; default: assisted return and reintegration.")] = None,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Make a register, its keys and its key file."""
    where = c.key_of(register, key)
    text = workflow.read_text(encoding="utf-8") if workflow else None
    Register.create(register, office=office, keys=where, programme=programme, zone=zone, workflow=text).close()
    if as_json:
        c.emit({"v": 1, "register": str(register), "keys": f"{register}.keys", "key": str(where)})
        return
    c.say(f"made {register}, {register}.keys and {where}")
    c.say(f"Keep {where} elsewhere: whoever has all three reads everything, and without it nobody does.")


@app.command(epilog="Example: safar adopt mali.safar intake-fields.json --kind field_set --as b.k:system_administrator")
@c.guarded
def adopt(
    register: c.RegisterPath,
    file: Annotated[pathlib.Path, typer.Argument(help="The document, JSON.", show_default=False)],
    kind: Annotated[str, typer.Option(help="field_set, workflow, code_list, calendar, programme or setting.", show_default=False)],
    who: c.As,
    name: Annotated[str, typer.Option(help="Its name, where the document does not have it.")] = "",
    dry_run: c.DryRun = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Put a document in force: an agency's own fields, a workflow, a list of codes, a calendar."""
    text = file.read_text(encoding="utf-8")
    with c.session(register, key, who) as s:
        receipt = s.adopt(text if text.lstrip().startswith("{") else file, kind=kind, name=name, dry_run=dry_run)
    _report(receipt, dry_run, as_json, f"{kind} adopted from {file.name}")


@app.command(epilog="Example: safar intake mali.safar arrivals.csv --as fatou.d:intake_clerk")
@c.guarded
def intake(
    register: c.RegisterPath,
    file: Annotated[pathlib.Path, typer.Argument(help="CSV file of applications.", show_default=False)],
    who: c.As,
    mapping: Annotated[pathlib.Path | None, typer.Option(help="How its columns become fields: a JSON file (docs/intake.md); safar describe mapping:apply lists the fields.")] = None,
    dry_run: c.DryRun = False,
    refused: Annotated[pathlib.Path | None, typer.Option(help="Where refused rows are explained; default: arrivals.refused.csv beside arrivals.csv.")] = None,
    all_issues: Annotated[bool, typer.Option("--all-issues", help="Write warnings there too.")] = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Take applications in from a CSV file. Every row that is refused is explained in a file beside it."""
    began = time.monotonic()
    target = refused or file.with_suffix(".refused.csv")
    check_target(target, _explains_rows)  # before anything is taken in
    with c.session(register, key, who) as s, c.bar(f"reading {file.name}", as_json) as watch:
        report = s.intake(file, mapping=mapping, dry_run=dry_run, progress=watch or False)
    written = _write_issues(report, target, all_issues)
    if as_json:
        c.emit({**report.as_dict(), "dry_run": dry_run, "refused_file": str(target) if written else ""})
    else:
        c.note(f"read {file.name}: {c.plural(report.rows, 'row')}  {time.monotonic() - began:.1f} s")
        for issue in _lost_columns(report):
            c.note(f"column {issue['column']}: {issue['message']}" + (f" {issue['remedy']}" if issue["remedy"] else ""))
        c.say("   ".join(_intake_parts(report, target.name if written else "", dry_run)))
    if report.refused_rows + report.changed_rows and not report.applied and not report.repeated:
        raise typer.Exit(1)


def _intake_parts(report: IntakeReport, refused: str, dry_run: bool) -> list[str]:
    parts = [f"{report.applied:,} {'would be applied' if dry_run else 'applied'}"]
    if report.repeated:
        parts.append(f"{report.repeated:,} repeated (they were here already)")
    if report.changed_rows:
        parts.append(f"{report.changed_rows:,} seen before with other content (nothing done" + (f"; {refused} names their cases)" if refused else ")"))
    if report.refused_rows:
        parts.append(f"{report.refused_rows:,} refused" + (f" ({refused} says why, row by row)" if refused else ""))
    if report.placeholders:
        parts.append(c.plural(report.placeholders, "birth date looks like a placeholder", "birth dates look like placeholders"))
    if report.known_documents:
        parts.append(c.plural(report.known_documents, "document number already known", "document numbers already known") + " (held for review: safar query ... cases --where held=true)")
    if dry_run:
        parts.append("Nothing was changed.")
    return parts


def _lost_columns(report: IntakeReport) -> list[dict[str, str]]:
    """What the whole file is warned of: columns that went nowhere, and columns that a mapping names and the file does not have."""
    return [i for i in report.issues if i["code"] in ("column_ignored", "missing_column") and i["row"] == "0"]


def _write_issues(report: IntakeReport, path: pathlib.Path, everything: bool) -> bool:
    issues = [i for i in report.issues if everything or i.get("warning", "").lower() in ("", "false", "0", "no")]
    if not issues:
        remove(path, _explains_rows)  # of an earlier try: it would accuse rows that are in by now
        return False
    columns = list(issues[0])
    write_private(path, _core.csv_text([columns, *([issue[name] for name in columns] for issue in issues)], ","), _explains_rows)
    return True


def _explains_rows(beginning: bytes) -> bool:
    return beginning.startswith(b"row,line,column,")


@app.command(epilog="Example: safar apply mali.safar application.json --as fatou.d:intake_clerk")
@c.guarded
def apply(
    register: c.RegisterPath,
    who: c.As,
    file: Annotated[str, typer.Argument(help='JSON: {"site":"ML-BKO-1","persons":[...]}; - is stdin.')] = "-",
    dry_run: c.DryRun = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Write down one application, from JSON. Its form: safar schema apply."""
    command = _object(c.read_text(file))
    if command.setdefault("command", "apply") != "apply":
        raise InvalidArgumentError("this is another command", field="/command", remedy="Use safar execute.")
    with c.session(register, key, who) as s:
        receipt = _do(s, command, dry_run)
    _report(receipt, dry_run, as_json, f"{receipt.number or 'the application'}")


@app.command(
    epilog="Example: safar suspend mali.safar --programme ML-JI --site ML-BKO-1,ML-BKO-2 --stage applied..booked --reason intake_not_typical --as mb:programme_manager"
)
@c.guarded
def suspend(
    register: c.RegisterPath,
    reason: c.Reason,
    who: c.As,
    programme: Annotated[str, typer.Option(help="Programme; default: the register's own.")] = "",
    site: Annotated[str, typer.Option(help="Sites of application, comma-separated; default: all.")] = "",
    route: Annotated[str, typer.Option(help="Borders crossed, comma-separated; default: all.")] = "",
    stage: Annotated[str, typer.Option(help="Stages: applied,booked or applied..booked; default: all.")] = "",
    hold: Annotated[str, typer.Option(help="Kind of hold.")] = "programme_suspension",
    evidence: c.Evidence = "",
    standing: Annotated[bool, typer.Option("--standing", help="Hold later applications there too, until it ends.")] = False,
    expect: Annotated[str, typer.Option(metavar="COUNT:DIGEST", help="Do it, to what the preview said. Without: a preview.")] = "",
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Hold many cases in one act. Without --expect it only says what would be held."""
    select = {k: v for k, v in {"site": c.words(site), "route": c.words(route), "journey": _stages(stage)}.items() if v}
    command: dict[str, Any] = {"v": 1, "command": "suspend", "hold": hold, "reason": c.reason_of(reason, evidence), "select": select}
    if programme:
        command["programme"] = programme
    if standing:
        command["standing"] = True
    if expect:
        with c.session(register, key, who) as s:
            receipt = s.execute(command, expect=expect)
        if as_json:
            c.emit(receipt.json())
            return
        c.say(f"{c.plural(receipt.count or 0, 'case')} held (act {receipt.act}). Each waits for its review: safar review {register} CASE --hold {receipt.act} ...")
        return
    with c.session(register, key, who) as s:
        preview = s.check(command)
        soon = _leaving_soon(preview, s)
    count, digest = preview.count or 0, preview.digest[:6]
    if as_json:
        c.emit({**preview.as_dict(), "departing_soon": soon})
        return
    near = f", {soon:,} of them with a departure in the next 7 days" if soon else ""
    c.say(f"{c.plural(count, 'case')} would be held{near}. Nothing was changed.")
    c.say(f"To do it: the same with --expect {count}:{digest}")


def _leaving_soon(preview: Preview, s: Session) -> int:
    """Cases of a preview that are booked for the next seven days."""
    today = s.today()
    soon = preview.cases.where(booked_for__ge=today, journey="booked").where(booked_for__le=today + datetime.timedelta(days=7))
    return len(soon)


def _stages(text: str) -> list[str]:
    first, dots, last = text.partition("..")
    if not dots:
        return c.words(text)
    try:
        return STAGES[STAGES.index(first.strip() or STAGES[0]) : STAGES.index(last.strip() or STAGES[-1]) + 1]
    except ValueError:
        raise typer.BadParameter(f"stages are {', '.join(STAGES)}", param_hint="--stage") from None


@app.command("end-suspension", epilog="Example: safar end-suspension mali.safar 5f3a9c21-77 --reason review_complete --as mb:programme_manager")
@c.guarded
def end_suspension(
    register: c.RegisterPath,
    act: Annotated[str, typer.Argument(help="The act that suspended.", show_default=False)],
    reason: c.Reason,
    who: c.As,
    unreviewed: Annotated[bool, typer.Option("--unreviewed", help="Also where cases were not reviewed; this is recorded.")] = False,
    evidence: c.Evidence = "",
    dry_run: c.DryRun = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """End a suspension."""
    command: dict[str, Any] = {"v": 1, "command": "end_suspension", "hold": act, "reason": c.reason_of(reason, evidence)}
    if unreviewed:
        command["unreviewed"] = True
    with c.session(register, key, who) as s:
        receipt = _do(s, command, dry_run)
    _report(receipt, dry_run, as_json, f"suspension {act} ended")


@app.command(epilog="Example: safar review mali.safar BKO-2018-01931 --outcome resume --reason identity_confirmed --as ro.k:reviewing_officer")
@c.guarded
def review(
    register: c.RegisterPath,
    case: Annotated[str, typer.Argument(help="Number or id of the case.", show_default=False)],
    outcome: Annotated[str, typer.Option(help="resume, refuse, refer; of a duplicate: distinct, same_person, refer.", show_default=False)],
    reason: c.Reason,
    who: c.As,
    hold: Annotated[str, typer.Option(help="The act that set the hold, or its kind.")] = "programme_suspension",
    evidence: c.Evidence = "",
    text: c.Text = "",
    dry_run: c.DryRun = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Review one held case. Resume it, refuse it with a reason, or refer it."""
    with c.session(register, key, who) as s:
        command = {"v": 1, "command": "review", "case": find_case(s, case), "hold": hold, "outcome": outcome, "reason": c.reason_of(reason, evidence, text)}
        receipt = _do(s, command, dry_run)
    _report(receipt, dry_run, as_json, f"{case}: reviewed, {outcome}")


@app.command(epilog="Example: safar decide mali.safar BKO-2018-01931 eligible --reason criteria_met --as ro.k:reviewing_officer")
@c.guarded
def decide(
    register: c.RegisterPath,
    case: Annotated[str, typer.Argument(help="Number or id of the case.", show_default=False)],
    outcome: Annotated[str, typer.Argument(help="eligible or ineligible.", show_default=False)],
    reason: c.Reason,
    who: c.As,
    appeal: Annotated[bool, typer.Option("--appeal", help="Decide an appeal.")] = False,
    evidence: c.Evidence = "",
    text: c.Text = "",
    dry_run: c.DryRun = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Decide on eligibility. A named officer does, with a reason."""
    verb = "decide_appeal" if appeal else "decide_eligibility"
    with c.session(register, key, who) as s:
        command = {"v": 1, "command": verb, "case": find_case(s, case), "outcome": outcome, "reason": c.reason_of(reason, evidence, text)}
        receipt = _do(s, command, dry_run)
    _report(receipt, dry_run, as_json, f"{case}: {outcome}")


@app.command(epilog="Example: safar erase mali.safar 0f1e2d3c4b5a69788796a5b4c3d2e1f0 --reason data_subject_request --as dpo:data_protection_officer")
@c.guarded
def erase(
    register: c.RegisterPath,
    persons: Annotated[list[str], typer.Argument(help="Ids of the persons (safar query ... persons --where case=<number>).", show_default=False)],
    reason: c.Reason,
    who: c.As,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    dry_run: c.DryRun = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Erase the data of persons, for ever. Their keys and sealed bytes go, counts stay."""
    command = {"v": 1, "command": "erase", "persons": persons, "reason": c.reason_of(reason)}
    with c.session(register, key, who) as s:
        s.check(command)
        if not dry_run and not yes:
            typer.confirm(f"The data of {c.plural(len(persons), 'person')} cannot be brought back. Erase?", abort=True, err=True)
        receipt = _do(s, command, dry_run)
    _report(receipt, dry_run, as_json, f"{c.plural(len(persons), 'person')} erased")
    for advice in [] if dry_run or as_json else receipt.advice:
        if advice["code"] == "pending":
            c.note(f"Sealed bytes are still in the files: {advice.get('detail', '')}. The next writer, or closing, finishes it.")


@app.command(epilog="Example: echo '{\"command\":\"counsel\",\"case\":\"BKO-2018-01931\"}' | safar execute mali.safar - --as co.s:counsellor")
@c.guarded
def execute(
    register: c.RegisterPath,
    who: c.As,
    file: Annotated[str, typer.Argument(help="Commands as JSON, one a line, or one JSON document; - is stdin. A case by number or id.")] = "-",
    dry_run: c.DryRun = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Execute any commands, from JSON. Prints a receipt (or an error) as JSON for each, one a line; exit code 1 if one was refused."""
    refused = 0
    with c.session(register, key, who) as s:
        for first, batch in _batches(c.read_text(file)):
            outcomes = _each(s, batch, dry_run)
            for n, (receipt, error) in enumerate(outcomes):
                if error is None:
                    c.emit(receipt)
                    continue
                refused += 1
                if as_json:
                    c.emit({"error": error.json(), "line": first + n})
                else:
                    c.note(f"line {first + n}: {c.sentence(error)}")
    if refused:
        raise typer.Exit(1)


def _each(s: Session, batch: list[str], dry_run: bool) -> list[tuple[str, SafarError | None]]:
    """A receipt or an error for each. Cases may be named by number; the library itself takes ids."""
    out: list[tuple[str, SafarError | None]] = [("", None)] * len(batch)
    texts: dict[int, str] = {}
    for n, text in enumerate(batch):
        try:
            texts[n] = _with_ids(s, text)
            if dry_run:
                out[n] = (s.check(texts[n]).json(), None)
        except SafarError as e:
            out[n] = ("", e)
    if not dry_run:
        for n, done in zip(texts, s.execute_each(texts.values()), strict=True):
            out[n] = (done.receipt.json() if done.receipt else "", done.error)
    return out


def _with_ids(s: Session, text: str) -> str:
    """A command with the ids of the cases that it names by number; what is no command stays as it is, for the library to say so."""
    try:
        command = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if not isinstance(command, dict) or command.get("command") not in load():
        return text
    found = cases_by_id(s, command, load()[command["command"]])
    return text if found == command else json.dumps(found, ensure_ascii=False)


def _batches(text: str, size: int = 1000) -> Iterator[tuple[int, list[str]]]:
    """Commands with the number of the first one's line. A text that is one JSON document (many lines of it, or a list) is taken whole."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, list):
        lines = [(n, json.dumps(item)) for n, item in enumerate(whole, 1)]
    elif whole is not None:
        lines = [(1, text)]
    else:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    while lines:
        run = 1
        while run < min(size, len(lines)) and lines[run][0] == lines[0][0] + run:
            run += 1
        yield lines[0][0], [line for _, line in lines[:run]]
        lines = lines[run:]


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ParseError("this is not a JSON object", remedy='Give one such as {"site":"ML-BKO-1","persons":[{"ref":"A-1"}]}.')
    return found


def _do(s: Session, command: dict[str, Any], dry_run: bool) -> Receipt:
    return s.check(command) if dry_run else s.execute(command)


def _report(receipt: Receipt, dry_run: bool, as_json: bool, what: str) -> None:
    if as_json:
        c.emit(receipt.json())
        return
    for advice in receipt.advice:
        c.note(f"advice of {advice['engine']}: {advice['code']}" + (f"; held by {advice['hold']}" if advice.get("hold") else ""))
    again = " (done before; this is its receipt again)" if receipt.repeated else ""
    c.say(f"{what}: it would be done; nothing was changed." if dry_run else f"{what} (act {receipt.act}){again}")
