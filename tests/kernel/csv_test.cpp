#include <safar/kernel.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <thread>
#include <vector>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>
#include <safar/base/json.hpp>
#include <safar/casework/apply.hpp>

#include "base/arrow_made.hpp"

namespace {
using namespace safar;

struct Bytes {
  std::string bytes{};
  static constexpr std::string_view type_name = "bytes", type_doc = "";
  template <class V>
  static constexpr void describe(V& v) { v(1, "bytes", &Bytes::bytes, Shelf::open, ""); }
};
/// A column of the output as the kernel's description has it, but for what tests do not look at.
struct Out {
  Known<std::string> json{};
  std::int64_t row = 0, rows = 0, line = 0;
  std::string status{};
  Known<std::string> code{}, field{}, message{}, issues{};
  static constexpr std::string_view type_name = "out", type_doc = "";
  template <class V>
  static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "json", &Out::json, open, "");
    v(2, "row", &Out::row, open, "");
    v(3, "rows", &Out::rows, open, "");
    v(4, "line", &Out::line, open, "");
    v(5, "status", &Out::status, open, "");
    v(6, "code", &Out::code, open, "");
    v(7, "field", &Out::field, open, "");
    v(8, "message", &Out::message, open, "");
    v(9, "issues", &Out::issues, open, "");
  }
};

ArrowArrayStream chunks(const std::string& file, std::size_t size, int* asked = nullptr) {
  ArrowArrayStream out{};
  arrow_stream(info<Bytes>(), [file, size, asked, at = std::size_t{0}](ArrowArray* batch) mutable -> Result<bool> {
    if (at >= file.size()) return false;
    if (asked) ++*asked;
    std::vector<Bytes> rows;
    for (int i = 0; i < 3 && at < file.size(); ++i, at += size) rows.push_back({file.substr(at, size)});
    arrow_array(info<Bytes>(), rows.data(), sizeof(Bytes), rows.size(), batch).value();
    return true;
  }, &out);
  return out;
}

std::vector<Out> rows_of(ArrowArrayStream stream, int* batches = nullptr) {
  auto in = ArrowStreamIn::open(&stream).value();
  const auto columns = ArrowRows::open(info<Out>(), in.schema()).value();
  std::vector<Out> out;
  while (const ArrowArray* batch = in.next().value()) {
    if (batches) ++*batches;
    for (std::int64_t i = 0; i < batch->length; ++i) columns.read(*batch, i, &out.emplace_back()).value();
  }
  return out;
}
std::vector<Out> run(const Kernel& kernel, const std::string& file, std::size_t size = 7) {
  ArrowArrayStream in = chunks(file, size), out{};
  kernel.run(&in, &out).value();
  EXPECT_EQ(in.release, nullptr);
  return rows_of(out);
}
const std::string mapping = R"({"v":1,"columns":{"Prenom":"/persons/-/given_name","Naissance":"/persons/-/birth","Sexe":"/persons/-/sex"},"values":{"/persons/-/sex":{"H":"male","F":"female"}},"date_order":"dmy","constants":{"/site":"ML-BKO-1"}})";
Kernel csv(const std::string& extra = "") { return Kernel::create("csv", "{\"mapping\":" + mapping + ",\"request_key\":\"" + std::string(64, '7') + '"' + extra + "}").value(); }
const std::string file = "Prenom;Naissance;Sexe\nAwa;28/02/1999;F\nMoussa;soon;H\nFanta;01/01/1900;F\nIbrahim;05/06/1988;X\n";

