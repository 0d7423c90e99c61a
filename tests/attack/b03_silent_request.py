"""A request id that was read from a text with a digit missing is none, and nobody is told: the same form sent again makes a second case."""

import os
import subprocess

SILENT = """
#include <safar/register.hpp>
int main() {
  safar::CommandOptions once;
  safar::parse_into("8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5", once.request);
  return once.request.none() ? 1 : 0;
}
"""
SAID = """
#include <safar/register.hpp>
int main() {
  const auto lost = safar::RequestId::parse("8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5"), empty = safar::RequestId::parse("");
  const safar::RequestId right(safar::id("8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5e"));
  safar::CommandOptions once{.request = right};
  return lost.ok() || empty.ok() || once.request.none() ? 1 : 0;
}
"""


def compiles(folder, name, text):
    source = folder / f"{name}.cpp"
    source.write_text(text)
    return subprocess.run(["g++", "-std=c++20", "-fsyntax-only", "-Werror=unused-result", f"-I{os.environ['SAFAR_SOURCE']}/include", str(source)], capture_output=True, text=True, check=False)


def attack(sf, folder):
    found = []
    if compiles(folder, "silent", SILENT).returncode == 0:
        found.append("a lost request id compiles without a word")
    said = compiles(folder, "said", SAID)
    if said.returncode != 0:
        found.append(f"there is no way to be told: {said.stderr[:400]}")
    return found


UNMENDED = [("include/safar/base/id.hpp", "[[nodiscard]] constexpr bool parse_into(", "constexpr bool parse_into(")]
