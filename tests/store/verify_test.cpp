#include <set>

#include "store/fixture.hpp"

using namespace store_test;

namespace {

struct Column { const char* table; const char* name; };
constexpr Column texts[] = {{"writer", "id"}, {"writer", "office"}, {"writer", "public_key"}, {"writer", "link"}, {"stream", "id"}, {"act", "head"}, {"act", "link"},
                            {"act", "arrival"}, {"event", "body"}, {"box", "digest"}, {"box", "sealed"}, {"request", "id"}, {"request", "digest"}, {"request", "mac"}};
constexpr Column integers[] = {{"writer", "n"}, {"writer", "head"}, {"stream", "n"}, {"stream", "kind"}, {"act", "pos"}, {"act", "writer"}, {"act", "seq"}, {"act", "hlc"},
                               {"act", "received"}, {"event", "pos"}, {"event", "act"}, {"event", "kind"}, {"event", "ver"}, {"event", "valid"}, {"touch", "stream"},
                               {"touch", "event"}, {"box", "event"}, {"box", "i"}, {"box", "subject"}, {"box", "shelf"}, {"box", "other"}};

/// How a row is found again whatever is done to its columns, and the acts that depend on it.
struct Row { std::string where; std::set<std::int64_t> acts; std::int64_t event = -1, box = -1; };

std::set<std::int64_t> numbers(Raw& db, const std::string& sql) {
  std::set<std::int64_t> out;
  for (const auto& r : db.rows(sql)) out.insert(std::stoll(r.at(0).value()));
  return out;
}

std::vector<Row> rows_of(Raw& db, const std::string& table) {
  std::vector<Row> out;
  const auto all = [&](const char* keys) { return db.rows("SELECT " + std::string(keys) + " FROM " + table); };
  if (table == "writer") for (const auto& r : all("n")) out.push_back({"n=" + *r[0], {1, 2, 3, 4}});
  if (table == "stream")
    for (const auto& r : all("n"))
      out.push_back({"n=" + *r[0], numbers(db, "SELECT act FROM event WHERE pos IN (SELECT event FROM touch WHERE stream=" + *r[0] + " UNION SELECT event FROM box WHERE subject=" + *r[0] +
                                                   " OR other=" + *r[0] + ")")});
  if (table == "request") for (const auto& r : all("act")) out.push_back({"act=" + *r[0], {std::stoll(*r[0])}});
  if (table == "act") for (const auto& r : all("pos")) out.push_back({"pos=" + *r[0], {std::stoll(*r[0])}});
  if (table == "event") for (const auto& r : all("pos, act")) out.push_back({"pos=" + *r[0], {std::stoll(*r[1])}, std::stoll(*r[0])});
  if (table == "touch") for (const auto& r : all("stream, event")) out.push_back({"stream=" + *r[0] + " AND event=" + *r[1], numbers(db, "SELECT act FROM event WHERE pos=" + *r[1]), std::stoll(*r[1])});
  if (table == "box") for (const auto& r : all("event, i")) out.push_back({"event=" + *r[0] + " AND i=" + *r[1], numbers(db, "SELECT act FROM event WHERE pos=" + *r[0]), std::stoll(*r[0]), std::stoll(*r[1])});
  return out;
}

std::string hex(const std::string& s) {
  std::string out;
  for (const char c : s) out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4], out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  return out;
}

class StoreVerify : public ::testing::Test {
 protected:
  void SetUp() override {
    auto log = make(folder_);
    for (unsigned n = 1; n <= 3; ++n) {
      ActIn a = application(n);
      if (n == 2) {
        EventIn more = a.events[0];
        more.kind = EventKind::advice;
        more.valid.reset();
        more.boxes = {{person(2), person(1), Shelf::casefile, "{\"/same\":true}"}};
        a.events.push_back(more);
      }
      write(*log, a);
    }
    write(*log, application(4));
    log->close().value();
    std::filesystem::permissions(folder_ / "r.safar", std::filesystem::perms::all);
  }
  std::vector<Problem> problems() {
    auto log = Log::open(folder_ / "r.safar", reading(folder_)).value();
    return log->verify().value().problems;
  }
  static std::string text(const std::vector<Problem>& problems) {
    std::string out;
    for (const Problem& p : problems) out += "\n  " + p.table + " act " + std::to_string(p.act) + " event " + std::to_string(p.event) + " box " + std::to_string(p.box) + ": " + p.what;
    return out;
  }
  /// The problems name the row's table, act and box; and `only`, no other act.
  static bool located(const std::vector<Problem>& problems, const Column& c, const Row& row, bool only) {
    bool hit = false;
    const std::string table = c.table;
    for (const Problem& p : problems) {
      if (table == "writer") hit |= p.table == "writer";
      else if (table == "box" && (std::string(c.name) == "sealed")) hit |= p.table == "box" && p.event == row.event && p.box == row.box;
      else hit |= row.acts.contains(p.act);
      if (only && table != "writer" && p.act != -1 && !row.acts.contains(p.act)) return false;
    }
    return hit;
  }
  Folder folder_;
};

}  // namespace

