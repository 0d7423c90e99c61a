"""Whoever else is on the machine reads the list of processes: whom the officer looks for stands in it, unless the name can be said otherwise."""

import os
import subprocess
import sys


def attack(sf, folder):
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key"), programme="ML-JI") as register, register.session("fatou.d", "intake_clerk", "casework") as s:
        s.execute(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="Mariam", family_name="Traore", phone="+22370001122")]))
    package = os.path.dirname(os.path.dirname(sf.__file__))
    found = []
    for words, said in ((("-",), "traore"), (("--phone", "-"), "70001122")):
        done = subprocess.run([sys.executable, "-c", "from safar.cli import main; main()", "find", "r.safar", *words, "--as", "fatou.d:intake_clerk"], input=said + "\n", cwd=folder,
                              env={**os.environ, "PYTHONPATH": package}, capture_output=True, text=True, check=False)
        if "Mariam" not in done.stdout:
            found.append(f"{words} does not read stdin: {done.stdout}{done.stderr}")
    return found


UNMENDED = [("python/safar/cli/_common.py", 'if text != "-":', "if text:")]
