"""A key file is given a name that the register's own files have, or will have: the key is overwritten, and the register lost with it."""

import os

import attack_desk as desk


def attack(sf, folder):
    found = []
    for number, end in enumerate(("", *desk.ENDINGS, ".part-1", ".new", "-old")):
        for way in ("same", "dots", "folder link", "link", "hard link"):
            home = folder / f"{number}-{way}"
            home.mkdir()
            path = home / "r.safar"
            name = home / f"r.safar{end}"
            key = {"same": name, "dots": home / ".." / home.name / name.name, "folder link": folder / f"l{number}" / name.name}.get(way, home / "elsewhere")
            if way == "folder link":
                os.symlink(home, folder / f"l{number}")
            if way in ("link", "hard link") and end not in desk.ENDINGS:
                continue
            try:
                if way in ("link", "hard link"):
                    name.write_text(f"safar-key-1 {os.urandom(32).hex()}\n")
                    name.chmod(0o600)
                    (os.symlink if way == "link" else os.link)(name, key)
                with sf.Register.create(path, office="BKO", keys=key) as register:
                    desk.act(sf, register)
            except sf.SafarError:
                continue
            try:
                with sf.Register.open(path, keys=key) as register:
                    desk.act(sf, register)
                if end not in (".new", "-old"):
                    found.append(f"a key at r.safar{end} ({way}) is taken")
            except sf.SafarError as error:
                found.append(f"a key at r.safar{end} ({way}) is taken, and the register does not open again: {error}")

    path = desk.make(sf, folder / "sound")  # a register that is there, opened with a key of such a name
    before = path.read_bytes()
    for end in ("", *desk.ENDINGS):
        try:
            with sf.Register.open(path, keys=f"{path}{end}") as register:
                desk.act(sf, register)
            found.append(f"opened with the file r.safar{end} as its key")
        except sf.SafarError:
            pass
    if path.read_bytes() != before or desk.applications(sf, path) != 2:
        found.append("a refused key changed the register")
    return found


UNMENDED = [("src/store/paths.cpp", "  if (key.empty()) return {};\n", "  if (key.empty() || !path.empty()) return {};\n")]
