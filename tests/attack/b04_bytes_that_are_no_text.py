"""A program in C++ says bytes that are no text (and texts larger than any front takes): they are taken, and read back as something else."""

import os
import pathlib
import subprocess

SOURCE = r"""
#include <iostream>
#include <safar/casework/apply.hpp>
#include <safar/register.hpp>
int main(int, char** argv) {
  using namespace safar;
  RegisterOptions options;
  options.create = true;
  options.office = "KAY";
  options.keys = keys::file(std::string(argv[1]) + ".key");
  auto reg = Register::open(argv[1], options).value();
  auto clerk = reg.session({"fatou.d", "intake_clerk", "casework"}).value();
  const std::string texts[] = {"A\xff\xfe\xc3(z", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", std::string("A\0B", 3), "half \xe2\x82", std::string(68'000'000, 'x')};
  for (const auto& text : texts)
    for (int where = 0; where < 2; ++where) {
      Apply apply;
      apply.persons.emplace_back();
      if (where == 0) apply.ref = text;
      else apply.persons[0].given_name = text;
      const auto done = clerk.execute(apply);
      if (done) std::cout << "a text of " << text.size() << " bytes is taken\n";
      else if (done.error().pointer != (where == 0 ? "/ref" : "/persons/0/given_name")) std::cout << "pointer " << done.error().pointer << "\n";
    }
  return 0;
}
"""


def attack(sf, folder):
    source, build = pathlib.Path(os.environ["SAFAR_SOURCE"]), pathlib.Path(os.environ["SAFAR_BUILD"])
    (folder / "a.cpp").write_text(SOURCE)
    libraries = ["-lsqlite3", "-lsodium", "-lbidgcc000", "-ldate-tz", "-lpthread"]
    subprocess.run(["g++", "-std=c++20", "-I", str(source / "include"), str(folder / "a.cpp"), str(build / "src" / "libsafar.a"), *libraries, "-o", str(folder / "a")], check=True)
    said = subprocess.run([str(folder / "a"), str(folder / "r.safar")], check=True, capture_output=True, text=True).stdout
    return said.splitlines()


UNMENDED = [("src/base/limits.cpp", "  if (m.value(type, fact, Shelf::open, 0)) return {};", "  if (m.value(type, fact, Shelf::open, 0) || true) return {};")]
