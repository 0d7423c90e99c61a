#include <safar/base/arrow_read.hpp>

#include <gtest/gtest.h>

#include <functional>

#include <cerrno>
#include <limits>
#include <random>
#include <string>

#include <safar/base/arrow.hpp>
#include <safar/base/json.hpp>
#include <safar/base/money.hpp>
#include <safar/base/partial_date.hpp>

#include "base/arrow_made.hpp"
#include "base/sample.hpp"

namespace {
using namespace safar;
using made::Made;
using sample::Journey;

struct Row {
  std::string site{};
  Known<std::string> name{};
  Known<bool> consent{};
  std::uint8_t bags = 3;
  std::int64_t cents = 0;
  Known<sample::Sex> sex{};
  Known<Date> day{};
  Known<PartialDate> birth{};
  Known<Instant> at{};
  CaseId case_id{};
  Known<Money> paid{};
  std::vector<std::string> tags{};
  std::vector<sample::Paper> papers{};
  sample::Home home{};
  Known<std::variant<sample::Air, sample::Road>> back{};
  static constexpr std::string_view type_name = "row", type_doc = "One of everything.";
  template <class V>
  static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "site", &Row::site, open, "");
    v(2, "name", &Row::name, identity, "");
    v(3, "consent", &Row::consent, open, "");
    v(4, "bags", &Row::bags, open, "");
    v(5, "cents", &Row::cents, open, "");
    v(6, "sex", &Row::sex, open, "");
    v(7, "day", &Row::day, open, "");
    v(8, "birth", &Row::birth, open, "");
    v(9, "at", &Row::at, open, "");
    v(10, "case_id", &Row::case_id, open, "");
    v(11, "paid", &Row::paid, open, "");
    v(12, "tags", &Row::tags, open, "");
    v(13, "papers", &Row::papers, open, "");
    v(14, "home", &Row::home, open, "");
    v(15, "back", &Row::back, open, "");
  }
};

Result<ArrowRows> opened(const Made& table) { return ArrowRows::open(info<Row>(), table->schema); }
Made table(const std::vector<Made>& columns) { return made::record("", columns.empty() ? 0 : columns[0]->array.length, columns); }

Result<Row> row(const Made& t, std::int64_t i) {
  auto rows = opened(t);
  if (!rows) return std::move(rows).error();
  Row out;
  if (auto r = rows->read(t->array, i, &out); !r) return std::move(r).error();
  return out;
}
/// "" where it is read.
std::string failed(const Made& t, std::int64_t i = 0) {
  const auto r = row(t, i);
  if (r) return "";
  return std::string(name(r.error().code)) + " " + r.error().pointer;
}
std::string open_failed(const Made& t) {
  const auto r = opened(t);
  return r ? "" : std::string(name(r.error().code)) + " " + r.error().pointer;
}

/// Without a column of its own no absence but unknown comes back; `lists`: those inside of lists only.
void forget(const TypeInfo& t, void* p, bool only_in_lists = false, bool in_list = false) {
  switch (t.kind) {
    case Kind::known:
      if (t.get(p) == 0) forget(t.of[0](), t.at(p, 0), only_in_lists);
      else if (!only_in_lists || in_list) t.set(p, static_cast<std::int64_t>(Absence::unknown));
      return;
    case Kind::record:
      for (const auto& f : t.fields) forget(f.type(), static_cast<char*>(p) + f.offset, only_in_lists);
      return;
    case Kind::list:
      for (std::size_t i = 0; i < static_cast<std::size_t>(t.get(p)); ++i) forget(t.of[0](), t.at(p, i), only_in_lists, true);
      return;
    case Kind::choice: forget(t.of[static_cast<std::size_t>(t.get(p))](), t.at(p, 0), only_in_lists); return;
    default: return;
  }
}

std::vector<Journey> random_rows(std::size_t n) {
  std::mt19937 random(11);
  std::vector<Journey> rows(n);
  for (auto& j : rows) sample::scramble(info<Journey>(), &j, random);
  rows.push_back(sample::full());
  return rows;
}

class Export : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(ArrowRead, Export, testing::Bool());

