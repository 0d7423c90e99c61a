"""Where rows are refused, a file beside explains them: a formula in it, a link at its name, or its mode serve whoever else is on the machine."""

import csv
import os
import subprocess
import sys


def attack(sf, folder):
    found = []
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key")):
        pass
    victim = folder / "victim.txt"
    victim.write_text("precious\n")
    column = '"=HYPERLINK(""http://x.example"") column"'
    (folder / "in.csv").write_text(f"given_name,nationality,{column}\nMariam,=1+1,3\n", encoding="utf-8")
    package = os.path.dirname(os.path.dirname(sf.__file__))

    def run(*more):
        script = "import sys; from safar.cli import main; main()"
        return subprocess.run([sys.executable, "-c", script, "intake", "r.safar", "in.csv", "--as", "fatou.d:intake_clerk", "--all-issues", *more],
                              cwd=folder, env={**os.environ, "PYTHONPATH": package}, capture_output=True, text=True, check=False, preexec_fn=lambda: os.umask(0))

    run()
    target = folder / "in.refused.csv"
    if not target.exists():
        return ["the file was not written"]
    if target.stat().st_mode & 0o077:
        found.append("others can read what was refused")
    for row in csv.reader(target.open(encoding="utf-8", newline="")):
        found += [f"a spreadsheet runs {cell!r}" for cell in row if cell.startswith(("=", "+", "-", "@"))]
    target.unlink()
    target.symlink_to(victim)
    run()
    if victim.read_text() != "precious\n":
        found.append("a file was overwritten through a link")
    (folder / "mine.csv").write_text("my,own\n")
    run("--refused", "mine.csv")
    if (folder / "mine.csv").read_text() != "my,own\n":
        found.append("another file was overwritten")
    return found


UNMENDED = [("python/safar/_files.py", "os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)", "os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)")]
