"""Somebody who may hand over columns hands over a stream that is none: children that are counted and not there, lengths below nothing or without end."""

import os
import pathlib
import subprocess


def attack(sf, folder):
    source, build = os.environ["SAFAR_SOURCE"], os.environ["SAFAR_BUILD"]
    program = folder / "streams"
    text = pathlib.Path(__file__).with_name("a25_arrow_streams.c")
    made = subprocess.run(["gcc", "-std=c11", "-o", str(program), str(text), f"-I{source}/include", f"-L{build}/src/c", f"-L{build}/src", f"-L{build}", "-lsafar", f"-Wl,-rpath,{build}/src/c:{build}/src:{build}"],
                          capture_output=True, text=True, check=False)
    if made.returncode:
        return [f"does not build: {made.stderr[:300]}"]
    found = []
    for n in range(20):
        try:
            done = subprocess.run([str(program), str(folder / f"{n}.safar"), str(n)], capture_output=True, text=True, timeout=30, check=False)
        except subprocess.TimeoutExpired:
            found.append(f"stream {n} is walked without end")
            continue
        if done.returncode == 99:
            break
        if done.returncode:
            found.append(f"stream {n}: {done.returncode} {done.stdout.strip()[:200]}")
    return found


UNMENDED = [("src/base/arrow_stream_in.cpp", "  if (auto r = arrow::check(out.schema_); !r) return std::move(r).error();\n", ""),
            ("src/base/arrow_stream_in.cpp", "  else if (auto r = arrow::check(schema_, batch_); !r) return ended_ = true, std::move(r).error();\n", "")]