TEST_P(Export, ComesBack) {
  const bool absences = GetParam();
  auto rows = random_rows(300);
  ArrowSchema schema{};
  ArrowArray array{};
  arrow_schema(info<Journey>(), &schema, absences).value();
  arrow_array(info<Journey>(), rows.data(), sizeof(Journey), rows.size(), &array, absences).value();
  const auto in = ArrowRows::open(info<Journey>(), schema).value();
  schema.release(&schema);  // not needed any more
  int forgotten = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Journey back;
    in.read(array, static_cast<std::int64_t>(i), &back).value();
    const std::string before = to_json(rows[i]);
    forget(info<Journey>(), &rows[i], absences);
    forgotten += before != to_json(rows[i]);
    ASSERT_EQ(to_json(back), to_json(rows[i])) << i;
  }
  EXPECT_GT(forgotten, 50) << "the control: absences that a null cannot tell were there";
  array.release(&array);

  ArrowArrayStream stream{};
  auto owner = std::make_shared<std::vector<Journey>>(std::move(rows));
  const void* first = owner->data();
  const std::size_t n = owner->size();
  arrow_stream(info<Journey>(), owner, first, sizeof(Journey), n, &stream, 100, absences);
  auto streamed = ArrowStreamIn::open(&stream).value();
  const auto again = ArrowRows::open(info<Journey>(), streamed.schema()).value();
  std::size_t at = 0;
  while (const ArrowArray* batch = streamed.next().value())
    for (std::int64_t i = 0; i < batch->length; ++i, ++at) {
      Journey back;
      again.read(*batch, i, &back).value();
      ASSERT_EQ(to_json(back), to_json((*owner)[at]));
    }
  EXPECT_EQ(at, n);
}

TEST(ArrowRead, ASliceAtEveryLevelIsHonoured) {
  const auto rows = random_rows(40);
  ArrowSchema schema{};
  ArrowArray array{};
  arrow_schema(info<Journey>(), &schema).value();
  arrow_array(info<Journey>(), rows.data(), sizeof(Journey), rows.size(), &array).value();
  const auto in = ArrowRows::open(info<Journey>(), schema).value();
  ArrowArray slice = array;
  slice.offset = 7, slice.length = 20;
  for (std::int64_t i = 0; i < 20; ++i) {
    Journey one, other;
    in.read(slice, i, &one).value();
    in.read(array, i + 7, &other).value();
    ASSERT_EQ(to_json(one), to_json(other));
  }
  Journey past;
  EXPECT_EQ(in.read(slice, 20, &past).error().code, ErrorCode::corrupt);
  array.release(&array), schema.release(&schema);

  const Made item = made::texts("item", {"x", "x", "a", "b", "c"});
  item->array.offset = 2, item->array.length = 3;
  const Made tags = made::list("tags", {0, 0, 1, 3}, item);
  tags->array.offset = 1, tags->array.length = 2;
  const Made consent = made::column("b", "consent", 1, {made::bits({false, true, false, true})}, {}, {true, true, false, true});
  consent->array.offset = 2, consent->array.length = 2;
  const Made t = made::record("", 2, {tags, consent});
  EXPECT_EQ(row(t, 0)->tags, std::vector<std::string>{"a"});
  EXPECT_EQ(row(t, 1)->tags, (std::vector<std::string>{"b", "c"}));
  EXPECT_FALSE(row(t, 0)->consent.known());
  EXPECT_TRUE(row(t, 1)->consent.value);
}

TEST(ArrowRead, EveryFormOfAText) {
  const std::vector<std::string> words{"", "Awa", "a name of more than twelve bytes \xD9\x85"};
  for (const Made& c : {made::texts("name", words), made::texts<std::int64_t>("name", words), made::texts_by_view("name", words),
                        made::coded<std::int8_t>("c", "name", {0, 1, 2}, made::texts("", words)), made::coded<std::uint64_t>("L", "name", {0, 1, 2}, made::texts_by_view("", words))})
    for (std::size_t i = 0; i < words.size(); ++i) EXPECT_EQ(row(table({c}), static_cast<std::int64_t>(i))->name, Known<std::string>(words[i])) << c->format;
  const Made nulls = made::coded<std::int16_t>("s", "name", {0, 1, 9}, made::texts("", {"Awa", "x"}, {true, false}), {true, true, false});
  EXPECT_EQ(row(table({nulls}), 0)->name, Known<std::string>("Awa"));
  EXPECT_FALSE(row(table({nulls}), 1)->name.known()) << "null in the dictionary";
  EXPECT_FALSE(row(table({nulls}), 2)->name.known()) << "null index, whose number means nothing";
}

