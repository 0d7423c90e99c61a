// Many commands at once: the same acts as one by one, whatever comes in between.
#include <safar/base/arrow.hpp>
#include <safar/base/json.hpp>

#include "people.hpp"

#include <sqlite3.h>

#include <chrono>
#include <functional>
#include <set>
#include <thread>

using namespace safar_test;

namespace {

struct Line {
  std::string json{};
  Known<std::string> status{}, code{}, field{}, message{};
  static constexpr std::string_view type_name = "line", type_doc = "A command, or why there is none.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "json", &Line::json, Shelf::open, "");
    v(2, "status", &Line::status, Shelf::open, "");
    v(3, "code", &Line::code, Shelf::open, "");
    v(4, "field", &Line::field, Shelf::open, "");
    v(5, "message", &Line::message, Shelf::open, "");
  }
};
struct Row {
  std::string command{}, site{};
  Known<std::string> request{};
  std::vector<Migrant> persons{};
  static constexpr std::string_view type_name = "row", type_doc = "An application as columns.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "command", &Row::command, Shelf::open, "");
    v(2, "site", &Row::site, Shelf::open, "");
    v(3, "request", &Row::request, Shelf::open, "");
    v(4, "persons", &Row::persons, Shelf::open, "");
  }
};

struct Facts {
  Apply apply{};
  Counsel counsel{};
  Clear clear{};
  static constexpr std::string_view type_name = "facts", type_doc = "A struct for each command.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "apply", &Facts::apply, Shelf::open, "");
    v(2, "counsel", &Facts::counsel, Shelf::open, "");
    v(3, "clear", &Facts::clear, Shelf::open, "");
  }
};
struct Mixed {
  std::string command{};
  Known<std::string> valid{}, request{};
  Facts fact{};
  static constexpr std::string_view type_name = "mixed", type_doc = "Commands of several kinds as columns.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "command", &Mixed::command, Shelf::open, "");
    v(2, "valid", &Mixed::valid, Shelf::open, "");
    v(3, "request", &Mixed::request, Shelf::open, "");
    v(4, "fact", &Mixed::fact, Shelf::open, "");
  }
};
struct Wrong {
  std::string command{};
  struct Of {
    Clear aply{};
    static constexpr std::string_view type_name = "of", type_doc = "";
    template <class V> static constexpr void describe(V& v) { v(1, "aply", &Of::aply, Shelf::open, ""); }
  } fact{};
  static constexpr std::string_view type_name = "wrong", type_doc = "No such command.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "command", &Wrong::command, Shelf::open, "");
    v(2, "fact", &Wrong::fact, Shelf::open, "");
  }
};

struct Beside {
  std::string command{}, requst{};
  Facts fact{};
  static constexpr std::string_view type_name = "beside", type_doc = "A column that nobody knows.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "command", &Beside::command, Shelf::open, "");
    v(2, "requst", &Beside::requst, Shelf::open, "");
    v(3, "fact", &Beside::fact, Shelf::open, "");
  }
};
struct NoStruct {
  std::string command{}, fact{};
  static constexpr std::string_view type_name = "no_struct", type_doc = "A fact that is a text.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "command", &NoStruct::command, Shelf::open, "");
    v(2, "fact", &NoStruct::fact, Shelf::open, "");
  }
};

// A text of a column of receipts, dictionary-coded or plain; "" where it is null.
std::string text(const ArrowArray& column, std::int64_t row) {
  const ArrowArray* words = &column;
  if (column.dictionary) {
    words = column.dictionary;
    row = static_cast<const std::int32_t*>(column.buffers[1])[row];
  }
  const auto* ends = static_cast<const std::int32_t*>(words->buffers[1]);
  return {static_cast<const char*>(words->buffers[2]) + ends[row], static_cast<std::size_t>(ends[row + 1] - ends[row])};
}

class ManyTest : public Office {
 protected:
  struct Told { std::vector<std::string> status{}, act{}, number{}, code{}, message{}; };

