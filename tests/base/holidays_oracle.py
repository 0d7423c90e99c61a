"""Prints "BEL 2019-04-22" for each holiday on a working day of the countries of the table, 2015 to 2026, as the package `holidays` has it.

Left out: days of the Moon, which a house adopts.
"""
import holidays

COUNTRIES = dict(AUT="AT", BEL="BE", CHE="CH", CYP="CY", DEU="DE", ESP="ES", FRA="FR", GRC="GR", ITA="IT", LTU="LT", MAR="MA", MLI="ML", MLT="MT", MNE="ME", NER="NE", NLD="NL",
                 POL="PL", PRT="PT", SWE="SE")
MOON = ("Eid", "Prophet", "Islamic", "Laylat", "Ashura", "estimated")

for code, short in COUNTRIES.items():
    for day, name in sorted(holidays.country_holidays(short, years=range(2015, 2027), language="en_US").items()):
        parts = [n for n in name.split("; ") if not any(m in n for m in MOON)]
        if parts and day.weekday() < 5:
            print(code, day.isoformat())
