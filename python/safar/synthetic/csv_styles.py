"""The files that offices send: one row a person, in three styles.

``clean``: comma, UTF-8, codes as the library names them. ``french``: semicolon, Windows-1252, CRLF, French headers and
country names, dates day first. ``messy``: a byte order mark, shuffled columns, blank lines, sex by any letter, and
planted errors. Only the first document of a person is written: a file of an office has one column for it.
"""
from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .draw import Draw

if TYPE_CHECKING:
    from . import Intake

CLEAN = ("case_ref", "person_ref", "applied_on", "site", "route", "family_name", "given_name", "other_names", "father_name", "sex", "birth",
         "birth_quality", "nationality", "relation", "document_type", "document_country", "document_number", "document_expires", "phone")
FRENCH = ("N° dossier", "N° personne", "Date d'enregistrement", "Site", "Frontière", "Nom", "Prénom", "Autres noms", "Nom du père", "Sexe",
          "Date de naissance", "Source de la date", "Nationalité", "Lien", "Type de document", "Pays du document", "N° document",
          "Date d'expiration", "Téléphone")
MESSY = ("Case Ref", "Person REF", "Applied-On", "SITE", "Route", "Family Name", "given name", "Other_Names", "Father Name", "SEX", "birth",
         "birth quality", "Nationality", "relation", "Document Type", "document_country", "Document Number", "document expires", "Phone ")
COUNTRY = {"MLI": "Mali", "GIN": "Guinée", "CIV": "Côte d'Ivoire", "SEN": "Sénégal", "GMB": "Gambie", "SLE": "Sierra Leone", "LBR": "Libéria"}
BORDER = {"DZA": "Algérie", "MRT": "Mauritanie", "LBY": "Libye", "NER": "Niger", "other": "autre", "none": "aucune"}
FRENCH_WORDS = {
    "sex": {"male": "M", "female": "F"}, "birth_quality": {"documented": "document", "stated": "déclarée", "estimated": "estimée", "placeholder": "par défaut"},
    "relation": {"principal": "chef de ménage", "spouse": "conjoint", "child": "enfant"}, "nationality": COUNTRY, "document_country": COUNTRY, "route": BORDER,
    "document_type": {"passport": "passeport", "national_id": "carte d'identité", "consular_card": "carte consulaire", "ecowas_card": "carte CEDEAO",
                      "birth_certificate": "extrait de naissance"},
}
Row = dict[str, str]

#: Planted in messy files: code, column, what is written, what a careful reader does with the row.
#: refuse = the row cannot be taken; flag = taken, with a warning.
PLANTED = (
    ("not_a_date", "birth", "30 February", "refuse"),
    ("not_a_date", "applied_on", "spreadsheet serial number", "refuse"),
    ("unknown_country", "nationality", "Wakandaland", "refuse"),
    ("unknown_code", "sex", "X?", "refuse"),
    ("too_few_cells", "", "the row breaks off", "refuse"),
    ("birth_after_application", "birth", "a year to come", "flag"),
    ("placeholder", "birth", "1900-01-01", "flag"),
    ("expired_document", "document_expires", "expired years ago", "flag"),
    ("formula", "other_names", "=1+1", "flag"),
    ("repeated_row", "", "the same row once more", "flag"),
)


def rows(intake: Intake) -> list[Row]:
    """One row a person, columns as in CLEAN, absent = ""."""
    out = []
    for a in intake.applications:
        for p in a["persons"]:
            paper = p["documents"][0] if p["documents"] else {}
            out.append({"case_ref": a["ref"], "person_ref": p["ref"], "applied_on": a["applied_on"], "site": a["site"], "route": a["route"]}
                       | {k: p.get(k, "") for k in ("family_name", "given_name", "other_names", "father_name", "sex", "birth", "birth_quality",
                                                    "nationality", "relation")}
                       | {f"document_{k}": paper.get(k, "") for k in ("type", "country", "number", "expires")} | {"phone": p.get("phone", "")})
    return out


def dmy(edtf: str) -> str:
    """1994-03-21 -> 21/03/1994, 1985~ -> vers 1985; a year stays."""
    if edtf.endswith("~"):
        return f"vers {edtf[:-1]}"
    return "/".join(reversed(edtf.split("-"))) if len(edtf) == 10 else edtf


def _french(row: Row) -> list[str]:
    out = []
    for column in CLEAN:
        value = row[column]
        if column in FRENCH_WORDS:
            value = FRENCH_WORDS[column].get(value, value)
        elif column in ("applied_on", "birth", "document_expires"):
            value = dmy(value)
        elif column == "family_name":
            value = value.upper()
        out.append(value)
    return out