TEST_F(StoreVerify, AnIntactRegisterHasNoProblem) { EXPECT_EQ(text(problems()), ""); }

TEST_F(StoreVerify, LocatesEveryFlippedByteOfTextsAndBlobs) {
  int flips = 0;
  for (const Column& c : texts) {
    std::vector<Row> rows;
    {
      Raw db(folder_ / "r.safar");
      rows = rows_of(db, c.table);
    }
    for (const Row& row : rows) {
      const std::string from = " FROM " + std::string(c.table) + " WHERE " + row.where, column = c.name;
      std::string value, type;
      {
        Raw db(folder_ / "r.safar");
        const auto v = db.rows("SELECT " + column + ", typeof(" + column + ")" + from).at(0);
        if (!v[0]) continue;
        value = *v[0], type = *v[1];
      }
      const auto set = [&](const std::string& bytes) {
        Raw db(folder_ / "r.safar");
        const std::string literal = type == "text" ? "CAST(x'" + hex(bytes) + "' AS TEXT)" : "x'" + hex(bytes) + "'";
        ASSERT_TRUE(db.run("UPDATE " + std::string(c.table) + " SET " + column + "=" + literal + " WHERE " + row.where));
      };
      for (std::size_t at = 0; at < value.size(); ++at) {
        std::string changed = value;
        changed[at] = static_cast<char>(changed[at] ^ (1 << (flips % 7)));
        set(changed);
        if (std::string(c.name) == "public_key") {  // nothing opens it: whose register is it?
          const auto refused = Log::open(folder_ / "r.safar", reading(folder_));
          ASSERT_TRUE(!refused && refused.error().reason == "other_keys") << at;
          ++flips;
          continue;
        }
        const auto found = problems();
        ASSERT_TRUE(located(found, c, row, true)) << c.table << '.' << c.name << " where " << row.where << " byte " << at << text(found);
        ++flips;
      }
      set(value);
    }
  }
  EXPECT_EQ(text(problems()), "") << "all was put back";
  EXPECT_GT(flips, 3000);
}

TEST_F(StoreVerify, LocatesThreeChangesOfEveryInteger) {
  int changes = 0;
  for (const Column& c : integers) {
    std::vector<Row> rows;
    {
      Raw db(folder_ / "r.safar");
      rows = rows_of(db, c.table);
    }
    for (Row row : rows) {
      const std::string column = c.name, table = c.table;
      std::optional<std::string> old;
      {
        Raw db(folder_ / "r.safar");
        old = db.rows("SELECT " + column + " FROM " + table + " WHERE " + row.where).at(0).at(0);
      }
      // Through a mark of its own, as the change may be to the very column that finds the row.
      int done = 0;
      for (const char* change : {"+1", "-1", "+1000000", "+4294967296", "*-1", "+2", "+3"}) {
        if (done == 3) break;
        const std::string now = std::to_string(old ? std::stoll(*old) + (change[0] == '*' ? -2 * std::stoll(*old) : std::stoll(change)) : 5 + done);
        if (old && now == *old) continue;
        bool possible = false;
        std::string back;
        {
          Raw db(folder_ / "r.safar");
          const std::string primary = row.where;
          possible = db.run("UPDATE " + table + " SET " + column + "=" + now + " WHERE " + primary);
          back = primary;
          const auto at = primary.find(column + "=");
          if (at != std::string::npos && (at == 0 || primary[at - 1] == ' ')) back = primary.substr(0, at) + column + "=" + now + (primary.find(" AND", at) == std::string::npos ? "" : primary.substr(primary.find(" AND", at)));
        }
        if (!possible) continue;  // another row has that key
        std::set<std::int64_t> acts = row.acts;
        const bool moved = column == "pos" || column == "seq" || column == "writer" || column == "act" || column == "event" || column == "n";
        const auto found = problems();
        bool located_ = located(found, c, row, !moved);
        if (table == "stream" && column == "n") located_ = !found.empty();
        ASSERT_TRUE(located_) << table << '.' << column << " where " << row.where << ": " << old.value_or("NULL") << " -> " << now << text(found);
        {
          Raw db(folder_ / "r.safar");
          ASSERT_TRUE(db.run("UPDATE " + table + " SET " + column + "=" + old.value_or("NULL") + " WHERE " + back));
        }
        ++done, ++changes;
      }
      ASSERT_EQ(done, 3) << table << '.' << column << " where " << row.where;
    }
  }
  EXPECT_EQ(text(problems()), "") << "all was put back";
  EXPECT_GT(changes, 300);
}

