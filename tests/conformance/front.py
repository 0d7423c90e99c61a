"""The Python front of the conformance vectors: lines in, lines out (conformance.py has the protocol)."""

from __future__ import annotations

import json
import sys

import safar as sf

FIRST, STEP = 1_542_013_200_000_000, 1_000_000  # 2018-11-12T09:00:00Z


class Clock:
    def __init__(self) -> None:
        self.now = FIRST - STEP

    def __call__(self) -> int:
        self.now += STEP
        return self.now


def answer(register: sf.Register, verb: str, actor: str, text: str) -> str:
    try:
        with register.session(**json.loads(actor)) as s:
            if verb == "execute":
                return "ok\t" + s.execute(text).json()
            if verb == "check":
                return "ok\t" + s.check(text).json()
            if verb == "query":
                return "ok\t" + s._frame(text).json()
            return "ok\t" + s.verify().json()
    except sf.SafarError as e:
        return "error\t" + json.dumps(e.json())


def main() -> None:
    register = None
    for line in sys.stdin:
        verb, first, second = line.rstrip("\n").split("\t")
        if verb == "open":
            options = json.loads(second)
            options.pop("create")
            register = sf.Register.create(first, keys=sf.keys.file(options.pop("key_file")), clock=Clock(), **options)
            print("ok\t{}", flush=True)
        else:
            assert register is not None
            print(answer(register, verb, first, second), flush=True)
    if register is not None:
        register.close()


if __name__ == "__main__":
    main()
