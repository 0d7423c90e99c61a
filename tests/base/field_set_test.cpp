#include <safar/base/field_set.hpp>

#include <gtest/gtest.h>

#include <string>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>
#include <safar/base/json.hpp>
#include <safar/base/shelves.hpp>
#include <safar/base/stub.hpp>

#include "base/typed.hpp"

namespace {
using namespace safar;

std::string with(const std::string& fields, const std::string& of = "person", const std::string& version = "2026-1") {
  return R"({"v":1,"field_set":"bko_intake","version":")" + version + R"(","of":")" + of + R"(","fields":[)" + fields + "]}";
}
std::string field(int id, const std::string& name, const std::string& type, const std::string& shelf, const std::string& more = "") {
  return R"({"id":)" + std::to_string(id) + R"(,"name":")" + name + R"(","type":")" + type + R"(","shelf":")" + shelf + "\"" + more + "}";
}

/// One field of every type, alone and as a list.
std::shared_ptr<const FieldSet> all_types() {
  std::string fields;
  int id = 0;
  for (const auto type : codes(FieldType{})) {
    const std::string t(type), c = t == "code" ? R"(,"codes":["agadez","gao"])" : "";
    fields += (id ? "," : "") + field(id + 1, "one_" + t, t, "open", c);
    fields += "," + field(id + 2, "many_" + t, t, "identity", c + R"(,"list":true)");
    id += 2;
  }
  return FieldSet::load(with(fields)).value();
}
constexpr const char* all_values =
    R"({"many_boolean":[true,false],"many_code":["gao","agadez"],"many_country":["GIN","MLI"],"many_date":["2018-11-12"],"many_integer":[-1,7],)"
    R"("many_money":["1500.00 EUR"],"many_partial_date":["1994","2008-06"],"many_text":["a",""],"one_boolean":false,"one_code":"gao","one_country":"GIN",)"
    R"("one_date":"2018-11-12","one_integer":-5,"one_money":"3.50 EUR","one_partial_date":"1994","one_text":"Kayes"})";

TEST(FieldSet, ReadsAndWritesEveryTypeAsBuiltInFieldsAre) {
  const auto set = all_types();
  FieldValues values;
  ASSERT_TRUE(from_json(all_values, set->type(), &values)) << from_json(all_values, set->type(), &values).error().message;
  EXPECT_EQ(to_json(set->type(), &values), all_values);
  FieldValues none;
  EXPECT_EQ(to_json(set->type(), &none), "{}") << "what was never said is unknown";
  const std::string absent = R"({"many_text":{"absent":"refused"},"one_code":null,"one_integer":{"absent":"conflict"}})";
  ASSERT_TRUE(from_json(absent, set->type(), &values));
  EXPECT_EQ(to_json(set->type(), &values), absent) << "and the old values are gone";
}

TEST(FieldSet, SaysWhatIsWrongWithAValue) {
  const auto set = FieldSet::load(with(field(1, "nights", "integer", "open") + "," + field(2, "route_taken", "code", "open", R"(,"codes":["agadez","gao"])") + "," +
                                       field(3, "clan", "text", "identity") + "," + field(4, "day", "date", "open"))).value();
  const auto error = [&](const char* json) {
    FieldValues v;
    const auto r = from_json(json, set->type(), &v);
    return r ? std::string("taken") : std::string(name(r.error().code)) + " " + r.error().pointer;
  };
  EXPECT_EQ(error(R"({"nights":3})"), "taken") << "control";
  EXPECT_EQ(error(R"({"nihgts":3})"), "unknown_member /nihgts");
  EXPECT_EQ(error(R"({"nights":"3"})"), "wrong_type /nights");
  EXPECT_EQ(error(R"({"nights":3.5})"), "wrong_type /nights");
  EXPECT_EQ(error(R"({"route_taken":"gap"})"), "unknown_code /route_taken");
  EXPECT_EQ(error(R"({"day":"2018-02-30"})"), "parse /day");
  FieldValues v;
  const auto sealed = from_json(R"({"clan":["Secret"]})", set->type(), &v);
  EXPECT_EQ(sealed.error().message.find("Secret"), std::string::npos);
}

