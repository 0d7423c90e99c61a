"""The clock of the machine was wrong once (2099, 2262, the year 6000): what follows is dated by it for ever, or cannot be read."""

import datetime as dt

DAY = 86_400_000_000


def _us(year, month=1, day=1):
    return int(dt.datetime(year, month, day, tzinfo=dt.timezone.utc).timestamp()) * 1_000_000


def attack(sf, folder):
    found = []
    for i, wrong in enumerate([_us(2099), _us(2262), 140_000_000_000_000_000, 2**62, _us(2026) + 500 * DAY]):
        now = [_us(2026)]

        def clock():
            now[0] += 1000
            return now[0]

        with sf.Register.create(folder / f"{i}.safar", office="BKO", keys=sf.keys.file(folder / f"{i}.key"), clock=clock) as register:
            with register.session("c", "intake_clerk") as s:
                s.execute(sf.Apply(site="ML-BKO-1", persons=[{"nationality": "GIN"}]))
                now[0] = wrong
                for way in (lambda: s.execute(sf.Apply(persons=[{}])), lambda: s.execute_each([{"command": "apply", "persons": [{}]}])[0].receipt.number,
                            lambda: s.check(sf.Apply(persons=[{}]))):  # fmt: skip
                    try:
                        way()
                        found.append(f"written with the clock at {wrong}")
                    except (sf.SafarError, AttributeError):
                        pass
                now[0] = _us(2026, 2)
                number = s.execute(sf.Apply(persons=[{}])).number
                if not number.startswith("BKO-2026-"):
                    found.append(f"after it: {number}")
                try:
                    len(s.query("cases")), len(s.query("due"))
                    if not s.verify():
                        found.append("verify fails after it")
                except sf.SafarError as e:
                    found.append(f"reading fails after it: {e}")
    return found


UNMENDED = [("src/store/open.cpp", "if (heads_.act == 0 || options_.accept_clock_jump || now - heads_.received <= most_clock_jump) return {};", "return {};")]
