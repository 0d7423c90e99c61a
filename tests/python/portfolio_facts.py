"""A small portfolio for tests: one programme, one dialogue, two projects, one plan, two organisations; institutions only."""

from __future__ import annotations

from typing import Any

FACTS: list[dict[str, Any]] = [
    {"command": "register_organisation", "ref": "NAMA", "acronym": "NAMA", "title": {"en": "National Agency for Migration", "fr": "Agence nationale des migrations", "ar": "الوكالة الوطنية للهجرة"},
     "kind": "government", "country": "MAR", "website": "https://nama.example"},
    {"command": "record_capacity", "organisation": "NAMA", "entry": "diaspora-desk", "theme": "diaspora", "kind": "practice",
     "text": {"en": "A desk for people who return.", "fr": "Un guichet pour les personnes de retour."}, "since": "2008"},
    {"command": "create_programme", "ref": "HOME", "title": {"en": "Home Again", "fr": "De retour"}, "objective": {"en": "Help to return.", "fr": "Aider au retour."}, "country": "MAR", "starts": "2013",
     "parties": [{"role": "implementing", "name": "IOM"}, {"role": "country", "country": "GIN"}], "approach": ["individual", "economic"]},
    {"command": "create_dialogue", "ref": "COAST", "title": {"en": "Coast Dialogue", "fr": "Dialogue des côtes", "ar": "حوار السواحل"}, "objective": {"en": "To talk.", "ar": "للتحاور."},
     "kind": "regional_process", "established": "2003", "secretariat": {"name": "ICMPD"}},
    {"command": "open_phase", "dialogue": "COAST", "phase": "2", "title": {"en": "In action"}, "starts": "2009", "ends": "2011"},
    {"command": "join_dialogue", "dialogue": "COAST", "party": {"country": "ITA"}, "role": "member", "since": "2003"},
    {"command": "join_dialogue", "dialogue": "COAST", "party": {"country": "MAR"}, "role": "member"},
    {"command": "join_dialogue", "dialogue": "COAST", "party": {"name": "National Agency for Migration", "organisation": "NAMA"}, "role": "partner", "since": "2009"},
    {"command": "hold_meeting", "dialogue": "COAST", "meeting": "Rome 2009", "level": "ministerial", "venue": "Rome", "country": "ITA", "since": "2009-11-02", "phase": "2",
     "conclusions": {"en": "To go on.", "fr": "Continuer."}},
    {"command": "make_commitment", "dialogue": "COAST", "commitment": "C1", "text": {"en": "Share figures."}, "by": [{"country": "ITA"}], "on": "2009-11-02", "deadline": "2010-06"},
    {"command": "state_figure", "dialogue": "COAST", "what": "members", "value": 2, "on": "2010-01-01", "source": {"title": "A leaflet"}},
    {"command": "create_project", "ref": "LINKS", "title": {"en": "Linking Harbours", "fr": "Relier les ports", "ar": "ربط الموانئ"}, "objective": {"en": "Harbours talk to each other."}, "starts": "2009-05-01",
     "ends": "2010-01-31", "budget": "625230.00 EUR", "dialogue": "COAST", "phase": "2", "programme": "HOME", "status": "implementation",
     "parties": [{"role": "implementing", "organisation": "NAMA"}, {"role": "donor", "country": "NOR", "share": 8000, "amount": "500184.00 EUR"}, {"role": "country", "country": "MLI"}]},
    {"command": "amend_project", "project": "LINKS", "kind": "no_cost_extension", "decided_on": "2010-01-10", "ends": "2010-04-30"},
    {"command": "record_activity", "project": "LINKS", "kind": "study_visit", "title": {"en": "To Valletta"}, "place": "Valletta", "country": "MLT", "since": "2009-09"},
    {"command": "record_output", "project": "LINKS", "kind": "inventory", "title": {"en": "Inventory"}, "files": [{"language": "ar"}, {"language": "en", "address": "https://links.example/en"}]},
    {"command": "create_project", "ref": "LINKS2", "title": {"fr": "Relier les ports II"}, "starts": "2010-05", "predecessors": ["LINKS"], "dialogue": "COAST"},
    {"command": "create_plan", "ref": "COAST-PLAN", "title": {"en": "Coast plan"}, "kind": "action_plan", "dialogue": "COAST", "starts": "2010", "ends": "2012", "objective": {"fr": "Agir."}},
    {"command": "set_action", "valid": "2010-01-15", "plan": "COAST-PLAN", "action": {"name": "1.1", "measure": "1", "title": {"en": "Open a desk", "fr": "Ouvrir un guichet"}, "lead": {"name": "NAMA"}, "deadline": "2010-12"}},
    {"command": "set_action", "valid": "2010-01-15", "plan": "COAST-PLAN", "action": {"name": "1.2", "measure": "1", "title": {"en": "Train the desk"}, "lead": {"name": "NAMA"}, "deadline": "2012-12"}},
    {"command": "move_plan", "plan": "COAST-PLAN", "outcome": "adopted", "on": "2010-02-01"},
    {"command": "report_action", "plan": "COAST-PLAN", "action": "1.1", "status": "ongoing", "progress": 40, "on": "2010-09-01"},
]  # fmt: skip

GRANT: list[dict[str, Any]] = [
    {"command": "pledge", "ref": "NOR-1", "title": {"en": "Norway for harbours"}, "donor": {"country": "NOR"}, "project": "LINKS", "amount": "500184.00 EUR", "pledged_on": "2009-03-01", "starts": "2009-05-01", "ends": "2010-01-31"},
    {"command": "sign_agreement", "grant": "NOR-1", "number": "N-77", "signed_on": "2009-04-15", "reports": [{"kind": "final", "due": "2010-03-31"}]},
    {"command": "set_grant_budget", "grant": "NOR-1", "lines": [{"line": "1", "category": "staff", "title": {"en": "Staff"}, "amount": "300184.00 EUR"}, {"line": "2", "category": "travel", "amount": "200000.00 EUR"}]},
    {"command": "spend", "grant": "NOR-1", "line": "2", "amount": "1250.50 EUR", "paid_on": "2009-09-30", "payee": {"name": "A travel agency"}, "what_for": "study_visit", "reference": "V-1"},
]  # fmt: skip
"""By a finance officer."""