TEST(FieldSet, HasLimits) {
  const auto set = FieldSet::load(with(field(1, "note", "text", "open") + "," + field(2, "names", "text", "open", R"(,"list":true)"))).value();
  const auto check = [&](const std::string& json) {
    FieldValues v;
    EXPECT_TRUE(from_json(json, set->type(), &v));
    const auto r = set->check(v);
    return r ? std::string("taken") : r.error().pointer;
  };
  EXPECT_EQ(check(R"({"note":")" + std::string(most_field_text, 'x') + "\"}"), "taken");
  EXPECT_EQ(check(R"({"note":")" + std::string(most_field_text + 1, 'x') + "\"}"), "/note");
  EXPECT_EQ(check(R"({"names":["a",")" + std::string(most_field_text + 1, 'x') + "\"]}"), "/names/1");
  std::string many = "[\"a\"";
  for (std::size_t i = 0; i < most_field_items; ++i) many += ",\"a\"";
  EXPECT_EQ(check(R"({"names":)" + many + "]}"), "/names");
}

struct Bad { const char* reason; const char* pointer; std::string document; };

TEST(FieldSet, IsLinted) {
  std::string many;
  for (int i = 1; i <= 65; ++i) many += (i > 1 ? "," : "") + field(i, "f" + std::to_string(i), "text", "open");
  const std::string good = field(1, "nights", "integer", "open");
  const Bad table[] = {
      {"no_fields", "/fields", with("")},
      {"too_many_fields", "/fields", with(many)},
      {"bad_name", "/fields/0/name", with(field(1, "Nights", "integer", "open"))},
      {"bad_name", "/fields/0/name", with(field(1, "_n", "integer", "open"))},
      {"bad_name", "/version", with(good, "person", "2026 1")},
      {"reserved_name", "/fields/1/name", with(good + "," + field(2, "sex", "text", "open"))},
      {"reserved_name", "/fields/0/name", with(field(2, "absent", "text", "open"))},
      {"name_twice", "/fields/1/name", with(good + "," + field(2, "nights", "text", "open"))},
      {"id_twice", "/fields/1/id", with(good + "," + field(1, "other", "text", "open"))},
      {"bad_id", "/fields/0/id", with(field(0, "nights", "text", "open"))},
      {"bad_id", "/fields/0/id", with(field(65536, "nights", "text", "open"))},
      {"no_codes", "/fields/0/codes", with(field(1, "r", "code", "open"))},
      {"bad_code", "/fields/0/codes", with(field(1, "r", "text", "open", R"(,"codes":["a"])"))},
      {"bad_code", "/fields/0/codes/1", with(field(1, "r", "code", "open", R"(,"codes":["a","b c"])"))},
      {"bad_code", "/fields/0/codes/1", with(field(1, "r", "code", "open", R"(,"codes":["a","a"])"))},
      {"sealed_field_of_case", "/fields/0/shelf", with(field(1, "clan", "text", "identity"), "case")},
      {"no_type", "/fields/0/type", with(R"({"id":1,"name":"a","shelf":"open"})")},
      {"no_shelf", "/fields/0/shelf", with(R"({"id":1,"name":"a","type":"text"})")},
  };
  for (const auto& bad : table) {
    const auto r = FieldSet::load(bad.document);
    ASSERT_FALSE(r) << bad.reason << " " << bad.pointer;
    EXPECT_EQ(r.error().code, ErrorCode::lint) << bad.reason;
    EXPECT_EQ(r.error().reason, bad.reason);
    EXPECT_EQ(r.error().pointer, bad.pointer) << bad.reason;
    EXPECT_FALSE(r.error().remedy.empty()) << bad.reason;
  }
  EXPECT_TRUE(FieldSet::load(with(good, "case"))) << "control";
  EXPECT_EQ(FieldSet::load(with(field(1, "a", "colour", "open"))).error().pointer, "/fields/0/type");
  EXPECT_EQ(FieldSet::load(with(field(1, "a", "text", "open", R"(,"colour":1)"))).error().code, ErrorCode::unknown_member);
}

