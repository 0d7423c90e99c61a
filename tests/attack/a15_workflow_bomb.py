"""Somebody who may adopt documents sends a workflow of thousands of equal rows, or of megabytes: findings and memory explode."""

import json
import resource
import time


def _workflow(sf, **change):
    document = json.loads(json.dumps(sf.describe("workflow")))
    document.update(change)
    return document


def attack(sf, folder):
    found = []
    base = _workflow(sf)
    region = next(iter(base["transitions"]))
    row = base["transitions"][region][0]
    bombs = {
        "4,000 equal rows": _workflow(sf, transitions={**base["transitions"], region: [row] * 4000}),
        "900 equal rows": _workflow(sf, transitions={**base["transitions"], region: [row] * 900}),
        "8,000 equal rows": _workflow(sf, transitions={**base["transitions"], region: [row] * 8000}),
        "100,000 states": _workflow(sf, regions={**base["regions"], region: {"start": "s0", "states": [f"s{i}" for i in range(100_000)]}}),
        "16 MB": _workflow(sf, transitions={**base["transitions"], region: [row] * 150_000}),
        "50,000 timers": _workflow(sf, timers=[{"after": "apply", "within": "P1D", "expect": "counsel", "while_held": "run"}] * 50_000),
        "100,000 names": _workflow(sf, never_blocked=["x"] * 100_000),
        "regions that multiply": _workflow(sf, regions={**base["regions"], **{f"r{i}": {"start": "a", "states": ["a", "b", "c", "d"]} for i in range(12)}}),
    }
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key")) as register, register.session("a", "system_administrator") as s:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for what, document in bombs.items():
            began = time.process_time()
            try:
                s.adopt(document, kind="workflow", name="avrr")
                found.append(f"{what}: taken")
            except sf.SafarError:
                pass
            if (took := time.process_time() - began) > 2.5:
                found.append(f"{what}: {took:.1f} s")
        codes = {"codes": [{"code": "ML-BKO-1", "from": f"{1000 + i // 360:04d}-{i // 30 % 12 + 1:02d}-{i % 28 + 1:02d}", "until": f"{1000 + i // 360:04d}-{i // 30 % 12 + 1:02d}-{i % 28 + 1:02d}"} for i in range(40_000)]}
        began = time.process_time()
        try:
            s.adopt(codes, kind="code_list", name="site")
        except sf.SafarError:
            pass
        if (took := time.process_time() - began) > 2.5:
            found.append(f"a code of 40,000 spans: {took:.1f} s")
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        if grown > 400:
            found.append(f"{grown} MiB of memory")
    return found


UNMENDED = [("src/workflow/read.cpp", "    if (n <= most) return true;\n", "    if (n <= most || at.size() < 1000) return true;\n"),
            ("src/workflow/read.cpp", "constexpr JsonLimits document_limits{1u << 20, 32, 64u << 20};", "constexpr JsonLimits document_limits{64u << 20, 32, 256u << 20};")]  # fmt: skip
