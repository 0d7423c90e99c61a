"""The story as one HTML page: charts as SVG inside, no network, no script."""

from __future__ import annotations

import datetime as dt
import html
from pathlib import Path
from typing import Any

import safar as sf

from figures import how_many

STYLE = """
body{font:16px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733}
h1{font-size:1.7rem;margin-bottom:.2rem} h2{font-size:1.15rem;margin-top:2.2rem} .sub{color:#5b6b7b}
.figures{display:flex;gap:1.2rem;flex-wrap:wrap;margin:1.4rem 0}.figure{border-left:4px solid #1f6f8b;padding:.2rem .9rem}
.figure b{display:block;font-size:1.6rem} table{border-collapse:collapse;width:100%;font-size:.92rem}
td,th{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #dde3e8;vertical-align:top} td:first-child{white-space:nowrap} td.n{text-align:right;font-variant-numeric:tabular-nums}
.no{color:#b00020;font-weight:600} svg{max-width:100%;height:auto}
"""
BORDER = {"DZA": "Algeria", "MRT": "Mauritania", "LBY": "Libya", "NER": "Niger", "other": "other", "none": "none claimed"}


def svg(chart: Any) -> str:
    """An Altair chart as SVG text, drawn without a browser and without a network."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_json()))


def by_border(analyst: sf.Session, first: str) -> Any:
    """Applications a week and border since ``first``."""
    import altair as alt

    rows = [{"week": r["week"], "border": BORDER.get(r["route"], r["route"]), "applications": r["cases"]}
            for r in analyst.query("counts").by("week", "route") if r["week"] >= first]
    return alt.Chart(alt.Data(values=rows)).mark_bar().encode(
        x=alt.X("week:N", title="ISO week of application", axis=alt.Axis(labelAngle=-60)), y=alt.Y("sum(applications):Q", title="applications"),
        color=alt.Color("border:N", title="border stated")).properties(width=760, height=300)


def assisted(analyst: sf.Session) -> Any:
    """Migrants assisted, running total by month of departure."""
    import altair as alt

    rows, total = [], 0
    for r in sorted(analyst.query("counts").where(departed=True).by("departed_month"), key=lambda r: r["departed_month"]):
        total += r["persons"]
        rows.append({"month": r["departed_month"], "assisted": total})
    return alt.Chart(alt.Data(values=rows)).mark_area(opacity=0.75, color="#1f6f8b").encode(
        x=alt.X("month:N", title="month of departure", axis=alt.Axis(labelAngle=-60)), y=alt.Y("assisted:Q", title="migrants assisted so far")).properties(width=760, height=240)


def reviews(analyst: sf.Session, last: str) -> Any:
    """How many of the held cases were reviewed how, day by day, each as known on that day."""
    import altair as alt

    rows = []
    day, end = dt.date(2019, 1, 7), dt.date.fromisoformat(last)
    while day <= end:
        known = analyst.query("cases").known_on(day)
        rows.append({"day": day.isoformat(), "state": "held", "cases": how_many(known.where(("holds", "has", "programme_suspension")))})
        for outcome, state in (("resume", "resumed"), ("refuse", "refused")):
            rows.append({"day": day.isoformat(), "state": state,
                         "cases": how_many(known.where(("resolutions", "has", f"programme_suspension:{outcome}")))})
        day += dt.timedelta(days=4)
    return alt.Chart(alt.Data(values=rows)).mark_bar().encode(
        x=alt.X("day:N", title="as known on", axis=alt.Axis(labelAngle=-60)), y=alt.Y("cases:Q", title="cases"), color=alt.Color("state:N", title="")).properties(width=760, height=240)


def cell(value: Any) -> str:
    """A figure or a small table as text."""
    if isinstance(value, dict):
        return ", ".join(f"{html.escape(str(k))} {v:,}" for k, v in sorted(value.items(), key=lambda kv: -kv[1])[:12])
    return f"{value:,}" if isinstance(value, int) else html.escape(str(value))


def write(path: Path, analyst: sf.Session, truth: dict[str, Any], act: sf.Receipt, asked: list[tuple[str, Any, Any]]) -> Path:
    """Writes the page and returns its path."""
    found = dict((q, r) for q, r, _ in asked)
    agree = sum(r == t for _, r, t in asked)
    boxes = [("applications", found["applications"]), ("migrants assisted by 18 January 2019", found["assisted by 2019-01-18"]), ("cases held in one act", act.count),
             ("still held at the end", found[f"held, as known on {truth['end']}"])]
    rows = "".join(f"<tr><td>{html.escape(q)}</td><td>{cell(r)}</td><td>{'yes' if r == t else '<span class=no>no</span>'}</td></tr>" for q, r, t in asked)
    body = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Mali, 2017 to January 2019</title><style>{STYLE}</style>
<h1>Mali, 2017 to January 2019</h1>
<p class="sub">{found['applications']:,} applications of generated people, seed {truth['seed']}. Nobody here is real. What later engines will decide
is decided by named reviewers who follow the generator's truth file.</p>
<div class="figures">{''.join(f'<div class="figure"><b>{v:,}</b>{html.escape(k)}</div>' for k, v in boxes)}</div>
<h2>Who came, and which border they named</h2>
<p>From {truth['peak']['begins_on']} on, applications at Bamako rise to a peak that does not fit the flows over the Algerian and Mauritanian borders.</p>
{svg(by_border(analyst, '2018-W36'))}
<h2>Assisted so far</h2><p>Assisted means departed on or before the day, counted in migrants.</p>{svg(assisted(analyst))}
<h2>Held in one act, reviewed one by one</h2>
<p>Act {html.escape(act.act)} held {act.count:,} pending cases on {truth['suspension']['on']}, after a preview. Each bar is what the register knew on that day.</p>
{svg(reviews(analyst, truth['end']))}
<h2>Applications by month</h2>{svg(sf.plot.intake(analyst.query('counts').by('month', 'nationality')))}
<h2>Every figure, and whether the truth file has the same</h2>
<p>{agree} of {len(asked)} agree. Each is a query on the register; "as known" asks what the register knew at the end of that day.</p>
<table><tr><th>question</th><th>register</th><th>same</th></tr>{rows}</table></html>"""
    path.write_text(body, encoding="utf-8")
    return path
