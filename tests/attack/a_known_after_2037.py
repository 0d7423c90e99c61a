"""A register in any zone but UTC cannot be asked about a day after 2037: whoever waits, or sets the clock on, has shut it."""


def attack(sf, folder):
    found = []
    for n, zone in enumerate(("Africa/Bamako", "Europe/Paris", "America/New_York", "Africa/Casablanca")):
        now = [4_000_000_000_000_000]  # 2096
        with sf.Register.create(folder / f"{n}.safar", office="BKO", keys=sf.keys.file(folder / f"{n}.key"), programme="ML-JI", zone=zone, clock=lambda: now[0]) as register:
            with register.session("fatou.d", "intake_clerk", "casework") as s:
                try:
                    s.execute(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="A")]))
                    for day in ("2038-01-01", "2050-07-01", "2099-12-31", "9999-12-31"):
                        s.query("cases").known_on(day).to_dicts()
                except sf.SafarError as e:
                    found.append(f"{zone}: {e}")
    return found


UNMENDED = [("src/base/time.cpp", "  const std::int64_t like = looked_up(**z, days);\n", "  const std::int64_t like = looked_up(**z, days);\n  if (days > last_listed_day) return fail(ErrorCode::out_of_range, \"too late\");\n")]
