"""A slip or a lie puts durations, counts and amounts into the register that are less than nothing or more than there can be."""


def attack(sf, folder):
    found = []
    commands = sf.describe("commands")
    names = [c["name"] for c in (commands if isinstance(commands, list) else commands["commands"])]
    tried = 0
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key"), programme="ML-JI") as register, register.session("co.s", "system_administrator", "casework"):
        with register.session("fatou.d", "intake_clerk", "casework") as s:
            case = s.execute(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="A")])).case
        with register.session("co.s", "counsellor", "casework") as s:
            for member, command, values in (("minutes", "counsel", (-5, -1, 10**9, 1441)), ("escorts", "transit", (-1, 10**9)), ("round", "follow_up", (-1, 0, 10**9)), ("instalment", "pay", (-1, 0, 10**9)),
                                            ("cost", "plan_service", ("-5.00 EUR",)), ("charged", "pay", ("-5.00 EUR",)), ("amount", "pay", ("-5.00 EUR",)), ("amount", "set_budget", ("-5.00 EUR",))):
                assert command in names
                for value in values:
                    tried += 1
                    more = {"legs": [{}]} if command == "transit" else {"amount": "1.00 EUR"} if command == "pay" and member != "amount" else {"line": "x"} if command == "set_budget" else {}
                    for role in ("counsellor", "movement_officer", "programme_manager", "finance_officer", "reintegration_officer"):
                        try:
                            with register.session("x.y", role, "casework") as t:
                                t.execute({"v": 1, "command": command, "case": case, member: value, **more})
                            found.append(f"{command} takes {member} {value}")
                        except sf.SafarError:
                            pass
            try:
                s.execute({"v": 1, "command": "counsel", "case": case, "minutes": 45})
            except sf.SafarError as e:
                found.append(f"45 minutes were refused: {e}")
    return found


UNMENDED = [("src/casework/bounds.cpp", "(*n >= b.least && *n <= b.most)", "(b.least <= b.most)")]
