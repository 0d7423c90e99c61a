"""Somebody whose texts an office takes in (a sheet, a feed, a workflow) writes into them what a terminal obeys or a page turns round."""

NASTY = "A\x1b]0;owned\x07\x1b[2J\x9b5mB\u202eC\u2066D\u200b<b>E\x00F\ufe0f"
BAD = ("\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\x00")


def attack(sf, folder):
    found = []

    def look(what, call):
        try:
            said = call()
        except sf.SafarError as error:
            said = f"{error}"
        bad = [hex(ord(b)) for b in BAD if b in said]
        if bad or "<b>E" in said and "html" in what:
            found.append(f"{what} shows {bad or '<b>'}")

    with sf.Register.create(folder / "r.safar", office="BKO", keys=folder / "office.key") as register:
        text = NASTY.replace("\x00", "")
        with register.session("p.o", "project_officer", "portfolio") as s:
            for command in ({"command": "create_project", "ref": "P1", "title": {"en": text}}, {"command": "register_organisation", "ref": "O1", "title": {"en": text}}):
                try:
                    s.execute({"v": 1, **command})
                except sf.SafarError:
                    s.execute({"v": 1, **command, "title": text})
        with register.session("pm", "programme_manager", "portfolio") as s:
            for noun in (s.project("P1"), s.organisation("O1")):
                for name, call in {"repr": lambda n=noun: repr(n), "str": lambda n=noun: str(n), "text": lambda n=noun: n.text(), "html": lambda n=noun: n.html(), "_repr_html_": lambda n=noun: n._repr_html_()}.items():
                    look(f"{type(noun).__name__} {name}", call)
            for view in ("projects", "organisations"):
                frame = s.query(view).frame()
                look(f"{view} repr", lambda f=frame: repr(f))
                look(f"{view} html", lambda f=frame: f._repr_html_())
                look(f"{view} query html", lambda v=view: s.query(v)._repr_html_())
        with register.session("c.1", "counsellor", "casework") as s:
            case = s.execute(sf.Apply(site="ML-1", ref=text, persons=[{"given_name": text}])).case
            card = s.case(case)
            look("card repr", lambda: repr(card))
            look("card html", lambda: card._repr_html_())
            frame = s.query("cases").frame()
            look("cases repr", lambda: repr(frame))
            look("cases html", lambda: frame._repr_html_())
            frame = s.query("persons").frame()
            look("persons repr", lambda: repr(frame))
            look("persons html", lambda: frame._repr_html_())
    return found


UNMENDED = [("python/safar/_text.py", "    return html.escape(clean(text), quote=True)", "    return html.escape(str(text), quote=True)"),
            ("python/safar/portfolio.py", "        return clean(_noun_pages.text(self, _language(language), width))", "        return _noun_pages.text(self, _language(language), width)")]