TEST_F(StoreVerify, MissesNoRow) {
  for (const char* table : {"writer", "stream", "act", "event", "touch", "box"}) {
    std::vector<Row> rows;
    {
      Raw db(folder_ / "r.safar");
      rows = rows_of(db, table);
    }
    for (const Row& row : rows) {
      if (std::string(table) == "writer") continue;  // a register without its writer does not open
      Folder copy;
      folder_.copy_to(copy);
      Raw(copy / "r.safar").run("DELETE FROM " + std::string(table) + " WHERE " + row.where);
      auto log = Log::open(copy / "r.safar", reading(copy)).value();
      EXPECT_FALSE(log->verify().value().problems.empty()) << table << " where " << row.where;
    }
  }
  Folder copy;
  folder_.copy_to(copy);
  Raw(copy / "r.safar").run("DELETE FROM writer");
  EXPECT_EQ(Log::open(copy / "r.safar", reading(copy)).error().code, ErrorCode::corrupt);
}

TEST_F(StoreVerify, AnUntouchedStreamAndARequestOfNoActAreProblems) {
  for (const char* sql : {"INSERT INTO stream VALUES(900, randomblob(16), 1)", "INSERT INTO request VALUES(99, randomblob(32), randomblob(32), randomblob(32))",
                          "UPDATE request SET digest = randomblob(32), mac = randomblob(32) WHERE act = 2", "UPDATE request SET id = randomblob(32) WHERE act = 2",
                          "UPDATE request SET id = substr(id, 1, 16) WHERE act = 2", "UPDATE request SET act = 77 WHERE act = 2",
                          "UPDATE act SET head = replace(head, '\"request\":\"', '\"request\":\"0') WHERE pos = 2",
                          "DELETE FROM request WHERE act = 3; UPDATE request SET act = 3 WHERE act = 2",
                          "INSERT INTO lookup VALUES(randomblob(32), 900)"}) {
    Folder copy;
    folder_.copy_to(copy);
    Raw(copy / "r.safar").run(sql);
    auto log = Log::open(copy / "r.safar", reading(copy)).value();
    EXPECT_FALSE(log->verify().value().problems.empty()) << sql;
  }
}

TEST_F(StoreVerify, WithoutTheKeyABoxReadsAsErasedAndIsAProblem) {
  Raw(folder_ / "r.safar.keys").run("DELETE FROM secret WHERE shelf = 4");
  auto log = Log::open(folder_ / "r.safar", reading(folder_)).value();
  const auto report = log->verify().value();
  EXPECT_EQ(report.problems.size(), 4u) << text(report.problems);
  for (const Problem& p : report.problems) EXPECT_EQ(p.what, "its key is gone without an erasure");
  EXPECT_EQ(report.erased, 0);
  const auto of = log->events_of(person(3), Want::contents).value();
  EXPECT_TRUE(of.at(0).boxes.at(3).erased);
  EXPECT_FALSE(of[0].boxes[3].content);
  EXPECT_FALSE(of[0].boxes[2].erased);
  int steps = 0;
  EXPECT_EQ(log->verify([&](std::uint64_t, std::uint64_t total) { EXPECT_EQ(total, 4u); return ++steps < 2; }).error().code, ErrorCode::cancelled);
}

TEST_F(StoreVerify, AByteOfTheFileItselfIsFoundOrHarmless) {
  const std::string good = bytes_of(folder_ / "r.safar");
  int found = 0, refused = 0, free_bytes = 0;
  for (std::size_t at = 100; at < good.size(); at += 211) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    std::ofstream(folder_ / "r.safar", std::ios::binary) << bad;
    auto log = Log::open(folder_ / "r.safar", reading(folder_));
    if (!log) { ++refused; continue; }
    auto report = (*log)->verify();
    if (!report) ++refused;
    else if (report->problems.empty()) ++free_bytes;
    else ++found;
  }
  EXPECT_GT(found, 10);
  EXPECT_GT(found + refused + free_bytes, 300);
}
