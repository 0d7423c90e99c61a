"""How a register grows: fills registers of several sizes, prints what each question costs, and draws the growth.

    python tests/bench/scale.py --bench BUILD/tests/bench/bench_register_scale --folder DIR [--sizes 10000,100000,1000000]

`BUILD` is configured with -DSAFAR_BUILD_BENCH=ON. Needs the safar package, pandas, polars and pyarrow; altair draws growth.svg in
the folder where it is installed. A million cases take about 17 GB of disk for the time of the
run, half of it for bare SQLite.
"""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import time
from pathlib import Path

import safar as sf

COLUMNS = ["case", "number", "programme", "site", "journey", "eligibility", "consent", "held", "applied_on", "departed_on", "persons"]
LINE = re.compile(r"execute_many columns\s+(\d+) events in the register:\s+(\d+) events/s, ([\d.]+) of bare SQLite")


def timed(work):
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def frames(folder: Path) -> dict:
    """Times of all cases as pandas and polars, in seconds."""
    register = sf.Register.open(folder / "scale.safar", keys=sf.keys.file(folder / "scale.key"))
    with register, register.session(actor="bench", role="finance_officer", purpose="casework") as session:
        session.query("cases").select(*COLUMNS).limit(1).to_arrow()  # loads the columns
        query = lambda: session.query("cases").select(*COLUMNS)  # noqa: E731
        pandas_frame, pandas_s = timed(lambda: query().to_pandas())
        polars_frame, polars_s = timed(lambda: query().to_polars())
        assert len(pandas_frame) == len(polars_frame)
        print(f"to pandas       {len(pandas_frame):,} rows of {len(COLUMNS)} columns in {pandas_s:.2f} s, to polars {polars_s:.2f} s")
        return {"pandas_s": pandas_s, "polars_s": polars_s}


def one_size(bench: Path, folder: Path, cases: int) -> dict:
    print(f"--- {cases:,} cases")
    run = subprocess.run([bench, folder, str(cases), "keep"], check=True, capture_output=True, text=True)
    print(run.stdout, end="")
    rates = [(int(m[1]), int(m[2]), float(m[3])) for m in LINE.finditer(run.stdout)]
    number = lambda pattern: float(re.search(pattern, run.stdout)[1])  # noqa: E731
    row = {
        "cases": cases,
        "events_per_s": statistics.median(r[1] for r in rates[-5:]),  # one step may meet the disk at a bad moment
        "of_bare": statistics.median(r[2] for r in rates[-5:]),
        "open_ms": number(r"open\s+([\d.]+) ms"),
        "one_case_ms": number(r"one case\s+([\d.]+) ms"),
        "counts_ms": min(float(x) for x in re.findall(r"\ncounts\s+([\d.]+) ms", run.stdout)),
        "bytes_an_event": number(r"at rest\s+(\d+) bytes"),
    }
    row |= frames(folder)
    shutil.rmtree(folder)
    return row


MEASURES = {
    "events_per_s": "bulk, events a second",
    "of_bare": "bulk, of bare SQLite",
    "open_ms": "open to the first case, ms",
    "one_case_ms": "one case folded, ms",
    "counts_ms": "counts by nationality and month, ms",
    "bytes_an_event": "bytes an event at rest",
    "pandas_s": "all cases to pandas, s",
    "polars_s": "all cases to polars, s",
}


def draw(rows: list[dict], target: Path) -> None:
    try:
        import altair as alt
        import pandas as pd
    except ImportError:
        return
    long = pd.DataFrame(rows).rename(columns=MEASURES).melt("cases", list(MEASURES.values()), "measure", "value")
    chart = (
        alt.Chart(long, width=180, height=120).mark_line(point=True)
        .encode(alt.X("cases:Q", title="cases").scale(type="log"), alt.Y("value:Q", title=None).scale(zero=True), alt.Facet("measure:N", columns=4, title=None, sort=list(MEASURES.values())))
        .resolve_scale(y="independent")
    )
    chart.save(target)
    print(f"drawn: {target.name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for n in options.sizes.split(","):
        rows.append(one_size(options.bench, options.folder / "register", int(n)))
        # After each size: the largest one takes most of the time, and may not end.
        (options.folder / "growth.json").write_text(json.dumps(rows, indent=1) + "\n")
    draw(rows, options.folder / "growth.svg")


if __name__ == "__main__":
    main()