TEST(ArrowRead, EveryFormOfANumber) {
  const auto cents = [](const Made& c) { return row(table({c}), 0).value().cents; };
  EXPECT_EQ(cents(made::numbers<std::int8_t>("c", "cents", {-7})), -7);
  EXPECT_EQ(cents(made::numbers<std::uint8_t>("C", "cents", {200})), 200);
  EXPECT_EQ(cents(made::numbers<std::int16_t>("s", "cents", {-300})), -300);
  EXPECT_EQ(cents(made::numbers<std::uint16_t>("S", "cents", {60000})), 60000);
  EXPECT_EQ(cents(made::numbers<std::int32_t>("i", "cents", {-70000})), -70000);
  EXPECT_EQ(cents(made::numbers<std::uint32_t>("I", "cents", {4000000000U})), 4000000000);
  EXPECT_EQ(cents(made::numbers<std::int64_t>("l", "cents", {-(std::int64_t{1} << 53)})), -(std::int64_t{1} << 53));
  EXPECT_EQ(cents(made::numbers<std::uint64_t>("L", "cents", {7})), 7);
  EXPECT_EQ(cents(made::coded<std::int8_t>("c", "cents", {1}, made::numbers<std::int64_t>("l", "", {5, 6}))), 6);
  EXPECT_EQ(failed(table({made::numbers<std::int64_t>("l", "cents", {(std::int64_t{1} << 53) + 1})})), "out_of_range /cents");
  EXPECT_EQ(failed(table({made::numbers<std::uint64_t>("L", "cents", {std::numeric_limits<std::uint64_t>::max()})})), "out_of_range /cents");
  EXPECT_EQ(failed(table({made::numbers<std::int64_t>("l", "bags", {256})})), "out_of_range /bags");
  EXPECT_EQ(failed(table({made::numbers<std::int64_t>("l", "bags", {-1})})), "out_of_range /bags");
  EXPECT_EQ(row(table({made::numbers<std::int64_t>("l", "bags", {0}, {false})}), 0)->bags, 3) << "a null leaves the default";
  EXPECT_EQ(open_failed(table({made::numbers<double>("g", "cents", {1})})), "unsupported /cents");
  EXPECT_EQ(open_failed(table({made::texts("cents", {"1"})})), "wrong_type /cents");
}

