"""All that a session, a register, a case and a frame can be asked: the methods found by reflection, each with what to call it with.

A method, view, column or command that comes new is asked as soon as the library has it; a method without an entry here is named by `unknown_methods`.
"""

from __future__ import annotations

import contextlib
import copy
import json
import pathlib
import shutil
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from world import CASES, FIELDS, PERSONS, World, sealed_members

Ask = tuple[str, Callable[[], str]]  # what it is called, and what came of it as text
OPERATORS = ("=", "!=", "in", "not in", "<", "<=", ">", ">=", "known", "unknown", "has")
NOUNS = ("project", "programme_sheet", "organisation", "dialogue", "plan", "grant")
READING = ("pages", "to_arrow", "to_pandas", "to_polars", "__arrow_c_stream__")


def answer(f: Callable[[], Any]) -> str:
    """What came of it: the answer as text, or the error with all that it carries and its traceback's last line."""
    try:
        found = f()
    except Exception as e:  # noqa: BLE001 - an error is an answer
        said = "".join(traceback.format_exception_only(e))
        return f"error {type(e).__name__}: {said} {vars(e)}"
    return found if isinstance(found, str) else repr(found)


def frame(f: Any, *, full: bool = True) -> str:
    """A frame in all its forms."""
    parts = [f.json()]
    if full:
        parts += [f.to_csv(), json.dumps(f.to_dicts()), repr(f), f._repr_html_(), str(f.masked), str(f.columns), json.dumps(f.shelves)]
    return "\n".join(parts)


def views(session: Any, sf: Any) -> dict[str, list[dict[str, Any]]]:
    """By view its columns, as the library says; those of the agency's own fields as their frames say."""
    out = {v["name"]: v["fields"] for v in sf.describe("views")}
    for name in (FIELDS["field_set"], "late", "vetting"):
        with contextlib.suppress(sf.SafarError):
            rows = session.query(f"fields:{name}").limit(1).frame()
            out[f"fields:{name}"] = [{"name": n, "shelf": rows.shelves[n]} for n in rows.columns]
    return out


def of_views(s: Any, sf: Any, values: Callable[[str, str], list[Any]], *, whole: bool) -> Iterator[Ask]:
    """Every view as it is and as it was; every column selected, grouped, summed, filtered by each operator."""
    for view, columns in views(s, sf).items():
        base = {"v": 1, "from": view}

        def ask(label: str, full: bool = False, base: dict[str, Any] = base, **more: Any) -> Ask:
            return f"{base['from']} {label}", lambda: answer(lambda: frame(s.query({**base, **more}).frame(), full=full))

        yield ask("all", full=True)
        yield f"shown: {view}", lambda view=view: answer(lambda: "\n".join([repr(s.query(view).frame()), s.query(view)._repr_html_()]))
        yield ask("valid_on", valid_on="2019-01-20")
        yield ask("known_on", known_on="2019-01-20")
        yield f"{view} pages", lambda view=view: answer(lambda: [p.json() for p in s.query(view).pages(2)])
        yield f"{view} arrow", lambda view=view: answer(lambda: s.query(view).to_arrow().to_pylist())
        for n, column in enumerate(columns):
            name = column["name"]
            if whole or n % 7 == 0 or column["shelf"] not in ("open", "counted"):
                yield ask(f"select {name}", select=[name])
                yield ask(f"group {name}", group=[name])
                yield ask(f"sum {name}", group=[columns[0]["name"]], sum=[name])
            for operator in OPERATORS if whole else OPERATORS[:1] + OPERATORS[8:9]:
                for value in [None] if operator in ("known", "unknown") else values(name, column["shelf"]):
                    where = [name, operator] if value is None else [name, operator, [value] if operator in ("in", "not in") else value]
                    yield ask(f"{name} {operator} {value}", where=[where])


def _values(command: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in command.items() if k not in ("request", "v", "command")}


