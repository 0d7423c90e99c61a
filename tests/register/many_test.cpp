// Many commands at once: the same acts as one by one, whatever comes in between.
#include <safar/base/arrow.hpp>
#include <safar/base/json.hpp>

#include "people.hpp"

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
  std::size_t cases() { return as("auditor", "audit").query(R"({"v":1,"from":"cases"})").value().rows(); }
};

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
  EXPECT_EQ(as("auditor", "audit").query(R"({"v":1,"from":"cases","where":[["held","=",true]]})").value().rows(), 2u);
  same_as_the_log();
}

TEST_F(ManyTest, ColumnsThatAreInMemoryAreKeptUp) {
  const std::string ask = R"({"v":1,"from":"counts","group":["site","nationality"]})";
  EXPECT_EQ(as("data_analyst", "statistics").query(ask).value().rows(), 0u);  // loads them
  many(as("intake_clerk"), std::vector<Line>{{apply_json(1)}, {apply_json(2)}});
  EXPECT_EQ(as("data_analyst", "statistics").query(ask).value().csv(), "site,nationality,cases,persons\nML-BKO-1,GIN,2,2\n");
  reopen();
  EXPECT_EQ(as("data_analyst", "statistics").query(ask).value().csv(), "site,nationality,cases,persons\nML-BKO-1,GIN,2,2\n");
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
  EXPECT_EQ(as("data_analyst", "statistics").query(R"({"v":1,"from":"counts","group":["site"]})").value().csv(), "site,cases,persons\nML-GAO-1,1,1\n");
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