TEST(CsvKernel, RowsBecomeCommandsOrSayWhyNot) {
  const auto rows = run(csv(), file);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].status, "ok");
  const std::string& json = rows[0].json.value;
  EXPECT_EQ(canonical_json(json).value(), json);
  EXPECT_NE(json.find("\"command\":\"apply\""), json.npos);
  EXPECT_NE(json.find("\"v\":1"), json.npos);
  EXPECT_NE(json.find("\"birth\":\"1999-02-28\""), json.npos);
  EXPECT_NE(json.find("\"site\":\"ML-BKO-1\""), json.npos);
  EXPECT_EQ(rows[1].status, "refused");
  EXPECT_FALSE(rows[1].json.known());
  EXPECT_EQ(rows[1].code, Known<std::string>("not_a_date"));
  EXPECT_EQ(rows[1].field, Known<std::string>("Naissance"));
  EXPECT_EQ(rows[1].row, 2);
  EXPECT_EQ(rows[1].line, 3);
  EXPECT_EQ(rows[1].message.value.find("soon"), std::string::npos) << "the column is sealed";
  EXPECT_EQ(rows[2].status, "ok") << "a placeholder is remarkable, not wrong";
  EXPECT_EQ(rows[2].code, Known<std::string>("placeholder_date"));
  EXPECT_TRUE(rows[2].json.known());
  EXPECT_EQ(rows[3].status, "refused");
  EXPECT_EQ(canonical_json(rows[3].issues.value).ok(), true);
}

TEST(CsvKernel, ChunksOfAnySizeAndAStatedEncodingGiveTheSame) {
  const auto plain = run(csv(), file, 1000);
  for (const std::size_t size : {1U, 2U, 13U})
    for (const char* extra : {"", ",\"encoding\":\"utf-8\"", ",\"encoding\":\"windows-1252\",\"separator\":\";\""}) {
      const auto rows = run(csv(extra), file, size);
      ASSERT_EQ(rows.size(), plain.size());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].json, plain[i].json);
        EXPECT_EQ(rows[i].code, plain[i].code);
      }
    }
  EXPECT_EQ(run(csv(",\"encoding\":\"utf-8\""), "\xEF\xBB\xBF" + file, 1)[0].json, plain[0].json) << "with a byte order mark";
}

TEST(CsvKernel, AStatedEncodingReadsNoMoreThanItsRowsNeed) {
  std::string big = "Prenom;Naissance;Sexe\n";
  for (int i = 0; i < 20000; ++i) big += "Awa " + std::to_string(i) + ";28/02/1999;F\n";
  int asked = 0, all = 0, batches = 0;
  ArrowArrayStream in = chunks(big, 500, &asked), out{};
  csv(",\"encoding\":\"utf-8\"").run(&in, &out).value();
  const int before = asked;
  const auto rows = rows_of(out, &batches);
  EXPECT_EQ(rows.size(), 20000U);
  EXPECT_GE(batches, 20);
  EXPECT_LT(before, asked / 4) << "the header needs the beginning only";
  ArrowArrayStream again = chunks(big, 500, &all), result{};
  csv().run(&again, &result).value();
  EXPECT_EQ(all, asked) << "the control: without an encoding all is read first";
  result.release(&result);
}

TEST(CsvKernel, CancelsAndFails) {
  ArrowArrayStream in = chunks(file, 7), out{};
  EXPECT_EQ(csv().run(&in, &out, [](auto, auto) { return false; }).error().code, ErrorCode::cancelled);
  EXPECT_EQ(out.release, nullptr) << "untouched";

  std::string big = "Prenom;Naissance;Sexe\n";
  for (int i = 0; i < 50000; ++i) big += "Awa " + std::to_string(i) + ";28/02/1999;F\n";
  ArrowArrayStream late = chunks(big, 50000);
  bool go_on = true;
  csv().run(&late, &out, [&](auto, auto) { return go_on; }).value();
  ArrowArray batch{};
  ASSERT_EQ(out.get_next(&out, &batch), 0);
  batch.release(&batch);
  go_on = false;
  int status = 0;
  while ((status = out.get_next(&out, &batch)) == 0 && batch.release) batch.release(&batch);
  EXPECT_EQ(status, ECANCELED);
  EXPECT_NE(out.get_last_error(&out), nullptr);
  EXPECT_EQ(out.get_next(&out, &batch), ECANCELED) << "it stays ended";
  out.release(&out);

  out = {};
  ArrowArrayStream empty = chunks("", 7);
  EXPECT_EQ(csv().run(&empty, &out).error().reason, "empty");
  ArrowArrayStream binary = chunks(std::string("a\0b", 3), 7);
  EXPECT_EQ(csv(",\"encoding\":\"utf-8\"").run(&binary, &out).error().reason, "binary");
  ArrowArrayStream twice = chunks("Prenom;Prenom\na;b\n", 7);
  EXPECT_FALSE(csv().run(&twice, &out));
  EXPECT_EQ(csv().run(nullptr, &out).error().code, ErrorCode::invalid_argument);
  ArrowArrayStream wrong{};
  const Out row{};
  arrow_stream(info<Out>(), nullptr, &row, sizeof row, 1, &wrong);
  EXPECT_EQ(csv().run(&wrong, &out).error().code, ErrorCode::wrong_type);
  EXPECT_EQ(wrong.release, nullptr) << "released whatever the outcome";
}

