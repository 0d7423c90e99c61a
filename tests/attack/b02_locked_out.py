"""Whoever has written once, and then waits for its user, keeps everybody else from writing; whoever was killed does so for ever."""

import signal

import attack_desk as desk

HOLD = """
path, how, ready = argv
register = sf.Register.open(path, keys=pathlib.Path(path).parent / "office.key")
s = register.session("clerk.1", "intake_clerk", "casework")
one = {"v": 1, "command": "apply", "site": "ML-BKO-1", "persons": [{"given_name": "Awa"}]}
def rows():
    for n in range(3): yield one
    raise ValueError("the caller's own")
try:
    if how == "act": s.execute(one)
    elif how == "refused": s.execute({**one, "site": "x" * 300})
    elif how == "wrong": s.execute({**one, "nothing": 1})
    elif how == "check": s.check(one)
    elif how == "many": s.execute_many([one] * 5)
    elif how == "each": s.execute_each([one] * 5)
    elif how == "broken rows": s.execute_many(rows())
    elif how == "query": s.query("cases").frame()
    elif how == "verify": register.session("a.1", "auditor", "audit").verify()
    elif how == "rebuild": register.session("d.1", "system_administrator", "system_administration").rebuild()
    elif how == "snapshot": register.session("a.1", "auditor", "audit").snapshot(path + "-copy")
    elif how == "group":
        with register.group(): s.execute(one)
    elif how == "broken group":
        with register.group():
            s.execute(one)
            raise ValueError("the caller's own")
    elif how == "in a group":
        group = register.group(); group.__enter__(); s.execute(one)
except (sf.SafarError, ValueError) as error: pass
pathlib.Path(ready).touch()
time.sleep(60)
"""


def attempt(sf, path, wait_ms=0):
    try:
        with sf.Register.open(path, keys=path.with_name("office.key"), busy_timeout_ms=wait_ms) as register:
            desk.act(sf, register)
    except sf.SafarError as error:
        return f"{error.name}: {error}"
    return ""


def attack(sf, folder):
    found = []
    path = desk.make(sf, folder / "home")
    for how in ("act", "refused", "wrong", "check", "many", "each", "broken rows", "query", "verify", "rebuild", "snapshot", "group", "broken group", "in a group"):
        ready = folder / how
        p = desk.child(HOLD, path, how, ready)
        try:
            if not desk.waits_for(ready):
                p.kill()
                found.append(f"{how}: {p.communicate()[0][-200:]}")
                continue
            said = attempt(sf, path)
            if how == "in a group":
                if not said.startswith("busy") or str(p.pid) not in said:
                    found.append(f"control: a group is open, and a second writer is told {said!r}")
            elif said:
                found.append(f"after {how} another is kept out: {said}")
            p.send_signal(signal.SIGKILL)
            p.wait()
            if said := attempt(sf, path):
                found.append(f"after {how} and kill -9 another is kept out: {said}")
        finally:
            p.kill()
            p.wait()

    with sf.Register.open(path, keys=path.with_name("office.key")) as one:  # two handles of one process
        desk.act(sf, one)
        with sf.Register.open(path, keys=path.with_name("office.key"), busy_timeout_ms=0) as two:
            desk.act(sf, two)
            desk.act(sf, one)
            desk.act(sf, two)
    if desk.applications(sf, path) < 0:
        found.append("the register does not verify")
    return found


UNMENDED = [("src/store/leasing.cpp", "  if (holds_ == 0 && !writing_ && !finishing_) lease_.release();", "  if (holds_ == 0 && !writing_ && !finishing_ && closed_) lease_.release();")]
