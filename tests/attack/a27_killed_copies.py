"""A snapshot or a new register is killed at any moment: what lies there under its name is broken, or blocks the next one."""

import random
import signal
import time

import attack_desk as desk

COPY = """
path, to, what = argv
key = pathlib.Path(path).parent / "office.key"
print("begun", flush=True)
if what == "create":
    with sf.Register.create(to, office="BKO", keys=key) as register: desk.act(sf, register)
else:
    with sf.Register.open(path, keys=key, read_only=True) as register, register.session("a.1", "auditor", "audit") as s: s.snapshot(to)
"""


def sound(sf, path, key):
    try:
        with sf.Register.open(path, keys=key, read_only=True) as register, register.session("a.1", "auditor", "audit") as s:
            return s.verify().intact
    except sf.SafarError:
        return False


def attack(sf, folder):
    found, rng = [], random.Random(27)
    path = desk.make(sf, folder / "home")
    key = path.with_name("office.key")
    with sf.Register.open(path, keys=key) as register:
        with register.session("clerk.1", "intake_clerk", "casework") as s:
            s.execute_many([{"v": 1, "command": "apply", "ref": "x" * 2000, "persons": [{"given_name": "Awa"}]} for _ in range(3000)])
    for what in ("snapshot", "create"):
        to = folder / "home" / f"{what}.safar"
        longest = 0.05
        for k in range(16):
            p = desk.child(COPY, path, to, what)
            p.stdout.readline()
            began = time.monotonic()
            try:
                p.wait(timeout=rng.random() * longest if k else 30)
                longest = max(longest, time.monotonic() - began) if k == 0 else longest
            except Exception:
                p.send_signal(signal.SIGKILL)
                p.wait()
            if k == 0 and p.returncode:
                return [f"{what} fails: {p.stdout.read()[-300:]}"]
            p.stdout.close()
            there = to.exists()
            if there and not sound(sf, to, key):
                found.append(f"{what} killed: what lies under its name is broken")
            if not there and to.with_name(to.name + ".keys").exists() and what != "create":
                q = desk.child(COPY, path, to, what)
                if q.communicate()[0].strip() != "begun":
                    found.append(f"{what} killed: keys alone lie there, and the next one is refused")
            for one in (folder / "home").glob(f"{what}.safar"):
                for end in ("", *desk.ENDINGS):
                    one.with_name(one.name + end).unlink(missing_ok=True)
        q = desk.child(COPY, path, to, what)
        said = q.communicate()[0].strip()
        if said != "begun" or not sound(sf, to, key):
            found.append(f"after killed ones {what} does not go: {said[-200:]}")
        left = [p.name for p in (folder / "home").glob("*.part-*")]
        if left:
            found.append(f"{what}: {left} are left")
    return found


UNMENDED = [("src/store/making.cpp", "  clear_away_all(to_);\n  if (auto r = check_free()", "  if (to_.empty()) clear_away_all(to_);\n  if (auto r = check_free()")]