TEST(FieldSet, KeepsWhatEarlierVersionsPromised) {
  const auto load = [](const std::string& fields, const char* of = "person") { return FieldSet::load(with(fields, of, "2026-2")).value(); };
  const auto before = FieldSet::load(with(field(1, "nights", "integer", "counted") + "," + field(2, "clan", "text", "identity") + "," +
                                          field(3, "way", "code", "open", R"(,"codes":["agadez","gao"])"))).value();
  const auto reason = [&](const std::shared_ptr<const FieldSet>& now) {
    const auto r = now->follows(*before);
    return r ? std::string() : r.error().reason;
  };
  const std::string way = field(3, "way", "code", "open", R"(,"codes":["gao","agadez","tamanrasset"])");
  EXPECT_EQ(reason(load(way + "," + field(2, "clan", "text", "sensitive") + "," + field(4, "more", "text", "open"))), "") << "control: codes and fields are added, one is left out";
  EXPECT_EQ(reason(load(field(1, "days", "integer", "counted"))), "id_reused");
  EXPECT_EQ(reason(load(field(9, "nights", "integer", "counted"))), "name_reused");
  EXPECT_EQ(reason(load(field(1, "nights", "text", "counted"))), "type_changed");
  EXPECT_EQ(reason(load(field(1, "nights", "integer", "counted", R"(,"list":true)"))), "type_changed");
  EXPECT_EQ(reason(load(field(1, "nights", "integer", "open"))), "shelf_weaker");
  EXPECT_EQ(reason(load(field(2, "clan", "text", "counted"))), "shelf_weaker");
  EXPECT_EQ(reason(load(field(3, "way", "code", "open", R"(,"codes":["gao"])"))), "code_removed");
  EXPECT_EQ(reason(load(field(1, "nights", "integer", "counted"), "case")), "subject_changed");
}

/// A record with a person around the values, as the command `record` has it.
struct Fact { PersonId person_id{}; FieldValues values{}; };
TypeInfo fact_type(const FieldSet& set) {
  TypeInfo t;
  t.kind = Kind::record;
  t.name = "fact";
  t.size = sizeof(Fact);
  t.align = alignof(Fact);
  t.make = [](void* p) { ::new (p) Fact{}; };
  t.drop = [](void* p) { static_cast<Fact*>(p)->~Fact(); };
  t.assign = [](void* to, void* from) { *static_cast<Fact*>(to) = std::move(*static_cast<Fact*>(from)); };
  t.fields.push_back({1, "person_id", "", Shelf::open, 0, &info<PersonId>});
  FieldInfo values{2, "values", "", Shelf::open, offsetof(Fact, values), nullptr};
  values.own = &set.type();
  t.fields.push_back(values);
  return t;
}

