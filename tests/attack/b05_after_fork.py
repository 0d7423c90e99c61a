"""A program forks while a register is open, and the child goes on with what it inherited: two processes act as one."""

import json
import os

import attack_desk as desk


def told(sf, call):
    """closed: refused as the header says; else what came."""
    try:
        call()
    except sf.SafarError as error:
        return error.name
    except BaseException as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    return "done"


def attack(sf, folder):
    path = desk.make(sf, folder / "home")
    key = path.with_name("office.key")
    found = []
    one = {"v": 1, "command": "apply", "site": "ML-BKO-1", "persons": [{"given_name": "Awa"}]}
    for state in ("quiet", "in a group", "after a query"):
        register = sf.Register.open(path, keys=key)
        s = register.session("auditor.1", "intake_clerk", "casework")
        auditor = register.session("a.1", "auditor", "audit")
        group = register.group() if state == "in a group" else None
        if group:
            group.__enter__()
            s.execute(one)
        if state == "after a query":
            s.query("cases").frame()
        calls = {
            "session": lambda: register.session("c.2", "intake_clerk", "casework"), "group": lambda: register.group().__enter__(), "execute": lambda: s.execute(one),
            "check": lambda: s.check(one), "many": lambda: s.execute_many([one]), "each": lambda: s.execute_each([one]), "query": lambda: s.query("cases").frame(),
            "cases": lambda: s.query("counts").frame(), "persons": lambda: s.query("persons").frame(), "case": lambda: s.case("BKO-2026-00001"), "describe": lambda: s.describe("workflow"),
            "overdue": lambda: s.overdue(), "verify": lambda: auditor.verify(), "heads": lambda: auditor.heads(), "dumps": lambda: auditor.projection_dumps(),
            "snapshot": lambda: auditor.snapshot(str(folder / "home" / f"copy-{state}")), "rebuild": lambda: auditor.rebuild(), "request_key": lambda: s.request_key(),
            "adopt_field_set": lambda: register.adopt_field_set("{}"), "intake": lambda: s.intake("given_name\nAwa\n"),
        }  # fmt: skip
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            said = {}
            for name, call in calls.items():
                said[name] = told(sf, call)
            os.write(into, json.dumps(said).encode())
            os._exit(0)
        os.close(into)
        with os.fdopen(out) as answer:
            text = answer.read()
        _, status = os.waitpid(child, 0)
        if status or not text:
            found.append(f"{state}: the child ended with {status}")
        else:
            for name, code in json.loads(text).items():
                if code != "closed" and not code.startswith(("TypeError", "AttributeError")):
                    found.append(f"{state}: in the child {name} is {code}")
                if code.startswith(("TypeError", "AttributeError")):
                    found.append(f"{state}: the attack asks {name} wrongly: {code}")
        try:
            s.execute(one)
            if group:
                group.__exit__(None, None, None)
            register.close()
        except sf.SafarError as error:
            found.append(f"{state}: the parent is disturbed: {error}")
    if desk.applications(sf, path) != 2 + 4:
        found.append(f"{desk.applications(sf, path)} applications are there, 6 were acknowledged")
    return found


UNMENDED = [("src/register/register.cpp", "  if (::getpid() == opened_by) return {};", "  if (opened_by != 0) return {};")]