  template <class T> Told many(Session session, const std::vector<T>& rows, unsigned threads = 0, const Progress& progress = {}) {
    ArrowArrayStream in{}, out{};
    arrow_stream(info<T>(), nullptr, rows.data(), sizeof(T), rows.size(), &in, 700);
    const auto done = session.execute_many(&in, &out, threads, progress);
    EXPECT_TRUE(done) << done.error().message;
    EXPECT_EQ(in.release, nullptr);
    Told told;
    ArrowArray batch{};
    while (done && out.get_next(&out, &batch) == 0 && batch.release) {
      for (std::int64_t i = 0; i < batch.length; ++i) {
        told.status.push_back(text(*batch.children[1], i));
        told.act.push_back(text(*batch.children[2], i));
        told.number.push_back(text(*batch.children[4], i));
        told.code.push_back(text(*batch.children[7], i));
        told.message.push_back(text(*batch.children[9], i));
      }
      batch.release(&batch);
    }
    if (out.release) out.release(&out);
    return told;
  }
  void same_as_the_log() {
    const auto dumps = as("auditor", "audit").projection_dumps().value();
    EXPECT_EQ(dumps.first, dumps.second);
    EXPECT_NE(as("auditor", "audit").verify().value().find("\"intact\":true"), std::string::npos);
  }
  std::size_t cases() { return as("finance_officer", "casework").query(R"({"v":1,"from":"cases"})").value().rows(); }
};

Id id_of(std::size_t n) {
  Id id;
  for (std::size_t k = 0; k < 8; ++k) id.bytes[k] = static_cast<std::uint8_t>(n >> (8 * k));
  return id;
}

std::string apply_json(int i, const char* more = "") {
  return R"({"command":"apply","site":"ML-BKO-1","persons":[{"given_name":"A","sex":"male","nationality":"GIN","documents":[{"type":"passport","number":"P)" + std::to_string(i) + R"("}]}])" + more + "}";
}

TEST_F(ManyTest, MoreThanOneTransactionAndAllIsThere) {
  std::vector<Line> rows;
  for (int i = 0; i < 4500; ++i) rows.push_back({apply_json(i)});
  const auto told = many(as("intake_clerk"), rows);
  ASSERT_EQ(told.status.size(), rows.size());
  EXPECT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 4500);
  EXPECT_EQ(told.number.front(), "BKO-2018-00001");
  EXPECT_EQ(told.number.back(), "BKO-2018-04500");
  EXPECT_NE(told.act[0], told.act[1]);
  EXPECT_EQ(cases(), 4500u);
  same_as_the_log();
  reopen();
  EXPECT_EQ(cases(), 4500u);
  EXPECT_EQ(as("intake_clerk").execute_json(apply_json(1)).value().made.find("BKO-2018-04501") != std::string::npos, true);
}

TEST_F(ManyTest, ARowSeesWhatTheRowsBeforeItDid) {
  // The same passport in one call, in one chunk and far behind it: the later one is held for review.
  std::vector<Line> rows;
  for (int i = 0; i < 4200; ++i) rows.push_back({apply_json(i)});
  rows.push_back({apply_json(17)});
  rows.push_back({apply_json(4199)});
  const auto told = many(as("intake_clerk"), rows);
  EXPECT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 4202);
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases","where":[["held","=",true]]})").value().rows(), 2u);
  same_as_the_log();
}

TEST_F(ManyTest, ARowSeesTheRowsFarBeforeItAlsoFromMemory) {
  // So many persons who are not there yet that memory answers; then documents and cases of every time before.
  std::vector<Line> rows;
  for (int i = 0; i < 9000; ++i) rows.push_back({apply_json(i)});
  for (const int known : {3, 4500, 8800}) rows.push_back({apply_json(known)});
  const auto told = many(as("intake_clerk"), rows);
  EXPECT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 9003);
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases","where":[["held","=",true]]})").value().rows(), 3u);
  const auto again = many(as("intake_clerk"), std::vector<Line>{{apply_json(8999)}});
  EXPECT_EQ(again.status, std::vector<std::string>{"done"});
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases","where":[["held","=",true]]})").value().rows(), 4u);
  same_as_the_log();
}

