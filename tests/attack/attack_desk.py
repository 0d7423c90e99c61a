"""What the attacks on files and leases share: a register with a case or two, acts of another process, what is there afterwards."""

from __future__ import annotations

import pathlib
import subprocess
import sys
import time
from typing import Any

ENDINGS = (".lease", "-wal", "-shm", "-journal", ".keys", ".keys-wal", ".keys-shm", ".keys-journal")
HERE = pathlib.Path(__file__).resolve().parent


def make(sf: Any, folder: pathlib.Path, cases: int = 2) -> pathlib.Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "r.safar"
    with sf.Register.create(path, office="BKO", keys=folder / "office.key") as register:
        for n in range(cases):
            act(sf, register, f"ML-{n}")
    return path


def act(sf: Any, register: Any, site: str = "ML-BKO-1") -> Any:
    with register.session("clerk.1", "intake_clerk", "casework") as s:
        return s.execute(sf.Apply(site=site, persons=[{"given_name": "Awa", "sex": "female"}]))


def applications(sf: Any, path: pathlib.Path) -> int:
    """How many the register has, as one that opens it by its own name reads it; -1: it does not verify."""
    with sf.Register.open(path, keys=path.parent / "office.key", read_only=True) as register, register.session("a.1", "auditor", "audit") as s:
        if not s.verify().intact:
            return -1
        with register.session("clerk.1", "intake_clerk", "casework") as clerk:
            return len(clerk.query("cases").frame())


def child(text: str, *arguments: object) -> subprocess.Popen[str]:
    """Python in a process of its own, with `sf`, `desk` and `argv`; what it prints is its answer."""
    head = f"import sys; sys.path.insert(0, {str(HERE)!r}); import safar as sf, attack_desk as desk, pathlib, os, time; argv = sys.argv[1:]\n"
    return subprocess.Popen([sys.executable, "-c", head + text, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def waits_for(path: pathlib.Path, seconds: float = 20) -> bool:
    """Until a file is there that the other process makes."""
    until = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.005)
    return path.exists()
