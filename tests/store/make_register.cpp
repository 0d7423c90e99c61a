/// Makes a small register at argv[1] (its key in argv[1].key), and a restored one at argv[1].restored, for the script that verifies without safar.
#include <cstdio>

#include <safar/store/log.hpp>

int main(int argc, char** argv) try {
  using namespace safar;
  using namespace safar::store;
  if (argc != 2) return 2;
  const std::string path = argv[1];
  Options o;
  o.create = true;
  o.office = "BKO";
  o.keys = keys::file(path + ".key");
  auto log = Log::open(path, o).value();
  std::vector<Id> persons;
  for (int n = 0; n < 40; ++n) {
    persons.push_back(log->random_id());
    ActIn a{"a-7", "counsellor", "assistance", "apply", {}, "{}", {}};
    for (int k = 0; k <= n % 3; ++k) {
      EventIn e;
      e.kind = k ? EventKind::advice : EventKind::apply;
      if (k != 1) e.valid = -3 + n;
      e.body = "{\"text\":\"\xd8\xb3\xd9\x81\xd8\xb1\",\"v\":1}";
      e.streams = {{log->random_id(), StreamKind::case_}};
      e.boxes = {{log->derived_id("month", {"2019-01"}), std::nullopt, Shelf::counted, "{\"/sex\":\"f\"}"}, {persons.back(), std::nullopt, Shelf::identity, "{\"/given_name\":\"Awa\"}"}};
      if (n) e.boxes.push_back({persons.back(), persons.front(), Shelf::casefile, "{\"/same\":false}"});
      a.events.push_back(e);
    }
    if (n == 30) a.events.push_back({EventKind::erase, 1, std::nullopt, "{\"v\":1}", {{persons[4], StreamKind::person}}, {}});
    log->begin().value();
    log->append(a).value();
    if (n == 30) log->mark_erased({persons[4]}).value();
    log->commit().value();
    if (n == 30) log->finish_erasure().value();
  }
  log->close().value();

  // And a register made of it, by a writer of its own, in bulk.
  o.create = false;
  Log::restore(path, path + ".restored", o).value();
  log = Log::open(path + ".restored", o).value();
  std::vector<ActIn> acts(600, ActIn{"a-8", "counsellor", "assistance", "counsel", {}, "{}", {}});
  for (ActIn& a : acts) a.events = {{EventKind::counsel, 1, std::nullopt, "{\"v\":1}", {{log->random_id(), StreamKind::case_}}, {{persons.back(), std::nullopt, Shelf::casefile, "{}"}}}};
  log->begin(Writing::bulk).value();
  for (const auto& r : log->append_many(acts, 2).value()) (void)r.value();
  log->commit().value();
  log->close().value();
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "%s\n", e.what());
  return 1;
}