TEST_F(ManyTest, ACaseInHandIsNotLetGo) {
  // More cases at hand than a bulk keeps; then one of the first parts, for which what is staged is written in the middle of its preparing.
  std::vector<Line> rows;
  const auto id = [](std::size_t n) { return to_string(id_of(n)); };
  for (std::size_t i = 1; i <= 2100; ++i)
    rows.push_back({R"({"command":"apply","site":"ML-BKO-1","case":")" + id(i) + R"(","persons":[{"person_id":")" + id(10'000 + i) + R"("},{"person_id":")" + id(20'000 + i) + R"("}]})"});
  (void)many(as("counsellor"), rows);
  rows = {{apply_json(1)}, {R"({"command":"split_household","case":")" + id(5) + R"(","persons":[")" + id(20'005) + R"("],"reason":{"code":"wants_to_stay"}})"}};
  const auto told = many(as("counsellor"), rows);
  ASSERT_EQ(told.status[1], "done") << told.message[1];
  const auto events = as("auditor", "audit").query(R"({"v":1,"from":"events","where":[["case","=",")" + id(5) + R"("]]})").value();
  EXPECT_NE(events.csv().find("split_household"), std::string::npos);
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases","where":[["site","=","ML-BKO-1"]]})").value().rows(), 2102u) << "the new case has its place too";
  same_as_the_log();
}

TEST_F(ManyTest, AtMidnightTheDayIsThatOfTheReceipt) {
  const std::int64_t day = 24LL * 3600 * 1'000'000;
  now = (now / day + 1) * day - 20;  // Bamako's midnight is that of UTC: the next microseconds are of two days
  std::vector<Line> rows;
  for (int i = 0; i < 50; ++i) rows.push_back({apply_json(7)});
  const auto told = many(as("intake_clerk"), rows);
  EXPECT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 50);
  const auto text = as("finance_officer", "casework").query(R"({"v":1,"from":"cases","select":["held_since"]})").value().csv();
  EXPECT_NE(text.find("2018-11-12"), std::string::npos);
  EXPECT_NE(text.find("2018-11-13"), std::string::npos) << "control: the rows are of two days";
  same_as_the_log();
}

// The clock is asked in the middle of an act: somebody else who writes then is turned away, or what he wrote is seen.
TEST_F(ManyTest, WhatAnotherHandleWritesMeanwhileIsSeenOrTurnedAway) {
  const CaseId id = apply();
  const auto counsel = R"({"command":"counsel","case":")" + to_string(id) + R"(","notes":"x"})";
  int wrote = 0, busy = 0;
  const auto other = [&] {
    RegisterOptions o;
    o.keys = keys::file((folder / "mali.key").string());
    o.busy_timeout_ms = 0;
    const auto at = now;
    o.clock = [at] { return at; };
    auto second = Register::open(path, o).value();
    auto session = second.session({"officer.y", "counsellor", "casework"}).value();
    const auto done = session.execute_json(counsel);
    EXPECT_TRUE(done || done.error().code == ErrorCode::busy) << done.error().message;
    ++(done ? wrote : busy);
  };
  reopen();
  meanwhile = other;
  const auto alone = as("counsellor").execute_json(counsel);
  EXPECT_TRUE(alone || alone.error().code == ErrorCode::busy) << alone.error().message;
  same_as_the_log();
  reopen();
  meanwhile = other;
  const auto told = many(as("counsellor"), std::vector<Line>{{counsel}, {counsel}});
  EXPECT_EQ(told.status, (std::vector<std::string>{"done", "done"}));
  same_as_the_log();
  reopen();
  meanwhile = other;
  ASSERT_TRUE(reg->begin_group());
  EXPECT_TRUE(as("counsellor").execute_json(counsel));
  ASSERT_TRUE(reg->commit_group());
  same_as_the_log();
  EXPECT_EQ(wrote + busy, 3);
}

