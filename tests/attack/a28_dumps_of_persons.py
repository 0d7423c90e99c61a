"""Somebody who is told figures only asks for the dump of what was folded, and has persons, sites and sexes row by row."""

SITE, ROUTE, NATION = "ZSITE", "ZROUTE", "GIN"


def attack(sf, folder):
    found = []
    with sf.Register.create(folder / "r.safar", office="BKO", keys=folder / "office.key") as register:
        with register.session("c.1", "intake_clerk", "casework") as s:
            made = s.execute({"v": 1, "command": "apply", "site": SITE, "route": ROUTE, "persons": [{"given_name": "Awa", "sex": "female", "nationality": NATION, "birth": "1994-05-06", "documents": [{"type": "passport", "country": NATION, "number": "Z1"}]}]})  # fmt: skip
        person = made.made["persons"][0]
        for role in [r["name"] for r in sf.describe("roles")]:
            for purpose in ("audit", "statistics", "casework", "portfolio", "data_protection"):
                try:
                    s = register.session("x.1", role, purpose)
                    dumps = "".join(s.projection_dumps())
                except sf.SafarError:
                    continue
                told = [w for w in (SITE, ROUTE, "female", "25-34") if w in dumps]
                if purpose == "statistics" or role in ("data_analyst", "system_administrator"):
                    found.append(f"{role} for {purpose} has a dump")
                elif role == "auditor" and told:
                    found.append(f"{role} for {purpose} is told {told}")
                elif "lookup" in dumps and person in [line.split()[-1] for line in dumps.splitlines() if line.startswith("lookup")] and "Awa" not in str(names(sf, s)):
                    found.append(f"{role} for {purpose}, who reads no names, is told whose papers are known")
                s.close()
    return found


def names(sf, session):
    try:
        return session.query("persons").frame().to_dicts()
    except sf.SafarError:
        return []


UNMENDED = [("src/register/register.cpp", '  const bool audits = impl_->actor.role == "auditor" && impl_->actor.purpose == "audit";', '  const bool audits = impl_->actor.role == "auditor";'),
            ("src/register/rebuild.cpp", "  if (reads(Shelf::counted)) return lines;", "  if (reads(Shelf::open)) return lines;")]