TEST(CsvKernel, OneKernelInManyThreadsGivesOneAnswer) {
  const Kernel kernel = csv();
  const auto once = run(kernel, file);
  std::vector<std::vector<Out>> got(4);
  std::vector<std::thread> threads;
  for (auto& g : got) threads.emplace_back([&kernel, &g] { g = run(kernel, file, 3); });
  for (auto& t : threads) t.join();
  for (const auto& g : got) {
    ASSERT_EQ(g.size(), once.size());
    for (std::size_t i = 0; i < g.size(); ++i) EXPECT_EQ(g[i].json, once[i].json);
  }
}

TEST(CsvKernel, ConfigurationsThatCannotBe) {
  const auto error = [](std::string_view config) { return Kernel::create("csv", config).error(); };
  EXPECT_EQ(Kernel::create("cvs", "").error().code, ErrorCode::unknown_code);
  EXPECT_NE(Kernel::create("cvs", "").error().message.find("csv"), std::string::npos);
  EXPECT_TRUE(Kernel::create("csv", ""));
  EXPECT_EQ(error(R"({"comand":"apply"})").code, ErrorCode::unknown_member);
  EXPECT_EQ(error(R"({"command":"aply"})").pointer, "/command");
  EXPECT_EQ(error(R"({"v":2})").code, ErrorCode::newer);
  EXPECT_EQ(error(R"({"mapping":{"v":1,"columns":{"a":"/nowhere"}}})").code, ErrorCode::lint);
  EXPECT_TRUE(error(R"({"mapping":{"v":1,"columns":{"a":"/nowhere"}}})").pointer.starts_with("/mapping/columns"));
  EXPECT_TRUE(Kernel::create("csv", R"({"mapping":"{\"v\":1,\"date_order\":\"dmy\"}"})")) << "as text too";
  EXPECT_FALSE(Kernel::create("csv", R"({"mapping":[]})"));
  EXPECT_EQ(error(R"({"encoding":"ebcdic"})").pointer, "/encoding");
  EXPECT_FALSE(Kernel::create("csv", "["));
}

TEST(CsvKernel, BytesInAnyFormOfColumn) {
  using namespace made;
  const std::vector<std::string> parts{"Prenom;Naissance;Sexe\n", "", "Awa;28/02/1999;F\n"};
  for (const Made& c : {texts("b", parts), texts<std::int64_t>("b", parts), texts_by_view("b", parts), coded<std::int8_t>("c", "b", {0, 1, 2}, texts("", parts))}) {
    if (c->format == "u") c->format = "z", c->schema.format = c->format.c_str();
    const Made table = record("", 3, {c});
    struct State { Made table; bool done = false; } state{table};
    ArrowArrayStream in{}, out{};
    in.private_data = &state;
    in.get_schema = [](ArrowArrayStream* s, ArrowSchema* x) { return *x = static_cast<State*>(s->private_data)->table->schema, 0; };
    in.get_next = [](ArrowArrayStream* s, ArrowArray* x) {
      auto& st = *static_cast<State*>(s->private_data);
      *x = std::exchange(st.done, true) ? ArrowArray{} : st.table->array;
      return 0;
    };
    in.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    in.release = [](ArrowArrayStream* s) { s->release = nullptr; };
    csv().run(&in, &out).value();
    const auto rows = rows_of(out);
    ASSERT_EQ(rows.size(), 1U) << c->format;
    EXPECT_EQ(rows[0].status, "ok");
  }
}
}  // namespace