// The lease is of the whole bulk: removing the note of who writes gives it to nobody.
TEST_F(ManyTest, WhoRemovesTheNoteOfTheLeaseDoesNotGetIt) {
  std::vector<Line> rows;
  for (int i = 0; i < 8'000; ++i) rows.push_back({apply_json(i)});
  int asked = 0;
  const auto told = many(as("intake_clerk"), rows, 0, [&](std::uint64_t done, std::uint64_t) {
    if (done < 7300 || asked > 0) return true;
    std::filesystem::remove(path + ".lease");
    RegisterOptions o;
    o.keys = keys::file((folder / "mali.key").string());
    o.busy_timeout_ms = 0;
    const auto at = now;
    o.clock = [at] { return at; };
    auto second = Register::open(path, o).value();
    auto session = second.session({"officer.y", "intake_clerk", "casework"}).value();
    for (; asked < 20; ++asked) {
      const auto r = session.execute_json(apply_json(20'000));
      EXPECT_FALSE(r);
      if (!r) { EXPECT_EQ(r.error().code, ErrorCode::busy) << r.error().message; }
    }
    return true;
  });
  EXPECT_EQ(asked, 20);
  EXPECT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 8'000);
  same_as_the_log();
}

/// Its second batch comes when `ready` says so, or after ten seconds.
struct SlowStream {
  ArrowArrayStream inner{};
  std::function<bool()> ready{};
  int given = 0;
  bool waited_in_vain = false;
  void wrap(ArrowArrayStream* out) {
    *out = {};
    out->get_schema = [](ArrowArrayStream* s, ArrowSchema* to) { auto& i = static_cast<SlowStream*>(s->private_data)->inner; return i.get_schema(&i, to); };
    out->get_next = [](ArrowArrayStream* s, ArrowArray* to) {
      auto& self = *static_cast<SlowStream*>(s->private_data);
      if (self.given++ == 1) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (!self.ready() && !self.waited_in_vain) {
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
          self.waited_in_vain = std::chrono::steady_clock::now() > end;
        }
      }
      return self.inner.get_next(&self.inner, to);
    };
    out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out->release = [](ArrowArrayStream* s) {
      auto& i = static_cast<SlowStream*>(s->private_data)->inner;
      i.release(&i);
      s->release = nullptr;
    };
    out->private_data = this;
  }
};

TEST_F(ManyTest, RowsAreDoneThoughTheNextOnesDoNotCome) {
  const std::vector<Line> rows = {{apply_json(1)}, {apply_json(2)}};
  SlowStream slow;
  arrow_stream(info<Line>(), nullptr, rows.data(), sizeof(Line), rows.size(), &slow.inner, 1);
  slow.ready = [&] {
    sqlite3* db = nullptr;
    sqlite3_stmt* s = nullptr;
    bool there = false;
    if (sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK && sqlite3_prepare_v2(db, "SELECT count(*) FROM case_now", -1, &s, nullptr) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
      there = sqlite3_column_int(s, 0) == 1;
    sqlite3_finalize(s);
    sqlite3_close(db);
    return there;
  };
  ArrowArrayStream in{}, out{};
  slow.wrap(&in);
  auto session = as("intake_clerk");
  ASSERT_TRUE(session.execute_many(&in, &out));
  out.release(&out);
  EXPECT_FALSE(slow.waited_in_vain) << "the first row was kept until the second one came";
  EXPECT_EQ(cases(), 2u);
  same_as_the_log();
}

TEST_F(ManyTest, ColumnsThatAreInMemoryAreKeptUp) {
  const std::string ask = R"({"v":1,"from":"counts","group":["site","nationality"]})";
  EXPECT_EQ(as("finance_officer", "casework").query(ask).value().rows(), 0u);  // loads them
  many(as("intake_clerk"), std::vector<Line>{{apply_json(1)}, {apply_json(2)}});
  EXPECT_EQ(as("finance_officer", "casework").query(ask).value().csv(), "site,nationality,cases,persons\nML-BKO-1,GIN,2,2\n");
  reopen();
  EXPECT_EQ(as("finance_officer", "casework").query(ask).value().csv(), "site,nationality,cases,persons\nML-BKO-1,GIN,2,2\n");
}

TEST_F(ManyTest, RefusedRowsStopNothing) {
  std::vector<Line> rows = {{apply_json(1)}, {R"({"command":"aply"})"}, {"{"}, {R"({"command":"apply","persons":[]})"}, {"", "bad", "parse", "/birth", "Not a date."}, {apply_json(2)}};
  const auto told = many(as("intake_clerk"), rows);
  const std::vector<std::string> status = {"done", "refused", "refused", "refused", "refused", "done"};
  EXPECT_EQ(told.status, status);
  EXPECT_EQ(told.code[1], "unknown_code");
  EXPECT_EQ(told.code[3], "missing_member");
  EXPECT_EQ(told.code[4], "parse");
  EXPECT_EQ(told.message[4], "Not a date.");
  EXPECT_EQ(cases(), 2u);
  same_as_the_log();
}

TEST_F(ManyTest, ARequestIsDoneOnce) {
  const std::string id = R"(,"request":"000102030405060708090a0b0c0d0e0f")";
  std::vector<Line> rows = {{apply_json(1, id.c_str())}, {apply_json(2)}, {apply_json(1, id.c_str())}, {apply_json(3, id.c_str())}};
  const auto told = many(as("intake_clerk"), rows);
  const std::vector<std::string> status = {"done", "done", "repeated", "refused"};
  EXPECT_EQ(told.status, status);
  EXPECT_EQ(told.act[2], told.act[0]);
  EXPECT_EQ(told.code[3], "request_reused");
  const auto again = many(as("intake_clerk"), std::vector<Line>{rows[0]});
  EXPECT_EQ(again.status[0], "repeated");
  EXPECT_EQ(cases(), 2u);
}

TEST_F(ManyTest, ColumnsOfOneCommand) {
  std::vector<Row> rows(3);
  for (auto& r : rows) {
    r.command = "apply";
    r.site = "ML-GAO-1";
    r.persons.emplace_back().given_name = "Awa";
  }
  rows[1].persons.clear();
  rows[2].command = "counsel";
  const auto told = many(as("intake_clerk"), rows);
  const std::vector<std::string> status = {"done", "refused", "refused"};
  EXPECT_EQ(told.status, status);
  EXPECT_EQ(told.code[2], "unsupported");
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"counts","group":["site"]})").value().csv(), "site,cases,persons\nML-GAO-1,1,1\n");
}

TEST_F(ManyTest, ColumnsOfSeveralCommandsAreTheSameActsAsTheirJson) {
  std::vector<Mixed> rows(1000);
  for (std::size_t i = 0; i < rows.size(); i += 2) {
    const CaseId id(id_of(i + 1));
    rows[i].command = "apply";
    rows[i].valid = "2018-11-01";
    rows[i].fact.apply.case_id = id;
    rows[i].fact.apply.site = "ML-BKO-1";
    Migrant awa;
    awa.person_id = PersonId(id_of(i + 500'000));
    awa.given_name = "Awa";
    rows[i].fact.apply.persons = {awa};
    rows[i + 1].command = "counsel";
    rows[i + 1].fact.counsel.case_id = id;
    rows[i + 1].fact.counsel.notes = "of the journey";
    rows[i].fact.clear.case_id = id;  // of a command that the row does not name: nobody reads it
  }
  rows[501].command = "clear";  // not possible yet, and of no case
  rows[503].command = "depart";
  rows[504].request = "x";
  const auto told = many(as("counsellor", "casework"), rows);
  ASSERT_EQ(told.status.size(), rows.size());
  EXPECT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 1000 - 4) << told.message[1];  // the counsel of row 504's case too
  EXPECT_EQ(told.code[501], "missing_member");
  EXPECT_EQ(told.message[503], "The column \"fact\" has no struct for this row's command.");
  EXPECT_EQ(told.code[504], "parse");
  EXPECT_EQ(told.code[505], "not_found");
  const auto events = as("auditor", "audit").query(R"({"v":1,"from":"events"})").value();
  EXPECT_EQ(cases(), 499U);
  EXPECT_EQ(events.rows(), 996U + 3);  // and what the house adopted
  same_as_the_log();
  ArrowArrayStream in{}, out{};
  const std::vector<Wrong> wrong(1);
  arrow_stream(info<Wrong>(), nullptr, wrong.data(), sizeof(Wrong), 1, &in, 700);
  const auto done = as("intake_clerk", "casework").execute_many(&in, &out);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().pointer, "/fact/aply");
  EXPECT_EQ(in.release, nullptr);
  const auto fault = [&](const auto& rows_of) {
    ArrowArrayStream from{}, to{};
    using T = typename std::decay_t<decltype(rows_of)>::value_type;
    arrow_stream(info<T>(), nullptr, rows_of.data(), sizeof(T), rows_of.size(), &from, 700);
    const auto r = as("intake_clerk").execute_many(&from, &to);
    if (to.release) to.release(&to);
    return r ? std::string() : std::string(name(r.error().code)) + " " + r.error().pointer;
  };
  EXPECT_EQ(fault(std::vector<Beside>(1)), "unknown_member /requst");
  EXPECT_EQ(fault(std::vector<NoStruct>(1)), "wrong_type /fact");
}

TEST_F(ManyTest, ActsOnTheHouseStandInBetween) {
  std::vector<Line> rows = {{apply_json(1)}, {apply_json(2)},
                            {R"({"command":"adopt","kind":"programme","name":"ML-NEW","document":"{}"})"}, {apply_json(3, R"(,"programme":"ML-NEW")")}};
  const auto told = many(as("programme_manager"), rows);
  const std::vector<std::string> status(4, "done");
  EXPECT_EQ(told.status, status) << told.message[2] << told.message[3];
  same_as_the_log();
}

TEST_F(ManyTest, ACancelLeavesWholeActsAndSaysFromWhere) {
  std::vector<Line> rows(4400, Line{apply_json(1)});
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].json = apply_json(static_cast<int>(i));
  const auto told = many(as("intake_clerk"), rows, 0, [](std::uint64_t done, std::uint64_t) { return done < 4200; });
  ASSERT_EQ(told.status.size(), 4201u);
  EXPECT_EQ(told.status.back(), "cancelled");
  EXPECT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 4200);
  EXPECT_EQ(cases(), 4200u);
  same_as_the_log();
}

