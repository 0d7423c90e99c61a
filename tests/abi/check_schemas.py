#!/usr/bin/env python3
"""The JSON Schemas of commands, views, kernels and receipts are what they were, or more.

usage: check_schemas.py PRINTER            compare what the library says now with the golden files in schemas/
       check_schemas.py PRINTER --write    make the golden files anew (with a line in CHANGELOG.md where something broke)
       check_schemas.py PRINTER --control  each kind of break, made by hand, is found, and each kind of addition passes

PRINTER is the program made of print_schemas.c. What others wrote down by a schema must stay right: their commands are still taken, their
queries still find their columns. So a document or property that is gone, a type or enum or range that is narrower, another shelf, and a
member that is required now are breaks; new documents, properties, codes, alternatives and words are not.
"""

from __future__ import annotations

import copy
import json
import pathlib
import subprocess
import sys

GOLDEN = pathlib.Path(__file__).resolve().parent / "schemas"
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
EXACT = ("pattern", "format", "const", "multipleOf", "uniqueItems", "contentEncoding")
WORDS = ("title", "description", "examples", "default", "deprecated", "$comment", "$schema", "$id", "$defs")
SHELF = "x-safar-shelf"
KNOWN = {*LOWER, *UPPER, *EXACT, *WORDS, SHELF, "type", "enum", "properties", "required", "additionalProperties", "items", "anyOf", "oneOf", "allOf", "$ref"}


def read(printer: str) -> dict[str, dict[str, object]]:
    """Families of documents: {"commands": {"apply": schema}}."""

    def ask(names: list[str]) -> list[object]:
        lines = subprocess.run([printer, *names], check=True, capture_output=True, text=True).stdout.split("\n")
        return [json.loads(line) if line else None for line in lines[: len(names)]]

    commands, views, kernels = ([d["name"] for d in found] for found in ask(["commands", "views", "kernels"]))
    wanted = {
        "commands": {n: f"schema:{n}" for n in commands},
        "views": {n: f"schema:view:{n}" for n in views},
        "kernels": {n + part: f"schema:kernel:{n}{part}" for n in kernels for part in ("", ":input", ":output")},
        "receipts": {"execute_many": "schema:receipts"},
    }
    flat = [(family, name, what) for family, all_ in wanted.items() for name, what in all_.items()]
    out: dict[str, dict[str, object]] = {family: {} for family in wanted}
    for (family, name, what), schema in zip(flat, ask([what for _, _, what in flat]), strict=True):
        if schema is None:
            raise SystemExit(f"{what}: the library does not describe it")
        out[family][name] = schema
    return out


def types(schema: dict) -> set[str]:
    t = schema.get("type")
    found = {t} if isinstance(t, str) else set(t or ())
    return found | {"integer"} if "number" in found else found


class Compare:
    def __init__(self, old: dict, new: dict) -> None:
        self.old, self.new, self.seen = old, new, set()

    def target(self, root: dict, schema: dict) -> dict:
        for _ in range(64):
            ref = schema.get("$ref")
            if ref is None:
                return schema
            at = root
            for token in [t for t in ref.removeprefix("#").split("/") if t]:
                at = at.get(token.replace("~1", "/").replace("~0", "~"), {})
            schema = {**at, **{k: v for k, v in schema.items() if k != "$ref" and k not in WORDS}}
        raise SystemExit("a reference leads back to itself")

    def breaks(self, old: dict, new: dict, at: str = "") -> list[str]:
        out = [f"{at}: its shelf was {old.get(SHELF)} and is {new.get(SHELF)}"] if old.get(SHELF) != new.get(SHELF) else []
        pair = (old.get("$ref"), new.get("$ref"))
        if all(pair):
            if pair in self.seen:
                return out
            self.seen.add(pair)
        old, new = self.target(self.old, old), self.target(self.new, new)
        out += [f"{at}: the keyword {k} is not one that this script can compare" for k in {*old, *new} - KNOWN]
        for word in ("anyOf", "oneOf", "allOf"):
            if word in old or word in new:
                return out + self.alternatives(old, new, at)
        if "type" in new and not types(old) <= types(new):
            out.append(f"{at}: its type was {old.get('type', 'any')} and is {new['type']}")
        if "enum" in new:
            gone = [v for v in old.get("enum", ["any value"]) if v not in new["enum"]]
            if gone:
                out.append(f"{at}: these values are gone: {gone}")
        out += [f"{at}: {k} was {old.get(k, 'not there')} and is {new[k]}" for k in LOWER if k in new and new[k] > old.get(k, float("-inf"))]
        out += [f"{at}: {k} was {old.get(k, 'not there')} and is {new[k]}" for k in UPPER if k in new and new[k] < old.get(k, float("inf"))]
        out += [f"{at}: {k} was {old.get(k, 'not there')} and is {new[k]}" for k in EXACT if k in new and new[k] != old.get(k)]
        out += [f"{at}: the member {n} is required now" for n in new.get("required", []) if n not in old.get("required", [])]
        if new.get("additionalProperties") is False and "properties" in old and old.get("additionalProperties") is not False:
            out.append(f"{at}: other members are refused now")
        for name, schema in old.get("properties", {}).items():
            if name in new.get("properties", {}):
                out += self.breaks(schema, new["properties"][name], f"{at}/{name}")
            else:
                out.append(f"{at}/{name}: the member is gone")
        if "items" in new:
            out += self.breaks(old.get("items", {}), new["items"], f"{at}/-")
        return out

    def alternatives(self, old: dict, new: dict, at: str) -> list[str]:
        def of(schema: dict) -> list[dict]:
            return next((schema[w] for w in ("anyOf", "oneOf", "allOf") if w in schema), [schema])

        out = []
        for i, one in enumerate(of(old)):
            tries = []
            for other in of(new):
                seen = set(self.seen)
                tries.append(self.breaks(one, other, at))
                if not tries[-1]:
                    break
                self.seen = seen
            if tries and tries[-1]:
                out += min(tries, key=lambda t: (len(t), "its type" in " ".join(t))) or [f"{at}: alternative {i} is gone"]
        return out


