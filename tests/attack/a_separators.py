"""A separator that is a quote, a line end or a digit makes a file that says something else than the register."""


def attack(sf, folder):
    found = []
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key"), programme="ML-JI") as register, register.session("fatou.d", "intake_clerk", "casework") as s:
        s.execute(sf.Apply(site="ML-BKO-1", ref="a,b;c", persons=[sf.Migrant(given_name="A")]))
        frame = s.query("cases").select("number", "ref").frame()
        for separator in ['"', "\n", "\r", "'", "1", "-", "=", " ", "a", ".", "\x00", "", ",,", "\u061c"]:
            try:
                frame.to_csv(separator=separator)
                found.append(f"{separator!a} was taken")
            except (sf.SafarError, ValueError):
                pass
        for separator in ",;|\t":
            if len(frame.to_csv(separator=separator).splitlines()) != 2:
                found.append(f"{separator!a} makes other rows")
    return found


UNMENDED = [("python/safar/frame.py", "if separator not in SEPARATORS:", "if separator is None:")]
