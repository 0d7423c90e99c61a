"""Another user of the machine reads the key, or finds the register's files open to all, or a key that is no secret is taken in silence."""

import os
import stat

import attack_desk as desk


def attack(sf, folder):
    found = []
    old = os.umask(0)
    try:
        path = desk.make(sf, folder / "made")
        with sf.Register.open(path, keys=folder / "made" / "office.key") as register, register.session("a.1", "auditor", "audit") as s:
            desk.act(sf, register)
            s.snapshot(str(folder / "made" / "copy.safar"))
            open_files = [p for p in (folder / "made").iterdir() if p.is_file() and stat.S_IMODE(p.stat().st_mode) & 0o077]
        found += [f"{p.name} is made for all to read" for p in open_files]
    finally:
        os.umask(old)

    for mode in (0o644, 0o640, 0o604, 0o620, 0o602, 0o660):
        path = desk.make(sf, folder / f"mode{mode:o}")
        key = path.with_name("office.key")
        key.chmod(mode)
        try:
            with sf.Register.open(path, keys=key) as register:
                desk.act(sf, register)
            found.append(f"a key file of mode {mode:04o} is taken in silence")
        except sf.SafarError as error:
            if "key" not in str(error):
                found.append(f"a key file of mode {mode:04o} is refused for something else: {error}")

    keys = {"zeros": bytes(32), "ones": b"\xff" * 32, "the same": b"a" * 32, "two by turns": b"ab" * 16, "digits": b"12345678" * 4, "short": os.urandom(31), "long": os.urandom(33)}
    for name, content in {**{k: f"safar-key-1 {v.hex()}\n" for k, v in keys.items()}, "nothing": "", "bytes": "\0" * 32, "a prefix": "safar-key-1 \n"}.items():
        home = folder / f"weak-{name}"
        home.mkdir()
        (home / "office.key").write_text(content)
        (home / "office.key").chmod(0o600)
        try:
            with sf.Register.create(home / "r.safar", office="BKO", keys=home / "office.key") as register:
                desk.act(sf, register)
            found.append(f"a key of {name} is taken")
        except sf.SafarError:
            pass
    return found


UNMENDED = [
    [("src/store/keys.cpp", "  if ((s.st_mode & 077) == 0) return {};", "  if (s.st_mode != 0) return {};")],
    [("src/store/keys.cpp", "  if (repeats_itself(key))", "  if (repeats_itself(key) && key.empty())")],
]