def compare(old: dict[str, dict], new: dict[str, dict]) -> list[str]:
    out = []
    for family, documents in old.items():
        for name, schema in documents.items():
            if name not in new.get(family, {}):
                out.append(f"{family}/{name}: the document is gone")
            else:
                now = new[family][name]
                out += [f"{family}/{name}{b}" for b in Compare(schema, now).breaks(schema, now)]
    return out


def places(schema: object, test, path: tuple = ()) -> list[tuple]:
    """Where in a schema `test` holds."""
    found = [path] if isinstance(schema, dict) and test(schema) else []
    items = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    for key, inner in items:
        found += places(inner, test, (*path, key))
    return found


def at(schema: object, path: tuple) -> dict:
    for key in path:
        schema = schema[key]
    return schema


def control(golden: dict[str, dict]) -> int:
    """Every change at every place where it can be made, a few dozen of each kind."""

    def gone(s): s["properties"].popitem()
    def required(s): s["required"] = [*s.get("required", []), sorted(set(s["properties"]) - set(s.get("required", [])))[0]]
    def fewer(s): s["enum"].pop()
    def other(s): s["type"] = "boolean" if s["type"] != "boolean" else "integer"
    def shorter(s): s["maximum"] -= 1
    def higher(s): s["minimum"] += 1
    def pattern(s): s["pattern"] = "^a$"
    def no_null(s): s["anyOf"] = [a for a in s["anyOf"] if a != {"type": "null"}]
    def enum(s): s["enum"] = ["a"]
    def shelf(s): s["x-safar-shelf"] = "open" if s["x-safar-shelf"] != "open" else "sensitive"

    def more(s): s["properties"]["a_new_member"] = {"type": "string"}
    def code(s): s["enum"].append("a_new_code")
    def wider(s): s["maximum"] += 1
    def words(s): s["description"] = "Other words."
    def also(s): s["anyOf"].append({"type": "array"})
    def types_(s): s["type"] = [s["type"], "null"]

    has = lambda *keys: lambda s: all(k in s for k in keys) and isinstance(s.get("type", ""), str)  # noqa: E731
    record = lambda s: isinstance(s.get("properties"), dict) and s.get("type") == "object" and s["properties"]  # noqa: E731
    optional = lambda s: record(s) and set(s["properties"]) - set(s.get("required", []))  # noqa: E731
    text = lambda s: s.get("type") == "string" and "enum" not in s and "pattern" not in s  # noqa: E731
    breaks = [("a removed property", record, gone), ("a new required member", optional, required), ("a narrowed enum", lambda s: isinstance(s.get("enum"), list) and s.get("type") == "string", fewer),
              ("another type", lambda s: s.get("type") in ("string", "integer", "array", "object"), other), ("a lower maximum", has("maximum"), shorter), ("a higher minimum", has("minimum"), higher),
              ("a new pattern", text, pattern), ("a null that is refused", lambda s: {"type": "null"} in s.get("anyOf", []), no_null), ("a list of values where any was taken", text, enum), ("another shelf", has("x-safar-shelf"), shelf)]
    additions = [("a new property", record, more), ("a new code", lambda s: isinstance(s.get("enum"), list) and s.get("type") == "string", code), ("a wider range", has("maximum"), wider),
                 ("other words", record, words), ("a new alternative", has("anyOf"), also), ("a wider type", text, types_)]
    wrong = 0
    for kinds, is_break in ((breaks, True), (additions, False)):
        for what, test, change in kinds:
            tried = failed = 0
            for family, documents in golden.items():
                for name, schema in documents.items():
                    found = places(schema, lambda s, test=test: test(s))
                    for path in [p for p in found if not (p and p[-1] == "properties")][:8]:
                        changed = copy.deepcopy(golden)
                        change(at(changed[family][name], path))
                        tried += 1
                        failed += bool(compare(golden, changed)) != is_break
                    if tried > 60:
                        break
            print(f"{what}: {tried} places, {failed} {'not found' if is_break else 'taken for a break'}")
            wrong += failed > 0 or tried == 0
    fewer_documents = copy.deepcopy(golden)
    fewer_documents["commands"].pop("apply")
    wrong += not compare(golden, fewer_documents) or bool(compare(fewer_documents, golden))
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    if not arguments or len(arguments) > 2 or arguments[1:] not in ([], ["--write"], ["--control"]):
        print(__doc__, file=sys.stderr)
        return 2
    now = read(arguments[0])
    if arguments[1:] == ["--write"]:
        GOLDEN.mkdir(exist_ok=True)
        for family, documents in now.items():
            (GOLDEN / f"{family}.json").write_text(json.dumps(documents, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    golden = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(GOLDEN.glob("*.json"))}
    if not golden:
        print(f"no golden files in {GOLDEN}: make them with --write", file=sys.stderr)
        return 2
    if arguments[1:] == ["--control"]:
        return control(golden)
    found = compare(golden, now)
    for line in found:
        print(line)
    print(f"{sum(map(len, golden.values()))} schemas, {len(found)} breaks")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
