#!/usr/bin/env python3
"""Executes examples/notebook/*.ipynb anew.

    tools/run_notebook.py            write what they give today
    tools/run_notebook.py --check    fail where an output in text is another, or something of this machine stands in one

nbclient and ipykernel are needed, and safar must be importable.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import pathlib
import re
import sys
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "examples" / "notebook"
MACHINE = re.compile(r"/home/|/tmp/|/usr/|/work|/root|site-packages|0x[0-9a-f]{6,}|[0-9a-f]{32}")
"""What must not be in an output: folders, addresses, ids."""


def executed(path: pathlib.Path) -> Any:
    """The notebook with the outputs of a run in a kernel of its own; an exception of a cell is raised here."""
    import nbclient
    import nbformat

    os.environ.setdefault("PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata = nbformat.from_dict({"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}})
    return notebook


def texts(notebook: Any) -> list[str]:
    """The outputs in text, a cell after the other. Of a picture only that there is one: its bytes go with the fonts of a machine."""
    out = []
    for cell in notebook["cells"]:
        said: list[str] = []
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            picture = next((kind for kind in data if kind.startswith("image/")), "")
            found = picture or output.get("text") or data.get("text/plain", "")
            said.append("".join(found))
        out.append("\n".join(line.rstrip() for line in "\n".join(said).splitlines()))
    return out


def machine_words(notebook: Any) -> list[str]:
    """What stands in outputs and is of this machine or run."""
    plain = copy.deepcopy(notebook)
    for cell in plain["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)
    return sorted(set(MACHINE.findall(json.dumps([c.get("outputs", []) for c in plain["cells"]]))))


def main() -> int:
    parser = argparse.ArgumentParser(description="Executes the notebooks anew, or checks them.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where an output differs")
    given = parser.parse_args()
    wrong = 0
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        import nbformat

        new = executed(path)
        words = machine_words(new)
        if words:
            print(f"{path.name}: of this machine: {', '.join(words)}")
            wrong = 1
        if not given.check:
            if not words:
                nbformat.write(new, path)
            continue
        for n, (kept, found) in enumerate(zip(texts(json.loads(path.read_text(encoding="utf-8"))), texts(new), strict=True)):
            if kept != found:
                print(f"{path.name}, cell {n}: kept\n{kept}\nfound\n{found}")
                wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