TEST(ArrowRead, DaysAndInstants) {
  const auto day = [](const Made& c) { return to_string(row(table({c}), 0).value().day.value); };
  EXPECT_EQ(day(made::numbers<std::int32_t>("tdD", "day", {-1})), "1969-12-31");
  EXPECT_EQ(day(made::numbers<std::int64_t>("tdm", "day", {86'400'000 * std::int64_t{17914}})), "2019-01-18");
  EXPECT_EQ(day(made::numbers<std::int64_t>("tsn:", "day", {-86'400'000'000'000})), "1969-12-31");
  EXPECT_EQ(day(made::numbers<std::int64_t>("tss:UTC", "day", {0})), "1970-01-01");
  EXPECT_EQ(day(made::texts("day", {"1999-02-28"})), "1999-02-28");
  EXPECT_EQ(to_string(row(table({made::numbers<std::int32_t>("tdD", "birth", {0})}), 0)->birth.value), "1970-01-01");
  EXPECT_EQ(to_string(row(table({made::texts("birth", {"1999-02"})}), 0)->birth.value), "1999-02");
  EXPECT_EQ(failed(table({made::numbers<std::int64_t>("tsu:", "day", {1})})), "wrong_type /day") << "a time of a day";
  EXPECT_EQ(failed(table({made::numbers<std::int64_t>("tdm", "day", {-1})})), "wrong_type /day");
  EXPECT_EQ(failed(table({made::numbers<std::int32_t>("tdD", "day", {2932897})})), "out_of_range /day");
  EXPECT_EQ(open_failed(table({made::numbers<std::int64_t>("tsu:Africa/Bamako", "day", {0})})), "wrong_type /day");
  EXPECT_EQ(open_failed(table({made::numbers<std::int32_t>("i", "day", {0})})), "wrong_type /day") << "a number of what since when";

  const auto at = [](const Made& c) { return row(table({c}), 0).value().at.value.microseconds(); };
  EXPECT_EQ(at(made::numbers<std::int64_t>("tsu:UTC", "at", {-1})), -1);
  EXPECT_EQ(at(made::numbers<std::int64_t>("tss:Africa/Bamako", "at", {1547803800})), 1547803800000000);
  EXPECT_EQ(at(made::numbers<std::int64_t>("tsm:UTC", "at", {1547803800001})), 1547803800001000);
  EXPECT_EQ(at(made::numbers<std::int64_t>("tsn:UTC", "at", {-86'400'000'000'001'000})), -86'400'000'000'001);
  EXPECT_EQ(failed(table({made::numbers<std::int64_t>("tsn:UTC", "at", {1})})), "out_of_range /at");
  for (const std::int64_t wild : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
    for (const char* unit : {"tss:UTC", "tsm:UTC", "tsu:UTC"}) EXPECT_EQ(failed(table({made::numbers<std::int64_t>(unit, "at", {wild})})), "out_of_range /at");
  EXPECT_EQ(open_failed(table({made::numbers<std::int64_t>("tsu:", "at", {0})})), "wrong_type /at") << "whose time?";
}

TEST(ArrowRead, ScalarsCodesAndIds) {
  EXPECT_EQ(row(table({made::texts("sex", {"male"})}), 0)->sex, Known<sample::Sex>(sample::Sex::male));
  EXPECT_EQ(failed(table({made::texts("sex", {"Male"})})), "unknown_code /sex");
  EXPECT_EQ(to_string(row(table({made::texts("paid", {"12.50 EUR"})}), 0)->paid.value), "12.50 EUR");
  EXPECT_EQ(failed(table({made::texts("paid", {"12.5"})})), "parse /paid");
  EXPECT_EQ(to_string(row(table({made::texts("case_id", {"000102030405060708090a0b0c0d0e0f"})}), 0)->case_id), "000102030405060708090a0b0c0d0e0f");
  const Made raw = made::column("w:16", "case_id", 2, {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}});
  EXPECT_EQ(to_string(row(table({raw}), 0)->case_id), "000102030405060708090a0b0c0d0eff");
  EXPECT_TRUE(row(table({raw}), 1)->case_id.none());
  EXPECT_EQ(failed(table({made::texts("site", {"\xC3"})})), "encoding /site");
  EXPECT_EQ(failed(table({made::texts("site", {"\xED\xA0\x80"})})), "encoding /site");
  const auto secret = row(table({made::texts("name", {"\xFF" "Awa"})}), 0);
  EXPECT_EQ(secret.error().message.find("Awa"), std::string::npos);
}

TEST(ArrowRead, NestedValuesAndWhereTheyAreWrong) {
  const Made paper = made::record("item", 3, {made::texts("number", {"P1", "P2", "P3"}), made::texts("expires", {"2025-01-01", "soon", "2025"}, {true, true, false})});
  const Made t = table({made::list("papers", {0, 1, 3}, paper), made::record("home", 2, {made::texts("town", {"Kayes", ""}, {true, false})}, {false, true})});
  const auto good = row(t, 0).value();
  ASSERT_EQ(good.papers.size(), 1U);
  EXPECT_EQ(good.papers[0].number, "P1");
  EXPECT_EQ(good.papers[0].expires, Known<Date>(date("2025-01-01")));
  EXPECT_FALSE(good.home.town.known()) << "the struct is null, whatever lies under it";
  const auto bad = row(t, 1);
  EXPECT_EQ(bad.error().pointer, "/papers/0/expires");
  EXPECT_EQ(bad.error().code, ErrorCode::parse);
  EXPECT_EQ(bad.error().row, 1);

  const Made air = made::record("air", 4, {made::texts("flight", {"ET909", "", "AF1", ""})}, {true, false, true, false});
  const Made road = made::record("road", 4, {made::numbers<std::int16_t>("s", "kilometres", {0, 412, 1, 0})}, {false, true, true, false});
  const Made back = table({made::record("back", 4, {air, road}, {true, true, true, true})});
  EXPECT_EQ(std::get<sample::Air>(row(back, 0)->back.value).flight, "ET909");
  EXPECT_EQ(std::get<sample::Road>(row(back, 1)->back.value).kilometres, 412);
  EXPECT_EQ(failed(back, 2), "duplicate_member /back");
  EXPECT_EQ(failed(back, 3), "missing_member /back");

  const Made pair = made::column("+w:2", "tags", 2, {}, {made::texts("item", {"a", "b", "c", "d"})});
  EXPECT_EQ(row(table({pair}), 1)->tags, (std::vector<std::string>{"c", "d"}));
  const Made large = made::column("+L", "tags", 1, {made::raw(std::vector<std::int64_t>{1, 3})}, {made::texts("item", {"a", "b", "c"})});
  EXPECT_EQ(row(table({large}), 0)->tags, (std::vector<std::string>{"b", "c"}));
}

TEST(ArrowRead, AbsencesAreStatedBeside) {
  const Made t = table({made::texts("name", {"Awa", "", "", ""}, {true, false, false, false}), made::texts("name.absent", {"", "refused", "", "gone"}, {false, true, false, true}),
                        made::texts("sex.absent", {"conflict", "unknown", "withheld", "erased"})});
  EXPECT_EQ(row(t, 0)->name, Known<std::string>("Awa"));
  EXPECT_EQ(row(t, 0)->sex.absence, Absence::conflict) << "a column of absences alone";
  EXPECT_EQ(row(t, 1)->name.absence, Absence::refused);
  EXPECT_EQ(row(t, 2)->name.absence, Absence::unknown);
  EXPECT_EQ(failed(t, 3), "unknown_code /name.absent");
  EXPECT_EQ(failed(table({made::texts("name", {"Awa"}), made::texts("name.absent", {"refused"})})), "wrong_type /name.absent") << "both";
  EXPECT_EQ(open_failed(table({made::numbers<std::int8_t>("c", "name.absent", {1})})), "wrong_type /name.absent");
  EXPECT_EQ(open_failed(table({made::texts("site.absent", {"refused"})})), "unknown_member /site.absent") << "not a Known";
  const Made nothing = table({made::column("n", "name", 1), made::column("n", "tags", 1), made::column("n", "bags", 1)});
  EXPECT_EQ(to_json(row(nothing, 0).value()), to_json(Row{}));
}

TEST(ArrowRead, AColumnThatNobodyKnowsIsAnErrorUnlessTheCallerDoes) {
  const Made t = table({made::texts("nmae", {"Awa"}), made::texts("request", {"r"})});
  const auto r = opened(t);
  EXPECT_EQ(r.error().code, ErrorCode::unknown_member);
  EXPECT_EQ(r.error().pointer, "/nmae");
  EXPECT_NE(r.error().message.find("\"name\""), std::string::npos) << r.error().message;
  EXPECT_EQ(ArrowRows::open(info<Row>(), t->schema, std::vector<std::string_view>{"request"}).error().pointer, "/nmae");
  const auto rows = ArrowRows::open(info<Row>(), t->schema, std::vector<std::string_view>{"request", "nmae"}).value();
  EXPECT_FALSE(rows.has("name"));
  Row out;
  EXPECT_TRUE(rows.read(t->array, 0, &out));
  EXPECT_EQ(open_failed(table({made::record("home", 1, {made::texts("request", {"r"})})})), "unknown_member /home/request") << "only outermost";
  EXPECT_EQ(open_failed(table({made::texts("name", {"a"}), made::texts("name", {"b"})})), "duplicate_member /name");
  EXPECT_EQ(open_failed(table({made::list("papers", {0, 0}, made::record("item", 0, {made::numbers<std::int8_t>("c", "number", {})}))})), "wrong_type /papers/-/number");
}

TEST(ArrowRead, HostileArraysAreErrors) {
  using Break = void (*)(made::Column&);
  const auto text_column = [] { return made::texts("name", {"Awa", "Moussa"}, {true, true}); };
  const auto broken = [&](Break how) {
    const Made c = text_column();
    how(*c);
    return failed(made::record("", 2, {c}), 1);
  };
  EXPECT_EQ(broken([](made::Column&) {}), "") << "the control";
  for (const Break how : std::vector<Break>{
           [](made::Column& c) { c.array.length = -1; }, [](made::Column& c) { c.array.offset = -1; }, [](made::Column& c) { c.array.offset = std::numeric_limits<std::int64_t>::max(); }, [](made::Column& c) { c.array.length = 1; },
           [](made::Column& c) { c.array.null_count = -2; }, [](made::Column& c) { c.array.null_count = 3; }, [](made::Column& c) { c.array.n_buffers = 2; },
           [](made::Column& c) { c.array.n_buffers = 4; }, [](made::Column& c) { c.array.buffers = nullptr; }, [](made::Column& c) { c.array.n_children = 1; },
           [](made::Column& c) { c.buffers[0] = nullptr, c.array.null_count = 1; }, [](made::Column& c) { c.buffers[1] = nullptr; }, [](made::Column& c) { c.buffers[2] = nullptr; },
           [](made::Column& c) { c.array.release = nullptr; }, [](made::Column& c) { c.array.dictionary = &c.array; },
           [](made::Column& c) { c.bytes[1] = made::raw<std::int32_t>({0, 5, 3}); c.buffers[1] = c.bytes[1].data(); },
           [](made::Column& c) { c.bytes[1] = made::raw<std::int32_t>({0, -5, 3}); c.buffers[1] = c.bytes[1].data(); }})
    EXPECT_EQ(broken(how), "corrupt /name");

  const Made t = table({text_column()});
  t->inner_arrays[0] = nullptr;
  EXPECT_EQ(failed(t), "corrupt /name");
  const Made empty_buffers = table({made::texts("name", {""})});
  empty_buffers->inner[0]->buffers[2] = nullptr;
  EXPECT_EQ(failed(empty_buffers), "") << "no bytes are needed for an empty text";
  EXPECT_EQ(failed(table({made::list("tags", {0, 3}, made::texts("item", {"a"}))})), "corrupt /tags") << "beyond its elements";
  EXPECT_EQ(failed(table({made::column("+w:900000000", "tags", 1, {}, {made::texts("item", {"a"})})})), "corrupt /tags");
  EXPECT_EQ(failed(table({made::coded<std::int8_t>("c", "name", {2}, made::texts("", {"a", "b"}))})), "corrupt /name");
  EXPECT_EQ(failed(table({made::coded<std::int8_t>("c", "name", {-1}, made::texts("", {"a", "b"}))})), "corrupt /name");
  EXPECT_EQ(failed(table({made::coded<std::uint64_t>("L", "name", {1ULL << 63}, made::texts("", {"a", "b"}))})), "corrupt /name");
  const std::int32_t wild[] = {1 << 30, -1, -5};
  for (const std::size_t at : {std::size_t{0}, std::size_t{8}, std::size_t{12}}) {  // size, buffer, offset
    const Made v = made::texts_by_view("name", {"a name of more than twelve bytes"});
    for (const std::int32_t w : wild) {
      std::memcpy(&v->bytes[0][at], &w, 4);
      EXPECT_EQ(failed(table({v})), "corrupt /name") << at << " " << w;
    }
  }
  const Made endless = made::column("n", "item", std::int64_t{1} << 40);
  const Made tags = made::column("+L", "tags", 1, {made::raw(std::vector<std::int64_t>{0, std::int64_t{1} << 40})}, {endless});
  EXPECT_EQ(failed(table({tags})), "too_large /tags") << "elements that need no memory there, but here";
  const Made null_row = made::record("", 1, {text_column()}, {false});
  EXPECT_EQ(failed(null_row), "wrong_type ");
}

TEST(ArrowRead, HostileSchemasAreErrors) {
  EXPECT_EQ(ArrowRows::open(info<Row>(), ArrowSchema{}).error().code, ErrorCode::corrupt);
  EXPECT_EQ(ArrowRows::open(info<std::string>(), table({})->schema).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(ArrowRows::open(info<Row>(), made::texts("", {})->schema).error().code, ErrorCode::wrong_type);
  for (const char* format : {"", "ts", "tsx:UTC", "tsu", "+w:", "+w:-1", "+w:99999999999", "w:15", "d:10,2", "z", "+m", "+ud:0", "+r"}) {
    const Made c = made::column(format, "name", 0);
    EXPECT_NE(open_failed(table({c})), "") << format;
  }
  const Made lists = made::list("tags", {0, 0}, made::texts("item", {}));
  lists->schema.n_children = 0;
  EXPECT_EQ(open_failed(table({lists})), "corrupt /tags");
  lists->schema.n_children = 1;
  lists->inner_schemas[0] = nullptr;
  EXPECT_EQ(open_failed(table({lists})), "corrupt /tags");
  const Made coded = made::coded<std::int8_t>("c", "name", {0}, made::coded<std::int8_t>("c", "", {0}, made::texts("", {"a"})));
  EXPECT_EQ(open_failed(table({coded})), "too_deep /name");

  Made deep = made::list("branches", {0, 0}, made::record("item", 0, {made::texts("name", {})}));
  for (int i = 0; i < 40; ++i) deep = made::list("branches", {0, 0}, made::record("item", 0, {deep}));
  EXPECT_EQ(ArrowRows::open(info<sample::Tree>(), made::record("", 1, {deep})->schema).error().code, ErrorCode::too_deep);
}

TEST(ArrowRead, ATypeThatContainsItselfIsReadAsDeepAsItsColumns) {
  const Made leaf = made::record("item", 2, {made::texts("name", {"a", "b"})});
  const Made tree = made::record("", 1, {made::texts("name", {"root"}), made::list("branches", {0, 2}, leaf)});
  const auto rows = ArrowRows::open(info<sample::Tree>(), tree->schema).value();
  sample::Tree t;
  rows.read(tree->array, 0, &t).value();
  ASSERT_EQ(t.branches.size(), 2U);
  EXPECT_EQ(t.branches[1].name, "b");
}

struct Producer {
  int batches = 2, released = 0, fail_at = -1;
  bool schema_fails = false;
};
ArrowArrayStream stream_of(Producer& p) {
  ArrowArrayStream s{};
  s.private_data = &p;
  s.get_schema = [](ArrowArrayStream* x, ArrowSchema* out) {
    if (static_cast<Producer*>(x->private_data)->schema_fails) return EIO;
    arrow_schema(info<sample::Home>(), out).value();
    return 0;
  };
  s.get_next = [](ArrowArrayStream* x, ArrowArray* out) {
    auto& q = *static_cast<Producer*>(x->private_data);
    if (q.batches == q.fail_at) return EINVAL;
    *out = {};
    const sample::Home home{"Kayes", {}};
    if (q.batches-- > 0) arrow_array(info<sample::Home>(), &home, sizeof home, 1, out).value();
    return 0;
  };
  s.get_last_error = [](ArrowArrayStream*) { return "line one\nAwa was not a number"; };
  s.release = [](ArrowArrayStream* x) { ++static_cast<Producer*>(x->private_data)->released, x->release = nullptr; };
  return s;
}

TEST(ArrowStreamIn, GivesBatchesAndReleasesOnce) {
  Producer p;
  ArrowArrayStream s = stream_of(p);
  {
    auto in = ArrowStreamIn::open(&s).value();
    EXPECT_EQ(s.release, nullptr) << "taken over";
    auto moved = std::move(in);
    const auto rows = ArrowRows::open(info<sample::Home>(), moved.schema()).value();
    int n = 0;
    while (const ArrowArray* batch = moved.next().value()) {
      sample::Home home;
      rows.read(*batch, 0, &home).value();
      EXPECT_EQ(home.town, Known<std::string>("Kayes"));
      ++n;
    }
    EXPECT_EQ(n, 2);
    EXPECT_EQ(moved.next().value(), nullptr) << "the end stays the end";
    EXPECT_EQ(p.released, 0);
  }
  EXPECT_EQ(p.released, 1);
  EXPECT_EQ(ArrowStreamIn::open(&s).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(ArrowStreamIn::open(nullptr).error().code, ErrorCode::invalid_argument);
}

/// A stream of one column of text and one row, with something wrong in it.
struct Wrong {
  std::function<void(ArrowSchema&, ArrowSchema&)> schema{};
  std::function<void(ArrowArray&, ArrowArray&)> batch{};
  ArrowSchema inner{}, *inners[2] = {&inner, nullptr};
  ArrowArray cell{}, *cells[2] = {&cell, nullptr};
  std::int32_t offsets[2] = {0, 1};
  const void* texts[3] = {nullptr, offsets, "x"};
  const void* none[1] = {nullptr};
  bool given = false;

  ErrorCode outcome() {
    ArrowArrayStream s{};
    s.private_data = this;
    s.get_schema = [](ArrowArrayStream* x, ArrowSchema* out) {
      auto& w = *static_cast<Wrong*>(x->private_data);
      w.inner = {}, *out = {};
      w.inner.format = "u", w.inner.name = "town", w.inner.release = [](ArrowSchema* y) { y->release = nullptr; };
      out->format = "+s", out->n_children = 1, out->children = w.inners, out->release = [](ArrowSchema* y) { y->release = nullptr; };
      if (w.schema) w.schema(*out, w.inner);
      return 0;
    };
    s.get_next = [](ArrowArrayStream* x, ArrowArray* out) {
      auto& w = *static_cast<Wrong*>(x->private_data);
      w.cell = {}, *out = {};
      if (w.given) return 0;
      w.given = true;
      w.cell.length = 1, w.cell.n_buffers = 3, w.cell.buffers = w.texts, w.cell.release = [](ArrowArray* y) { y->release = nullptr; };
      out->length = 1, out->n_buffers = 1, out->buffers = w.none, out->n_children = 1, out->children = w.cells, out->release = [](ArrowArray* y) { y->release = nullptr; };
      if (w.batch) w.batch(*out, w.cell);
      return 0;
    };
    s.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    s.release = [](ArrowArrayStream* x) { x->release = nullptr; };
    auto in = ArrowStreamIn::open(&s);
    if (!in) return in.error().code;
    const auto first = in->next();
    return first ? ErrorCode::ok : first.error().code;
  }
};

TEST(ArrowStreamIn, LooksBeforeItIsWalked) {
  using enum ErrorCode;
  EXPECT_EQ(Wrong{}.outcome(), ok);
  const auto schema = [](auto change) { Wrong w; w.schema = change; return w.outcome(); };
  const auto batch = [](auto change) { Wrong w; w.batch = change; return w.outcome(); };
  EXPECT_EQ(schema([](ArrowSchema& s, ArrowSchema&) { s.children = nullptr; }), corrupt);
  EXPECT_EQ(schema([](ArrowSchema& s, ArrowSchema&) { s.n_children = 2; }), corrupt);
  EXPECT_EQ(schema([](ArrowSchema& s, ArrowSchema&) { s.n_children = -1; }), corrupt);
  EXPECT_EQ(schema([](ArrowSchema& s, ArrowSchema&) { s.n_children = INT64_MAX; }), too_large);
  EXPECT_EQ(schema([](ArrowSchema&, ArrowSchema& c) { c.format = nullptr; }), corrupt);
  EXPECT_EQ(schema([](ArrowSchema&, ArrowSchema& c) { c.release = nullptr; }), corrupt);
  EXPECT_EQ(schema([](ArrowSchema&, ArrowSchema& c) { c.name = "\xff"; }), encoding);
  EXPECT_EQ(schema([](ArrowSchema&, ArrowSchema& c) { c.name = nullptr; }), ok);
  EXPECT_EQ(schema([](ArrowSchema&, ArrowSchema& c) { static ArrowSchema* self[1]; self[0] = &c; c.format = "+s", c.n_children = 1, c.children = self; }), too_deep);
  EXPECT_EQ(batch([](ArrowArray& a, ArrowArray&) { a.length = -1; }), corrupt);
  EXPECT_EQ(batch([](ArrowArray& a, ArrowArray&) { a.length = INT64_MAX; }), corrupt) << "its column is shorter";
  EXPECT_EQ(batch([](ArrowArray& a, ArrowArray& c) { a.length = c.length = INT64_MAX; }), too_large);
  EXPECT_EQ(batch([](ArrowArray& a, ArrowArray&) { a.offset = INT64_MAX; }), corrupt);
  EXPECT_EQ(batch([](ArrowArray& a, ArrowArray&) { a.children = nullptr; }), corrupt);
  EXPECT_EQ(batch([](ArrowArray& a, ArrowArray&) { a.n_children = 0; }), corrupt);
  EXPECT_EQ(batch([](ArrowArray&, ArrowArray& c) { c.release = nullptr; }), corrupt);
  EXPECT_EQ(batch([](ArrowArray&, ArrowArray& c) { c.buffers = nullptr; }), corrupt);
  EXPECT_EQ(batch([](ArrowArray&, ArrowArray& c) { c.null_count = 2; }), corrupt);
  EXPECT_EQ(batch([](ArrowArray&, ArrowArray& c) { c.dictionary = &c; }), corrupt);
}

TEST(ArrowStreamIn, AProducerThatFailsIsAnErrorWithoutItsWords) {
  Producer p;
  p.fail_at = 1;
  ArrowArrayStream s = stream_of(p);
  {
    auto in = ArrowStreamIn::open(&s).value();
    EXPECT_NE(in.next().value(), nullptr);
    const auto r = in.next();
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().code, ErrorCode::io);
    EXPECT_EQ(r.error().message.find("Awa"), std::string::npos);
    EXPECT_NE(in.said().find("Awa"), std::string::npos);
    EXPECT_EQ(in.next().value(), nullptr);
  }
  EXPECT_EQ(p.released, 1);
  Producer q;
  q.schema_fails = true;
  ArrowArrayStream t = stream_of(q);
  EXPECT_EQ(ArrowStreamIn::open(&t).error().code, ErrorCode::io);
  EXPECT_EQ(q.released, 1);
}
}  // namespace
