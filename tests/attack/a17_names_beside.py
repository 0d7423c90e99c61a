"""Somebody puts a link, a pipe or a folder where a register will make its files, so that it empties or writes somebody else's."""

import os
import signal

import attack_desk as desk

PRECIOUS = b"pid 1 since the beginning: somebody else's file\n" * 40


def planted(kind, name, victim):
    if kind == "link":
        os.symlink(victim, name)
    elif kind == "hard link":
        os.link(victim, name)
    elif kind == "link to nothing":
        os.symlink(victim.with_name("made-by-it"), name)
    elif kind == "pipe":
        os.mkfifo(name)
    else:
        name.mkdir()


def use(sf, path, key, create):
    """What a program does with a register, as far as it gets."""
    try:
        opened = sf.Register.create(path, office="BKO", keys=key) if create else sf.Register.open(path, keys=key)
        with opened as register:
            desk.act(sf, register)
            with register.session("a.1", "auditor", "audit") as s:
                s.verify()
                s.snapshot(str(path) + "-copy")
    except sf.SafarError:
        return False
    return True


def attack(sf, folder):
    found = []
    signal.alarm(250)  # a pipe that is opened to read waits for ever
    for create in (False, True):
        for kind in ("link", "hard link", "link to nothing", "pipe", "folder"):
            for end in (*desk.ENDINGS, "-copy", "-copy.keys", "-copy.part-1"):
                home = folder / f"{kind}{end}{create}"
                home.mkdir()
                path, key, victim = home / "r.safar", home / "office.key", home / "victim"
                if not create:
                    desk.make(sf, home, cases=1)
                    (home / f"r.safar{end}").unlink(missing_ok=True) if end != ".keys" else (home / "r.safar.keys").rename(home / "kept.keys")
                victim.write_bytes(PRECIOUS)
                planted(kind, home / f"r.safar{end}", victim)
                use(sf, path, key, create)
                if victim.read_bytes() != PRECIOUS:
                    found.append(f"{kind} at r.safar{end}: the file that it names was changed ({'create' if create else 'open'})")
                if (home / "made-by-it").exists():
                    found.append(f"{kind} at r.safar{end}: a file was made through it ({'create' if create else 'open'})")
                if kind == "hard link" and os.stat(victim).st_nlink < 2:
                    found.append(f"{kind} at r.safar{end}: somebody else's name was taken away")
    signal.alarm(0)
    return found


UNMENDED = [("src/store/lease.cpp", "  if (auto r = plain_beside(path_, \".lease\"); !r) return r;\n", ""),
            ("src/store/lease.cpp", "O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600", "O_RDWR | O_CREAT | O_CLOEXEC, 0600"),
            ("src/store/lease.cpp", "S_ISREG(ours.st_mode) && ours.st_nlink == 1", "S_ISREG(ours.st_mode)"),
            ("src/store/paths.cpp", "  for (const char* end : beside)\n    if (auto r = plain_beside(path, end); !r) return r;\n", "  for (const char* end : beside)\n    if (auto r = plain_beside(path, end); !r && path.empty()) return r;\n")]
