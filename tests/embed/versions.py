"""The version stands in version.hpp and nowhere else: what an install says of itself must be that.

Usage: versions.py PREFIX [--control]     --control: succeeds if a changed .pc file is found
"""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def said(prefix: pathlib.Path) -> dict[str, tuple[str, str]]:
    """By place: what it says, and what it should."""
    header = next(prefix.rglob("safar/version.hpp")).read_text()
    library = next(prefix.rglob("libsafar.so")).resolve()
    version, abi = re.findall(r'SAFAR_VERSION "([\d.]+)"', header)[0], re.findall(r"SAFAR_ABI_VERSION (\d+)", header)[0]
    found = {"version.hpp": (version, re.findall(r'SAFAR_VERSION "([\d.]+)"', (ROOT / "include/safar/version.hpp").read_text())[0])}
    for name in ("safar", "safar-cpp"):
        pc = next(prefix.rglob(f"{name}.pc")).read_text()
        found[f"{name}.pc"] = (re.findall(r"^Version: *(\S+)", pc, re.M)[0], version)
    cmake = next(prefix.rglob("safarConfigVersion.cmake")).read_text()
    found["find_package"] = (re.findall(r'set\(PACKAGE_VERSION "([\d.]+)"\)', cmake)[0], version)
    found["file of the library"] = (library.name, f"libsafar.so.{version}")
    dynamic = subprocess.run(["readelf", "-d", library], check=True, capture_output=True, text=True).stdout
    found["soname"] = (re.findall(r"soname: \[(.*?)\]", dynamic)[0], f"libsafar.so.{abi}")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    found["pyproject.toml"] = (project["project"].get("version", "read from " + project["tool"]["scikit-build"]["metadata"]["version"]["input"]),
                               "read from include/safar/version.hpp")  # fmt: skip
    return found


def main() -> int:
    prefix = pathlib.Path(sys.argv[1])
    control = "--control" in sys.argv
    if control:
        pc = next(prefix.rglob("safar.pc"))
        before = pc.read_text()
        pc.write_text(re.sub(r"^Version: .*", "Version: 0.0.7", before, flags=re.M))
    wrong = {place: pair for place, pair in said(prefix).items() if pair[0] != pair[1]}
    if control:
        pc.write_text(before)
        print("control: a changed version is", "found" if set(wrong) == {"safar.pc"} else f"NOT found, but {wrong}")
        return 0 if set(wrong) == {"safar.pc"} else 1
    for place, (is_, should) in wrong.items():
        print(f"{place} says {is_}, not {should}")
    if not wrong:
        print("one version in", len(said(prefix)), "places:", next(iter(said(prefix).values()))[0])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