TEST(FieldSet, IsSplitMergedAndMaskedByShelf) {
  const auto set = FieldSet::load(with(field(1, "nights", "integer", "open") + "," + field(2, "clan", "text", "identity") + "," +
                                       field(3, "way", "code", "counted", R"(,"codes":["agadez","gao"])") + "," + field(4, "harm", "boolean", "sensitive"))).value();
  const TypeInfo type = fact_type(*set);
  const std::string text = R"({"person_id":"00112233445566778899aabbccddeeff","values":{"clan":"Toure","harm":true,"nights":3,"way":"gao"}})";
  Fact fact;
  ASSERT_TRUE(from_json(text, type, &fact));
  auto parts = split(type, &fact).value();
  EXPECT_EQ(parts.body, R"({"person_id":"00112233445566778899aabbccddeeff","values":{"nights":3}})");
  ASSERT_EQ(parts.boxes.size(), 3u);
  EXPECT_EQ(parts.boxes[0].content, R"({"/values/way":"gao"})");
  EXPECT_TRUE(parts.boxes[0].subject.none());
  EXPECT_EQ(parts.boxes[1].content, R"({"/values/clan":"Toure"})");
  EXPECT_EQ(parts.boxes[2].content, R"({"/values/harm":true})");
  EXPECT_EQ(parts.boxes[1].subject, fact.person_id);
  std::vector<Unsealed> boxes;
  for (auto& b : parts.boxes) boxes.push_back({b.subject, b.other, b.shelf, b.content, b.shelf == Shelf::sensitive});
  boxes[1].content.reset();
  Fact back;
  ASSERT_TRUE(merge(type, parts.body, boxes, &back));
  EXPECT_EQ(to_json(type, &back), R"({"person_id":"00112233445566778899aabbccddeeff","values":{"clan":{"absent":"erased"},"harm":{"absent":"withheld"},"nights":3,"way":"gao"}})");
  EXPECT_EQ(redact(type, &fact, Shelf::identity, Absence::withheld), 1u);
  EXPECT_EQ(to_json(type, &fact).find("Toure"), std::string::npos);
}

TEST(FieldSet, GoesThroughArrowAndBack) {
  const auto set = all_types();
  std::vector<FieldValues> rows(3);
  ASSERT_TRUE(from_json(all_values, set->type(), &rows[0]));
  ASSERT_TRUE(from_json(R"({"one_code":{"absent":"refused"},"one_text":"x"})", set->type(), &rows[2]));
  ArrowSchema schema{};
  ArrowArray array{};
  ASSERT_TRUE(arrow_schema(set->type(), &schema, true));
  ASSERT_TRUE(arrow_array(set->type(), rows.data(), sizeof(FieldValues), rows.size(), &array, true));
  EXPECT_STREQ(schema.children[0]->name, "one_boolean");
  EXPECT_STREQ(schema.children[0]->format, "b");
  {
    const auto in = ArrowRows::open(set->type(), schema).value();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      FieldValues back;
      const auto r = in.read(array, static_cast<std::int64_t>(i), &back);
      ASSERT_TRUE(r) << r.error().message;
      EXPECT_EQ(to_json(set->type(), &back), to_json(set->type(), &rows[i]));
    }
  }
  array.release(&array);
  schema.release(&schema);
}

TEST(FieldSet, HasSchemaAndStub) {
  const auto set = FieldSet::load(with(field(1, "nights", "integer", "open", R"(,"doc":"Nights in a shelter.")") + "," +
                                       field(2, "way", "code", "counted", R"(,"codes":["agadez","gao"],"labels":{"fr":"Chemin"})"))).value();
  const std::string schema = json_schema(set->type());
  EXPECT_NE(schema.find(R"("enum":["agadez","gao"])"), std::string::npos) << schema;
  EXPECT_NE(schema.find("Nights in a shelter."), std::string::npos);
  EXPECT_NE(schema.find(R"("x-safar-shelf":"counted")"), std::string::npos);
  const std::string stub = python_stub(set->type(), "BkoIntake");
  EXPECT_NE(stub.find("nights: Known[int]"), std::string::npos) << stub;
  EXPECT_NE(stub.find(R"(way: Known[Literal["agadez", "gao"]])"), std::string::npos) << stub;
  EXPECT_NE(stub.find("Chemin"), std::string::npos) << "a label where there is no doc";
}

TEST(FieldSet, CopiesAndMovesItsValues) {
  const auto set = all_types();
  FieldValues values;
  ASSERT_TRUE(from_json(all_values, set->type(), &values));
  const typed::Made made(set->type());
  FieldValues copy = values;
  set->type().assign(made.get(), &copy);
  EXPECT_EQ(to_json(set->type(), made.get()), all_values);
  EXPECT_EQ(to_json(set->open_type(), made.get()).find("many_"), std::string::npos);
}

}  // namespace
