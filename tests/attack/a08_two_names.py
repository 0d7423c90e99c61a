"""Somebody gives a register's file, or its keys, a second name (a hard link), so that two programs write to it under two leases."""

import os

import attack_desk as desk


def writes(sf, path, key):
    """Does opening by that name, and an act, go through?"""
    try:
        with sf.Register.open(path, keys=key, busy_timeout_ms=0) as register:
            desk.act(sf, register)
    except sf.SafarError:
        return False
    return True


def attack(sf, folder):
    found = []
    for number, which in enumerate((("",), (".keys",), ("", ".keys"))):
        home = folder / str(number)
        path, other = desk.make(sf, home), home / "other.safar"
        names = [other.with_name(other.name + end) for end in which]
        for end, name in zip(which, names):
            os.link(f"{path}{end}", name)
        if ".keys" not in which:
            os.symlink(f"{path}.keys", f"{other}.keys")
        for name in (path, other):
            if writes(sf, name, home / "office.key"):
                found.append(f"{which} has two names, and an act by {name.name} goes through")
        for name in names:
            name.unlink()
        if not writes(sf, path, home / "office.key"):
            found.append(f"{which}: with one name again the register does not open")

    path = desk.make(sf, folder / "later")
    with sf.Register.open(path, keys=folder / "later" / "office.key") as register:
        os.link(path, folder / "later" / "second")
        try:
            desk.act(sf, register)
            found.append("a second name is given while it is open, and the next act goes through")
        except sf.SafarError:
            pass
        (folder / "later" / "second").unlink()
        desk.act(sf, register)
    return found


UNMENDED = [("src/store/paths.cpp", "  if (s.st_nlink > 1)\n    return linked(\"the \" + file", "  if (s.st_nlink > 9)\n    return linked(\"the \" + file")]