def _text(header: list[str], lines: list[list[str]], separator: str, end: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(header)
    for line in lines:
        if line:
            writer.writerow(line)
        else:
            out.write(end)                      # a blank line
    return out.getvalue()


def _plant(code: str, column: str, row: Row) -> None:
    if code == "not_a_date":
        row[column] = f"{1980 + int(row['phone'][-1:] or 4)}-02-30" if column == "birth" else "43419"
    elif code == "unknown_country":
        row[column] = "Wakandaland"
    elif code == "unknown_code":
        row[column] = "X?"
    elif code == "birth_after_application":
        row[column] = "2031-05-05"
    elif code == "placeholder":
        row[column], row["birth_quality"] = "1900-01-01", ""
    elif code == "expired_document":
        row["document_type"], row["document_country"], row["document_number"] = "passport", row["nationality"], "ZZ0000000"
        row[column] = "2009-12-31"
    elif code == "formula":
        row[column] = "=1+1"


def _sloppy(draw: Draw, row: Row) -> None:
    """Habits that a reader must live with: nothing is lost and nothing is wrong."""
    if row["sex"]:
        row["sex"] = draw.one(("M", "H", "m", "male", "M", "")) if row["sex"] == "male" else draw.one(("F", "f", "female", "F"))
    roll = draw.below(100)
    if roll < 4:
        row["family_name"] = f" {row['family_name']} "
    elif roll < 8:
        row["given_name"] = row["given_name"].upper()
    elif roll < 11:
        row["father_name"] = "?"
    elif roll < 14:
        row["document_number"] = row["document_number"].lower()
    elif roll < 16:
        row["phone"] = " ".join(row["phone"][k:k + 3] for k in range(0, len(row["phone"]), 3))


def _messy(intake: Intake) -> tuple[list[str], list[list[str]], list[dict[str, Any]]]:
    draw = Draw(intake.truth["seed"], "messy")
    table = rows(intake)
    order = draw.shuffled(range(len(CLEAN)))
    alone = {a["ref"] for a in intake.applications if len(a["persons"]) == 1}
    free = draw.shuffled(i for i, row in enumerate(table) if row["case_ref"] in alone)
    each = max(1, len(table) // 400)
    victims = {i: PLANTED[k % len(PLANTED)] for k, i in enumerate(free[: min(each * len(PLANTED), len(free) // 2)])}
    lines: list[list[str]] = []
    planted: list[dict[str, Any]] = []
    number = 0
    for i, row in enumerate(table):
        _sloppy(draw, row)
        number += 1
        code, column, what, expect = victims.get(i, ("", "", "", ""))
        _plant(code, column, row)
        line = [row[CLEAN[k]] for k in order]
        if code == "too_few_cells":
            line = line[:7]
        lines.append(line)
        if code == "repeated_row":
            lines.append(list(line))
            number += 1
        if code:
            planted.append({"row": number, "line": len(lines) + 1, "person": row["person_ref"], "column": MESSY[CLEAN.index(column)].strip() if column else "",
                            "code": code, "what": what, "expect": expect})
        if draw.permille(4):
            lines.append([])
    return [MESSY[k] for k in order], lines, planted


def write_csv(intake: Intake, path: str | Path, style: str = "clean") -> list[dict[str, Any]]:
    """Writes the rows of an intake as an office would send them; style: clean, french or messy.

    Returns the errors planted in a messy file, else an empty list: ``row`` counts data rows from 1 without blank
    lines, ``line`` physical lines from 1, ``expect`` is refuse or flag, ``code`` says why. Errors stand only in rows of
    persons who apply alone. Rows with an honest 1 January are not listed: see ``birth_quality`` of the applications.
    """
    planted: list[dict[str, Any]] = []
    if style == "clean":
        text = _text(list(CLEAN), [[row[c] for c in CLEAN] for row in rows(intake)], ",", "\n").encode("utf-8")
    elif style == "french":
        text = _text(list(FRENCH), [_french(row) for row in rows(intake)], ";", "\r\n").encode("cp1252")
    elif style == "messy":
        header, lines, planted = _messy(intake)
        text = b"\xef\xbb\xbf" + _text(header, lines, ",", "\n").encode("utf-8")
    else:
        raise ValueError(f"style must be clean, french or messy, not {style[:32]!r}")
    Path(path).write_bytes(text)
    return planted