def of_commands(s: Any, w: World) -> Iterator[Ask]:
    """Checks of every command, twice; why not; with a request id that is used by it, by another, and by nobody."""
    from safar._schema import load

    for name in load():
        known = json.loads(w.done.get(name, "{}"))
        bare = {"v": 1, "command": name, **({"case": CASES["A"]} if any(f.name == "case" for f in load()[name][0].fields) else {})}
        full = {**bare, **_values(known)}
        for label, command in (("bare", bare), ("full", full)):
            for again in ("", " again"):
                yield f"check {name} {label}{again}", lambda c=command: answer(lambda: _said(s.check(c)))
        other = next((r for r in w.requests.values() if r != known.get("request")), None)
        for label, request in (("another's", other), ("nobody's", f"{0xFEED:032x}")):
            if request:
                yield f"check {name} with {label} request", lambda c=full, r=request: answer(lambda: _said(s.check(c, request=r)))
        if "case" in bare:
            yield f"why_not {name}", lambda n=name: answer(lambda: repr(s.case(CASES["A"]).why_not(n)))
    for step, text in w.every.items():
        c = json.loads(text)
        yield f"check {c['command']} with its request: {step}", lambda c=c: answer(lambda: _said(s.check(c)))
    paper = {**w.sent["apply A"]["persons"][0]["documents"][0], "type": "passport"}
    for name, given in {  # is there a paper of this number?
        "issue_document": {"step": "issued", "type": "passport", "number": paper["number"], "country": paper["country"], "expires": "2026"},
        "document": {"document": paper}, "correct": {"person": {"person_id": PERSONS["C1"], "documents": [paper]}, "reason": {"code": "misheard"}},
        "apply": {"site": "ML-BKO-1", "persons": [{"given_name": "Nobody", "documents": [paper]}]},
    }.items():  # fmt: skip
        of = {"apply": {}, "issue_document": {"case": CASES["F"], "person_id": PERSONS["F1"]}}.get(name, {"case": CASES["C"]})
        command = {"v": 1, "command": name, **of, **given}
        yield f"check {name} of a paper", lambda c=command: answer(lambda: _said(s.check(c)))
    for complaint, act in w.acts.items():  # is this act a complaint, a referral, a hold?
        for name, member in (("answer_complaint", "complaint"), ("answer_referral", "referral"), ("review", "hold")):
            given = {"v": 1, "command": name, "case": CASES["A"], member: act, "outcome": "resume", "answer": "accepted", "reason": {"code": "x"}}
            given = {k: v for k, v in given.items() if k in {f.name for f in load()[name][0].fields} | {"v", "command"}}
            if name == "answer_complaint":
                given["answer"] = "upheld"
            yield f"check {name} of the act {complaint}", lambda c=given: answer(lambda: _said(s.check(c)))


def _said(receipt: Any) -> str:
    return str(receipt.json()) + repr(receipt)


def of_cases(s: Any) -> Iterator[Ask]:
    """The card of each case, and its parts in all their forms."""
    for name, case in CASES.items():
        def card(case: str = case) -> str:
            c = s.case(case)
            said = [repr(c), c._repr_html_(), frame(c.persons), frame(c.timeline), frame(c.due), json.dumps(c.columns, default=str), repr(c.holds), repr(c.refresh())]
            return "\n".join([*said, *(str(getattr(c, n)) for n in ("id", "number", "stage", "eligibility", "consent", "version", "held"))])

        yield f"case {name}", lambda card=card: answer(card)
        yield f"shown: case {name}", lambda case=case: answer(lambda: repr(s.case(case)) + s.case(case)._repr_html_())
    yield "case that there is not", lambda: answer(lambda: repr(s.case("BKO-2019-99999")))


def of_searches(s: Any, guesses: list[tuple[str, str]]) -> Iterator[Ask]:
    """Persons by a name, a document, a phone; by a household, a case, a person, a number."""
    for by, text in guesses:
        yield f"persons by {by} {text}", lambda by=by, text=text: answer(lambda: frame(s.persons(**{by: text})))
    for label, of in (("case", CASES["A"]), ("person", PERSONS["A1"]), ("household", f"{4096 + ord('A'):032x}"), ("number", "BKO-2019-00001")):
        yield f"household of {label}", lambda of=of: answer(lambda: frame(s.persons(household=of)))


