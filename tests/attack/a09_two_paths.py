"""Two programs open one register by different paths (links, `..`, an open handle's, a folder's second name) and write at once."""

import os

import attack_desk as desk

WRITE = """
path, key, n, go = argv
while not pathlib.Path(go).exists(): time.sleep(0.002)
done = 0
with sf.Register.open(path, keys=key, busy_timeout_ms=20000) as register:
    for _ in range(int(n)):
        desk.act(sf, register)
        done += 1
print(done)
"""


def attack(sf, folder):
    found = []
    path = desk.make(sf, folder / "real", cases=0)
    key = folder / "real" / "office.key"
    os.symlink(path, folder / "link.safar")
    os.symlink(folder / "link.safar", folder / "link-of-link.safar")
    os.symlink(folder / "real", folder / "folder-link")
    handle = os.open(path, os.O_RDONLY)
    ways = [path, folder / "link.safar", folder / "link-of-link.safar", folder / "folder-link" / "r.safar", folder / "real" / ".." / "real" / "." / "r.safar",
            os.path.relpath(path), f"/proc/{os.getpid()}/fd/{handle}"]
    before = 0
    for way in ways[1:]:
        go = folder / "go"
        go.unlink(missing_ok=True)
        both = [desk.child(WRITE, where, key, 8, go) for where in (path, way)]
        go.touch()
        said = [p.communicate(timeout=60)[0].strip() for p in both]
        if said != ["8", "8"]:
            found.append(f"by {way}: {[s.splitlines()[-1] if s else '' for s in said]}")
            continue
        there = desk.applications(sf, path)
        if there != before + 16:
            found.append(f"by {way}: 16 acts acknowledged, {there - before} there")
        before = there
    os.close(handle)

    with sf.Register.open(path, keys=key) as register:  # a live -wal, opened by a link
        desk.act(sf, register)
        with sf.Register.open(folder / "link.safar", keys=key) as second:
            desk.act(sf, second)
        desk.act(sf, register)
    if desk.applications(sf, path) != before + 3:
        found.append("by a link beside an open handle: acts are lost")
    return found


UNMENDED = [("src/store/paths.cpp", "  if (std::string found = real(path); !found.empty()) return found;\n  if (errno != ENOENT) return path;", "  if (std::string found = real(path); !found.empty()) return path;\n  if (errno != ENOENT) return path;")]
