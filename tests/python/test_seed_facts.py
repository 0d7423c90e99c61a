"""Every fact of the four texts is a command of an example, and every question of docs/seed-facts.md gives it back."""

from __future__ import annotations

import importlib.util
import io
import json
import pathlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import safar as sf

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
EXAMPLES = ROOT / "examples"
DOCUMENT = json.loads((ROOT / "tests" / "vectors" / "seed_facts.json").read_text(encoding="utf-8"))
BY_NAME = {seed["seed"]: seed for seed in DOCUMENT["seeds"]}
FIRST = 16


def script(path: pathlib.Path, name: str) -> ModuleType:
    """A script as a module."""
    if str(EXAMPLES) not in sys.path:
        sys.path.insert(0, str(EXAMPLES))
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = script(ROOT / "tools" / "make_seed_facts.py", "make_seed_facts")


def facts(seed: str) -> list[tuple[int, dict[str, Any]]]:
    return [(n, fact) for n, sentence in enumerate(BY_NAME[seed]["sentences"], 1) for fact in sentence.get("facts", [])]


@pytest.fixture(scope="module", params=sorted(BY_NAME))
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ModuleType, sf.Session]]:
    """The register that the example of a text leaves."""
    example = BY_NAME[request.param]["example"]
    module = script(EXAMPLES / example / f"{example}.py", f"facts_{example}")
    folder = tmp_path_factory.mktemp(example)
    module.story(folder, io.StringIO())
    with sf.Register.open(folder / "example.safar", read_only=True, clock=module.desk.Clock()) as register:
        with register.session("desk.1", "project_officer", "portfolio") as s:
            yield request.param, module, s


def answer(module: ModuleType, session: sf.Session, query: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(session.query(query).to_dicts(), key=lambda row: [module.desk.shown(v) for v in row.values()])


def test_every_fact_is_a_command_of_its_example(told: tuple[str, ModuleType, sf.Session]) -> None:
    seed, module, _ = told
    entered = list(module.facts())
    for n, fact in facts(seed):
        assert any(c["command"] == fact["command"] and all(c.get(k) == v for k, v in fact["members"].items()) for c in entered), (n, fact)


def test_every_question_gives_its_fact_back(told: tuple[str, ModuleType, sf.Session]) -> None:
    seed, module, session = told
    asked = facts(seed)
    for n, fact in asked:
        rows = answer(module, session, fact["query"])
        assert (rows[:FIRST], len(rows)) == (fact["first"], fact["rows"]), f"{seed}, sentence {n}: {json.dumps(fact['query'])}"
    assert asked


def test_a_question_of_an_empty_register_gives_nothing_back(tmp_path: pathlib.Path) -> None:
    """The answers come from the facts: without them every question with rows fails."""
    with sf.Register.create(tmp_path / "none.safar", office="X", keys=sf.keys.file(tmp_path / "none.key")) as register:
        with register.session("desk.1", "project_officer", "portfolio") as s:
            for seed in BY_NAME:
                for _, fact in facts(seed):
                    assert len(s.query(fact["query"]).to_dicts()) == 0


@pytest.mark.parametrize("seed", sorted(BY_NAME))
def test_every_sentence_of_the_text_is_there(seed: str) -> None:
    path = SEEDS / BY_NAME[seed]["file"]
    if not path.exists():
        pytest.skip(f"NOT TESTED: {path} is not there")
    found = tool.sentences(path.read_text(encoding="utf-8"))
    listed = BY_NAME[seed]["sentences"]
    assert len(found) == len(listed)
    for n, (sentence, entry) in enumerate(zip(found, listed, strict=True), 1):
        plain, words = " ".join(sentence.split()), entry["words"]
        assert plain.startswith(words), n
        assert len(words.split()) <= 8, n
        assert words != plain or len(words.split()) == 1, f"{n}: a whole sentence is copied"


def test_what_has_no_fact_and_no_reason_is_few() -> None:
    """Of the three texts that are no collection of posts every sentence is held, or says why not."""
    bare = {seed: [n for n, s in enumerate(BY_NAME[seed]["sentences"], 1) if not s.get("facts") and not s.get("missing")] for seed in BY_NAME}
    assert (bare["000"], bare["002"], bare["003"]) == ([], [11], [])
    for seed in BY_NAME.values():
        for sentence in seed["sentences"]:
            assert set(sentence) <= {"words", "facts", "missing"}
            assert sentence.get("facts", True), "an empty list is none"


def test_the_page_is_what_the_file_says(tmp_path: pathlib.Path) -> None:
    page = (ROOT / "docs" / "seed-facts.md").read_text(encoding="utf-8")
    assert page == tool.page(DOCUMENT), "run tools/make_seed_facts.py"
    other = json.loads(json.dumps(DOCUMENT))
    other["seeds"][0]["sentences"][0]["words"] = "Another"
    assert page != tool.page(other)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("\n \n--\n", 0),
        ("One. Two! Three?", 3),
        ("Ms. A came. She left", 2),
        ("It is so (and beyond!) due to that.", 1),
        ("“One.” Two", 2),
        ("• a\n- b\nLabel: c", 3),
        ("In 2009.5 nothing", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(tool.sentences(text)) == count