def of_files(s: Any, w: World, folder: pathlib.Path, rows: list[dict[str, Any]], *, wet: bool) -> Iterator[Ask]:
    """Intake of a file of guesses, dry or wet; many commands; each command; a kernel's commands."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "guesses.csv"
    if not path.exists():
        columns = sorted({k for r in rows for k in r})
        text = ",".join(columns) + "\n" + "".join(",".join(str(r.get(c, "")) for c in columns) + "\n" for r in rows)
        path.write_text(text, encoding="utf-8")
    yield f"intake apply {'wet' if wet else 'dry'}", lambda: answer(lambda: _intake(s, path, wet))
    used = {step: json.loads(c) for step, c in w.every.items()}
    changed = {step: {**c, "valid": "2019-01-03"} for step, c in used.items() if w.done[c["command"]] == w.every[step]}
    if not wet:
        return
    for label, commands in (("used", used), ("used with another content", changed)):
        for step, c in commands.items():
            name = f"{c['command']} {label}: {step}"
            yield f"execute_each {name}", lambda c=c: answer(lambda: _each(s.execute_each([c])))
            yield f"execute_many {name}", lambda c=c: answer(lambda: frame(s.execute_many([c]), full=False))
            yield f"execute {name}", lambda c=c: answer(lambda: _said(s.execute(c)))
    yield "execute_many apply of a kernel", lambda: answer(lambda: frame(s.execute_many(w.sf.kernel("csv", path))))


def _each(outcomes: list[Any]) -> str:
    return repr([(o.receipt and o.receipt.json(), str(o.error), o.error and vars(o.error)) for o in outcomes])


def _intake(s: Any, path: pathlib.Path, wet: bool) -> str:
    report = s.intake(path, dry_run=not wet)
    return f"{report.json()} {report!r} {report.issues_csv} {report.issues}"


def of_the_rest(s: Any, w: World, folder: pathlib.Path) -> Iterator[Ask]:
    """What else a session says."""
    for what in ("commands", "views", "roles", "workflow", "table", "errors"):
        yield f"describe {what}", lambda what=what: answer(lambda: json.dumps(s.describe(what)))
    yield "verify", lambda: answer(lambda: f"{s.verify().json()} {s.verify()!r}")
    yield "projection_dumps", lambda: answer(lambda: "\n".join(s.projection_dumps()))
    yield "overdue", lambda: answer(lambda: frame(s.overdue()))
    yield "programme, zone, today, repr", lambda: answer(lambda: f"{s.programme} {s.zone} {s!r} {s.actor} {s.role} {s.purpose} {s.closed}")
    if hasattr(s, "request_key"):
        yield "request_key", lambda: answer(lambda: s.request_key())
    if hasattr(s, "heads"):
        yield "heads", lambda: answer(lambda: json.dumps(s.heads()))
        yield "verify with heads", lambda: answer(lambda: s.verify(expect=s.heads()).json())
    for noun in NOUNS:
        yield f"{noun} by a word", lambda n=noun: answer(lambda: repr(getattr(s, n)("ML-JI")))
    yield "adopt, dry run", lambda: answer(lambda: _said(s.adopt({**FIELDS, "version": "9"}, kind="field_set", dry_run=True)))
    yield "accept_sheets, dry run", lambda: answer(lambda: frame(s.accept_sheets("Project title: A\nDonor: B\n", dry_run=True)))


# By method of Session, what asks it. A method that is in neither list fails the test.
ASKED = {
    "query": of_views, "execute": of_files, "check": of_commands, "execute_each": of_files, "execute_many": of_files, "intake": of_files,
    "persons": of_searches, "case": of_cases, "describe": of_the_rest, "verify": of_the_rest, "projection_dumps": of_the_rest, "overdue": of_the_rest,
    "programme": of_the_rest, "zone": of_the_rest, "adopt": of_the_rest, "accept_sheets": of_the_rest, "actor": of_the_rest, "role": of_the_rest,
    "purpose": of_the_rest, "request_key": of_the_rest, "heads": of_the_rest, "closed": of_the_rest, **{n: of_the_rest for n in NOUNS},
}  # fmt: skip
LEFT = {
    "today": "the clock of this machine", "cancel": "gives nothing", "close": "gives nothing", "rebuild": "gives nothing; what it makes is in projection_dumps",
    "snapshot": "a copy of both files as they are, sealed: tests/python/test_snapshot.py, and the raw part of pairs.py",
}  # fmt: skip
REGISTER_LEFT = {
    "open": "needs the keys", "create": "needs the keys", "session": "asked by everything here", "adopt_field_set": "acts as an administrator; gives a receipt",
    "group": "gives nothing", "close": "gives nothing", "closed": "yes or no", "path": "the caller's own",
}  # fmt: skip
CASE_ASKED = {"refresh", "id", "number", "stage", "eligibility", "consent", "version", "held", "holds", "columns", "persons", "timeline", "due", "why_not"}
FRAME_ASKED = {"columns", "shelves", "docs", "cursor", "masked", "to_dicts", "json", "to_csv", *READING}
QUERY_ASKED = FRAME_ASKED | {"by", "sum", "select", "where", "valid_on", "known_on", "limit", "after", "frame", "document"}
# By function of the C interface, the method of Python through which the matrix asks the same code; "": gives no data of the register.
C_SYMBOLS = {
    "safar_check": "check", "safar_execute": "execute", "safar_execute_many": "execute_many", "safar_query": "query", "safar_query_arrow": "query",
    "safar_verify": "verify", "safar_verify_heads": "verify", "safar_heads": "heads", "safar_session_describe": "describe", "safar_snapshot": "snapshot", "safar_error_json": "check", "safar_error_message": "check",
    **{"safar_" + n: "" for n in (
        "abi_version buffer_data buffer_free cancel close describe error_code error_free kernel_create kernel_free kernel_run open options_create options_free "
        "options_set_clock options_set_keys session_close session_open set_progress version").split()},
}  # fmt: skip


def unknown_methods(sf: Any, symbols: str) -> list[str]:
    """Public methods and C functions that nothing here asks and nobody has said why not."""
    from safar.case import Case

    def public(cls: type) -> set[str]:
        return {n for n in dir(cls) if not n.startswith("_")}

    known = {sf.Session: set(ASKED) | set(LEFT), sf.Register: set(REGISTER_LEFT), Case: CASE_ASKED, sf.Frame: FRAME_ASKED, sf.Query: QUERY_ASKED}
    out = [f"{cls.__name__}.{n}" for cls, names in known.items() for n in sorted(public(cls) - names)]
    functions = {line.split()[1].split("@")[0] for line in symbols.splitlines() if line.startswith("T ")}
    return out + sorted(functions - set(C_SYMBOLS))


def copied(folder: pathlib.Path, to: pathlib.Path) -> pathlib.Path:
    """A register's folder as it lies on the disk, once it is closed."""
    shutil.copytree(folder, to)
    return to


__all__ = ["Ask", "answer", "copied", "of_cases", "of_commands", "of_files", "of_searches", "of_the_rest", "of_views", "sealed_members", "unknown_methods", "copy"]
