"""One application, asked for again, and a departure that is refused; everything is freed. Needs safar alone; pyarrow if it is there."""

import pathlib
import sys

import safar as sf

CASE = "0c000000000000000000000000000001"  # ids of the host; without them the library makes some
PERSON = "0d000000000000000000000000000001"
NOW = 1542009600000000  # 2018-11-12, 08:00 UTC, in microseconds; without a clock of the host the system's is read


def main(folder: pathlib.Path) -> None:
    register = sf.Register.create(
        folder / "story.safar", office="BKO", programme="ML-JI", zone="Africa/Bamako", keys=sf.keys.file(folder / "story.key"), clock=lambda: NOW
    )
    with register, register.session("fatou.d", "intake_clerk") as clerk, register.session("moussa.k", "movement_officer") as mover:
        person = sf.Migrant(person_id=PERSON, given_name="Mariam", nationality="GIN", sex="female", birth="1994")
        receipt = clerk.execute(sf.Apply(case=CASE, site="ML-BKO-1", persons=[person]), request="8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5e")
        # `act` begins with the random name of this register's writer; a word is printed in its place, so that all runs print the same.
        print("receipt", receipt.json().replace(receipt.act, "(act)"))

        rows = clerk.query("cases").where(case=CASE).select("number", "site", "journey", "applied_on", "persons")
        print("json", rows.json())
        print_arrow(rows)

        try:
            mover.execute(sf.Depart(case=CASE))  # nothing is booked
        except sf.RefusedError as e:  # and nothing was changed
            print("refused", e.code)
            for shown, text in (("reason", e.reason), ("field", e.field), ("sentence", e.json()["sentence"]["en"]), ("remedy", e.remedy)):
                print(shown, text)


def print_arrow(rows: sf.Query) -> None:
    """Each row's text in the first column."""
    try:
        import pyarrow as pa
    except ImportError:  # any library that takes an Arrow stream will do; without one, the rows as they are
        found = rows.to_dicts()
        names, numbers = list(found[0]), [row["number"] for row in found]
    else:
        table = pa.table(rows)
        names, numbers = table.column_names, table.column(0).to_pylist()
    for number in numbers:
        print("arrow", names[0], number, "of", len(names), "columns")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "."))
