"""Somebody reads the memory of a desk's process after a person was erased and the register closed: what its boxes held lies there in the clear."""

import os
import pathlib
import subprocess

SOURCE = r"""
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>
#include <safar/casework/apply.hpp>
#include <safar/casework/closing.hpp>
#include <safar/base/wiped.hpp>
#include <safar/register.hpp>

// How often the letters lie in writable memory; they are put together here, so that this program itself has them nowhere.
std::size_t seen(const std::string& secret) {
  std::size_t found = 0;
  std::FILE* maps = std::fopen("/proc/self/maps", "r");
  std::FILE* memory = std::fopen("/proc/self/mem", "r");
  std::setvbuf(memory, nullptr, _IONBF, 0);
  char line[512];
  static char bytes[1 << 20];  // not in the heap, which is what is looked at
  while (std::fgets(line, sizeof line, maps)) {
    unsigned long from = 0, to = 0;
    char rights[5] = {};
    if (std::sscanf(line, "%lx-%lx %4s", &from, &to, rights) != 3 || std::strncmp(rights, "rw", 2) != 0 || std::strstr(line, "[stack]")) continue;
    const auto own = reinterpret_cast<unsigned long>(bytes);
    if (from <= own && own < to) continue;  // what was read a moment ago
    for (; from < to; from += sizeof bytes - 64) {
      std::fseek(memory, static_cast<long>(from), SEEK_SET);
      const auto n = std::fread(bytes, 1, std::min<unsigned long>(sizeof bytes, to - from), memory);
      for (const char* at = bytes; (at = static_cast<const char*>(memmem(at, n - static_cast<std::size_t>(at - bytes), secret.data(), secret.size()))); ++at)
        found += from + static_cast<unsigned long>(at - bytes) != reinterpret_cast<unsigned long>(secret.data());  // but for the one that is looked for
    }
  }
  std::fclose(maps);
  std::fclose(memory);
  return found;
}

int main(int, char** argv) {
  using namespace safar;
  RegisterOptions options;
  options.create = true;
  options.office = "KAY";
  options.keys = keys::file(std::string(argv[1]) + ".key");
  {
    auto reg = Register::open(argv[1], options).value();
    {
      auto clerk = reg.session({"fatou.d", "intake_clerk", "casework"}).value();
      auto protector = reg.session({"d.p", "data_protection_officer", "data_protection"}).value();
      std::vector<PersonId> persons;
      for (int i = 0; i < 20; ++i) {
        std::string name;
        for (const char c : std::string("nfeebhcfohojugx")) name += static_cast<char>(c - 1);  // and two digits more
        name += std::to_string(10 + i) + std::string(300 + 40 * static_cast<std::size_t>(i), static_cast<char>('a' + i));
        Apply apply;
        apply.persons.emplace_back().given_name = name;
        wipe(name);
        const auto done = clerk.execute(std::move(apply)).value();
        const auto at = done.made.find("\"persons\":[\"") + 12;
        persons.emplace_back();
        (void)parse_into(done.made.substr(at, 32), static_cast<Id&>(persons.back()));
      }
      (void)clerk.query(R"({"v":1,"from":"persons","select":["given_name"]})").value().rows();
      (void)clerk.query(R"({"v":1,"from":"events"})").value().rows();
      (void)clerk.verify().value();
      for (const auto& p : persons) {
        Erase erase;
        erase.persons = {p};
        erase.reason.code = "own_request";
        (void)protector.execute(erase).value();
      }
    }
    (void)reg.close().value();
  }
  std::string box = "/given_name\":\"";
  for (const char c : std::string("nfeebhcfohoj")) box += static_cast<char>(c - 1);
  if (const auto n = seen(box)) std::cout << "what a box held lies in memory " << n << " times\n";
  return 0;
}
"""


def attack(sf, folder):
    source, build = pathlib.Path(os.environ["SAFAR_SOURCE"]), pathlib.Path(os.environ["SAFAR_BUILD"])
    (folder / "a.cpp").write_text(SOURCE.replace("reg.close().value();", "reg.close();"))
    libraries = ["-lsqlite3", "-lsodium", "-lbidgcc000", "-ldate-tz", "-lpthread"]
    subprocess.run(["g++", "-std=c++20", "-O1", "-I", str(source / "include"), str(folder / "a.cpp"), str(build / "src" / "libsafar.a"), *libraries, "-o", str(folder / "a")], check=True)
    return subprocess.run([str(folder / "a"), str(folder / "r.safar")], check=True, capture_output=True, text=True).stdout.splitlines()


UNMENDED = [("include/safar/base/wiped.hpp", "  if (n) set(at, 0, n);", "  if (n > (std::size_t{1} << 40)) set(at, 0, n);")]
