#!/usr/bin/env python3
"""Prints into docs/ what the library says of itself, between the lines `<!-- printed: NAME -->` and `<!-- end -->`.

    tools/make_docs.py            write
    tools/make_docs.py --check    fail where docs/ has something else, or a NAME stands nowhere
    --docs DIR                    the folder, docs by default

safar must be importable.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import sys
from typing import Any

import safar as sf

ROOT = pathlib.Path(__file__).resolve().parents[1]
PART = re.compile(r"(<!-- printed: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
USES = {"on_case": "one case", "on_many": "many at once", "on_house": "the register", "on_noun": "one {subject}"}


def type_of(field: dict[str, Any]) -> str:
    """A member's type in a few words."""
    if "$ref" in field:
        return f"[{field['$ref'].rsplit('/', 1)[1]}](#{field['$ref'].rsplit('/', 1)[1]})"
    if "anyOf" in field:  # a value, null, or why there is none
        return type_of(field["anyOf"][0])
    if field.get("type") == "array":
        return f"list of {type_of(field['items'])}"
    if "enum" in field:
        return ", ".join(f"`{code}`" for code in field["enum"] if code)
    return str(field.get("title") or {"string": "text"}.get(field.get("type", ""), field.get("type", "")))


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def fields(schema: dict[str, Any], order: list[dict[str, Any]] | None = None) -> list[str]:
    """The members of a schema as a table."""
    out = ["| member | type | shelf | |", "|---|---|---|---|"]
    for name in [f["name"] for f in order] if order else schema["properties"]:
        field = schema["properties"][name]
        shelf = field.get("x-safar-shelf", "")
        out.append(f"| `{name}` | {cell(type_of(field))} | {'' if shelf == 'open' else shelf} | {cell(field.get('description', ''))} |")
    return out


def commands() -> list[str]:
    """Every command, and the records that they are made of."""
    out: list[str] = []
    records: dict[str, Any] = {}
    for command in sf.describe("commands"):
        schema = sf.describe("schema:" + command["name"])
        records |= {k: v for k, v in schema.get("$defs", {}).items() if k != "absent"}
        out += [f"### {command['name']}", "", f"{schema.get('description') or command['doc']} Acts on {USES[command['use']].format(**command)}.", "", *fields(schema, command["fields"]), ""]
    out += ["## Records", ""]
    for name in sorted(records):
        out += [f"### {name}", "", records[name].get("description", ""), "", *fields(records[name]), ""]
    return out[:-1]


def views() -> list[str]:
    """Every view with its columns."""
    out: list[str] = []
    for view in sf.describe("views"):
        out += [f"### {view['name']}", "", view["doc"], "", *fields(sf.describe("schema:view:" + view["name"]), view["fields"]), ""]
    return out[:-1]


def roles() -> list[str]:
    """Who reads which shelf."""
    out = ["| role | | reads |", "|---|---|---|"]
    return out + [f"| `{r['name']}` | {r['what']} | {', '.join(r['reads'])} |" for r in sf.describe("roles")]


def table() -> list[str]:
    """State x command: what the built-in workflow lets happen."""
    table = sf.describe("table")
    workflow = sf.describe("workflow")
    out: list[str] = []
    for region, rows in workflow["transitions"].items():
        names = workflow["regions"][region]["states"]
        answers = table["regions"][region]
        out += [f"**{region}**", "", "| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
        for event in dict.fromkeys(row[1] for row in rows):
            cells = [a if (a := answers[state][event]).startswith("->") else "" for state in names]
            out.append(f"| `{event}` | " + " | ".join(cells) + " |")
        out.append("")
    out += ["**holds**", ""]
    for hold, answers in table["holds"].items():
        out.append(f"* `{hold}` holds " + ", ".join(f"`{e}`" for e, a in sorted(answers.items()) if a == "held") + ".")
    return out


def errors() -> list[str]:
    """Every code, with its names in C and Python."""
    python = {code: cls.__name__ for code, cls in sf._errors.BY_CODE.items()}
    out = ["| code | name | C | Python | |", "|---|---|---|---|---|"]
    for c in sf.describe("errors")["codes"]:
        constant = "SAFAR_OK" if c["code"] == 0 else f"SAFAR_E_{c['name'].upper()}"
        shown = f"`{python[c['code']]}`" if c["code"] in python else ""
        out.append(f"| {c['code']} | `{c['name']}` | `{constant}` | {shown} | {cell(c['sentence']['en'])} |")
    return out


def reasons() -> list[str]:
    """Every reason that has a sentence of its own."""
    out = ["| reason | |", "|---|---|"]
    return out + [f"| `{r['reason']}` | {cell(r['sentence']['en'])} |" for r in sf.describe("errors")["reasons"]]


def kernels() -> list[str]:
    """Every kernel: what configures it, what it takes, what it gives."""
    out: list[str] = []
    for kernel in sf.describe("kernels"):
        name = kernel["name"]
        out += [f"### {name}", "", kernel["doc"], ""]
        for part, title in (("config", "Configuration"), ("input", "Input"), ("output", "Output")):
            schema = sf.describe(f"schema:kernel:{name}" + ("" if part == "config" else f":{part}"))
            out += [f"**{title}**", "", *fields(schema, kernel[part]), ""]
    return out[:-1]


PARTS = {"commands": commands, "views": views, "roles": roles, "table": table, "errors": errors, "reasons": reasons, "kernels": kernels}


def main() -> int:
    parser = argparse.ArgumentParser(description="Prints into docs/ what the library says of itself, or checks it.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where docs/ has something else")
    parser.add_argument("--docs", type=pathlib.Path, default=ROOT / "docs")
    given = parser.parse_args()
    found: set[str] = set()
    wrong: list[str] = []
    for path in sorted(given.docs.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        found.update(m[2] for m in PART.finditer(text))
        new = PART.sub(lambda m: m[1] + "\n" + "\n".join(PARTS[m[2]]()) + "\n\n" + m[3], text)
        if new != text:
            wrong.append(path.name)
            if not given.check:
                path.write_text(new, encoding="utf-8")
    missing = sorted(set(PARTS) - found)
    for name in missing:
        print(f"no file of docs/ has <!-- printed: {name} -->")
    if given.check:
        for name in wrong:
            print(f"docs/{name} is not what the library says; run tools/make_docs.py")
    return 1 if missing or (given.check and wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