TEST_F(ManyTest, InAGroupNothingIsThereBeforeItsCommit) {
  ASSERT_TRUE(reg->begin_group());
  std::vector<Line> rows;
  for (int i = 0; i < 50; ++i) rows.push_back({apply_json(i)});
  const auto told = many(as("intake_clerk"), rows);
  EXPECT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 50);
  ASSERT_TRUE(reg->commit_group());
  EXPECT_EQ(cases(), 50u);
  same_as_the_log();
}

// An opening reads what came after the counter of case numbers was stored: that must stay little when nobody applies any more.
TEST_F(ManyTest, TheCounterOfNumbersIsStoredThoughNobodyApplies) {
  const auto id = to_string(apply("ML-BKO-1", "N1"));
  const auto stored = [&] {
    sqlite3* db = nullptr;
    sqlite3_stmt* s = nullptr;
    EXPECT_EQ(sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    EXPECT_EQ(sqlite3_prepare_v2(db, "SELECT upto FROM projection WHERE name = 'numbers'", -1, &s, nullptr), SQLITE_OK);
    const std::int64_t upto = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    sqlite3_close(db);
    return upto;
  };
  const std::string counsel = R"({"v":1,"command":"counsel","case":")" + id + R"("})";
  const auto told = many(as("counsellor"), std::vector<Line>(2500, Line{counsel}));
  ASSERT_EQ(std::count(told.status.begin(), told.status.end(), "done"), 2500) << told.message[0];
  EXPECT_GT(stored(), 1500) << "many at once";
  for (int i = 0; i < 1100; ++i) ASSERT_TRUE(as("counsellor").execute_json(counsel));
  EXPECT_GT(stored(), 2600) << "one by one";
  reopen();
  apply("ML-BKO-1", "N2");
  EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"cases","where":[["number","=","BKO-2018-00002"]]})").value().rows(), 1u) << "numbers go on";
}

TEST_F(ManyTest, AStreamOfSomethingElseIsRefusedWhole) {
  struct { ArrowArrayStream in{}, out{}; } s;
  const std::vector<Row> rows;
  arrow_stream(info<Migrant>(), nullptr, nullptr, sizeof(Migrant), 0, &s.in);
  auto clerk = as("intake_clerk");
  const auto done = clerk.execute_many(&s.in, &s.out);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::missing_member);
  EXPECT_EQ(s.in.release, nullptr);
  EXPECT_EQ(s.out.release, nullptr);
}

}  // namespace
