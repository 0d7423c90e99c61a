// Reads the closed query form: what it may say, and what a value may be.
#include <algorithm>

#include <safar/base/country.hpp>
#include <safar/base/money.hpp>

#include "base/json_dom.hpp"
#include "register/fields.hpp"
#include "register/query.hpp"
#include "register/search_answer.hpp"

namespace safar::inline v0 {
namespace {

using Json = nlohmann::json;

constexpr std::string_view op_names[] = {"=", "!=", "in", "not in", "<", "<=", ">", ">=", "known", "unknown", "has"};

const TypeInfo& bare(const FieldInfo& f) {
  const TypeInfo* t = &f.type();
  while (t->kind == Kind::known || t->kind == Kind::list) t = &t->of[0]();
  return *t;
}

std::string names(const TypeInfo& type) {
  std::string out;
  for (const auto& f : type.fields) out += (out.empty() ? "" : ", ") + std::string(f.name);
  return out;
}

Result<const FieldInfo*> column(const TypeInfo& type, const Json& name, const std::string& at) {
  if (!name.is_string()) return fail(ErrorCode::wrong_type, "A column's name is a text.", at);
  for (const auto& f : type.fields) if (f.name == name.get<std::string>()) return &f;
  return fail(ErrorCode::unknown_member, "The view has no such column.", at, "no_such_column", "Columns: " + names(type) + ".");
}

std::string say_views() {
  std::string out = "Say ";
  for (const auto& v : views()) out += std::string(v.name) + ", ";
  return out + "or fields:<set>.";
}

std::string value_text(const Json& v) {
  if (v.is_string()) return v.get<std::string>();
  if (v.is_boolean()) return v.get<bool>() ? "true" : "false";
  if (v.is_null()) return "(not applicable)";
  return v.dump();
}

/// A country by its name becomes its code; one that there is not, or a state that no workflow has, would match nothing and look like an answer.
Result<> known_word(const Register::Impl& home, const View& view, const FieldInfo& field, std::string& text) {
  const TypeInfo& t = bare(field);
  if (t.name == Country::type_name || (t.kind == Kind::text && (field.name == "nationality" || field.name == "countries"))) {
    if (Country country; parse_into(text, country)) return {};
    const auto found = find_country(text);
    if (!found) return fail(ErrorCode::unknown_code, "There is no such country.", "", "no_such_country", "Write its ISO 3166-1 alpha-3 code: MLI.");
    text = found->code();
    return {};
  }
  if (view.name != "cases" && view.name != "persons" && view.name != "counts") return {};
  std::string states;
  for (const auto& [pos, workflow] : home.house.workflows)
    for (const auto& region : workflow->regions()) {
      if (region.name != field.name) continue;
      if (std::find(region.states.begin(), region.states.end(), text) != region.states.end()) return {};
      for (const auto& s : region.states) states += (states.empty() ? "" : ", ") + s;
    }
  if (states.empty()) return {};
  return fail(ErrorCode::unknown_code, "No workflow of this register has such a state.", "", "no_such_state", "Say " + states + ".");
}

Result<Filter> read_filter(const Register::Impl& home, const View& view, const Json& row, const std::string& at) {
  const TypeInfo& type = view.type();

  if (!row.is_array() || row.size() < 2 || row.size() > 3 || !row[1].is_string())
    return fail(ErrorCode::wrong_type, "A filter is [column, op, value].", at, "", "For instance [\"site\",\"in\",[\"ML-BKO-1\"]].");
  auto field = column(type, row[0], at + "/0");
  if (!field) return std::move(field).error();
  Filter out;
  out.field = *field;
  const auto op = std::find(std::begin(op_names), std::end(op_names), row[1].get<std::string>());
  if (op == std::end(op_names)) return fail(ErrorCode::unknown_code, "There is no such operator.", at + "/1", "", "Say =, !=, in, not in, <, <=, >, >=, known, unknown, has.");
  out.op = static_cast<Op>(op - std::begin(op_names));
  const bool needs = out.op != Op::known && out.op != Op::unknown;
  if (needs != (row.size() == 3)) return fail(ErrorCode::wrong_type, needs ? "The value is missing." : "This operator takes no value.", at);
  if (!needs) return out;
  const Json& v = row[2];
  if ((out.op == Op::in || out.op == Op::not_in) != v.is_array()) return fail(ErrorCode::wrong_type, "\"in\" takes a list, the others one value.", at + "/2");
  const TypeInfo& t = bare(**field);
  for (const auto& x : v.is_array() ? v : Json::array({v})) {
    if (x.is_object() || x.is_array()) return fail(ErrorCode::wrong_type, "A value is a text, a number or a boolean.", at + "/2");
    std::string text = value_text(x);
    if (t.kind == Kind::boolean && text != "true" && text != "false") return fail(ErrorCode::wrong_type, "This column is true or false.", at + "/2");
    if (t.kind == Kind::integer && !x.is_number_integer()) return fail(ErrorCode::wrong_type, "This column is a whole number.", at + "/2");
    // A day that does not exist, or a country that is none, would match nothing and look like an answer.
    constexpr std::string_view absent[] = {"(unknown)", "(refused)", "(not applicable)", "(placeholder)", "(withheld)", "(erased)", "(conflict)"};
    const bool said = std::find(std::begin(absent), std::end(absent), text) == std::end(absent);
    if (said && out.op != Op::lt && out.op != Op::le && out.op != Op::gt && out.op != Op::ge)
      if (auto r = known_word(home, view, **field, text); !r) return fail(ErrorCode::unknown_code, r.error().message, at + "/2", r.error().reason, r.error().remedy);
    if (t.kind == Kind::scalar && said) {
      std::unique_ptr<void, void (*)(void*)> value(::operator new(t.size), [](void* p) { ::operator delete(p); });
      t.make(value.get());
      const bool fine = t.parse(text, value.get());
      if (fine) text = t.print(value.get());
      t.drop(value.get());
      if (!fine) return fail(ErrorCode::parse, "This is not a " + std::string(t.name.empty() ? "value" : t.name) + " of the column.", at + "/2");
    }
    out.values.push_back(std::move(text));
  }
  return out;
}

}  // namespace

Result<Query> read_query(std::string_view text, const Register::Impl& home) {
  auto dom = parse_dom(text);
  if (!dom) return std::move(dom).error();
  if (!dom->is_object()) return fail(ErrorCode::wrong_type, "A query is a JSON object.", "", "", "For instance {\"v\":1,\"from\":\"cases\"}.");
  const Json& doc = *dom;
  Query q;
  const auto from = doc.find("from");
  if (from == doc.end() || !from->is_string()) return fail(ErrorCode::missing_member, "Which view? The member \"from\" is missing.", "/from", "", say_views());
  for (const auto& v : views()) if (v.name == from->get<std::string>()) q.view = &v;
  if (!q.view && (q.own = view_of_set(home, from->get_ref<const std::string&>()))) q.view = q.own.get();
  if (!q.view) return fail(ErrorCode::unknown_code, "There is no such view.", "/from", "no_such_view", say_views());
  const TypeInfo& type = q.view->type();
  const auto searched = doc.find("search");
  const bool by_name = q.view->name == "persons" && searched != doc.end() && searched->is_object() && searched->contains("name");
  for (const auto& [key, v] : doc.items()) {
    const std::string at = "/" + key;
    if (key == "v") { if (v != 1) return fail(ErrorCode::newer, "This library reads queries of version 1.", at); }
    else if (key == "from") {}
    else if (key == "where") {
      if (!v.is_array()) return fail(ErrorCode::wrong_type, "where is a list of [column, op, value].", at);
      for (std::size_t i = 0; i < v.size(); ++i) {
        auto f = read_filter(home, *q.view, v[i], at + "/" + std::to_string(i));
        if (!f) return std::move(f).error();
        q.where.push_back(std::move(*f));
      }
    } else if (key == "select" || key == "group") {
      if (!v.is_array()) return fail(ErrorCode::wrong_type, key + " is a list of columns.", at);
      for (std::size_t i = 0; i < v.size(); ++i) {
        auto f = column(key == "select" && by_name ? found_rows() : type, v[i], at + "/" + std::to_string(i));
        if (!f) return std::move(f).error();
        auto& list = key == "select" ? q.select : q.group;
        if (std::find(list.begin(), list.end(), *f) != list.end()) return fail(ErrorCode::duplicate_member, "The column stands twice.", at + "/" + std::to_string(i));
        list.push_back(*f);
      }
    } else if (key == "sum") {
      if (!v.is_array() || v.size() > 4) return fail(ErrorCode::wrong_type, "sum is a list of at most four columns.", at);
      for (std::size_t i = 0; i < v.size(); ++i) {
        auto f = column(type, v[i], at + "/" + std::to_string(i));
        if (!f) return std::move(f).error();
        const TypeInfo& t = bare(**f);
        if ((*f)->type().kind == Kind::list || (t.kind != Kind::integer && !(t.kind == Kind::scalar && t.name == Money::type_name)))
          return fail(ErrorCode::wrong_type, "Only amounts and whole numbers can be summed.", at + "/" + std::to_string(i), "not_a_number", "Name a column of amounts, or group by this one.");
        q.sum.push_back(*f);
      }
    } else if (key == "valid_on" || key == "known_on") {
      if (!v.is_string()) return fail(ErrorCode::wrong_type, key + " is a day, YYYY-MM-DD.", at);
      auto day = Date::parse(v.get<std::string>());
      if (!day) { auto e = std::move(day).error(); e.pointer = at; return e; }
      if (key == "valid_on") q.as_of.valid = *day;
      else {
        auto end = home.days->end(*day);
        if (!end) { auto e = std::move(end).error(); e.pointer = at; return e; }
        q.as_of.before = *end;
      }
    } else if (key == "after") {
      if (!v.is_string()) return fail(ErrorCode::wrong_type, "after is the cursor that \"next\" gave.", at);
      q.after = v.get<std::string>();
    } else if (key == "search") {
      constexpr std::string_view by[] = {"", "name", "document", "phone", "household"};
      if (!v.is_object() || v.size() != 1 || !v.begin()->is_string()) return fail(ErrorCode::wrong_type, "search is {\"name\": text}, {\"document\": number}, {\"phone\": number} or {\"household\": id}.", at);
      const auto* word = std::find(std::begin(by), std::end(by), std::string_view(v.begin().key()));
      if (word == std::end(by) || word->empty()) return fail(ErrorCode::unknown_member, "Persons are searched by name, document, phone or household.", at);
      if (q.view->name != "persons") return fail(ErrorCode::unsupported, "Only persons can be searched.", at, "", "Ask from persons.");
      q.search = static_cast<SearchBy>(word - std::begin(by));
      q.search_text = v.begin()->get<std::string>();
      if (q.search_text.size() > 1000) return fail(ErrorCode::too_large, "A text to search by has at most 1,000 bytes.", at);
      if (auto fine = searchable(q.search, q.search_text); !fine) return std::move(fine).error();
    } else if (key == "limit") {
      if (!v.is_number_integer() || v.get<std::int64_t>() < 1) return fail(ErrorCode::out_of_range, "limit is a number from 1.", at);
      q.limit = v.get<std::size_t>();
    } else {
      return fail(ErrorCode::unknown_member, "A query has no such member.", at, "", "Members: v, from, where, search, select, group, sum, valid_on, known_on, after, limit.");
    }
  }
  if (q.group.size() > 8) return fail(ErrorCode::too_large, "At most 8 columns can be grouped by.", "/group");
  if (!q.sum.empty() && q.group.empty()) return fail(ErrorCode::missing_member, "What is summed is grouped by something.", "/group", "", "Say by which columns, e.g. \"group\":[\"party\"].");
  if (!q.group.empty() && !q.select.empty()) return fail(ErrorCode::invalid_argument, "A query groups or selects, not both.", "/select");
  return q;
}

bool passes(const Filter& f, const void* p) {
  const TypeInfo& t = f.field->type();
  if (f.op == Op::known) return has_value(t, p);
  if (f.op == Op::unknown) return !has_value(t, p);
  if (f.op == Op::has || t.kind == Kind::list) {
    for (std::int64_t i = 0; t.kind == Kind::list && i < t.get(p); ++i)
      for (const auto& v : f.values) if (plain_text(t.of[0](), t.at(const_cast<void*>(p), static_cast<std::size_t>(i))) == v) return f.op == Op::has || f.op == Op::eq || f.op == Op::in;
    return f.op == Op::ne || f.op == Op::not_in;
  }
  const std::string text = plain_text(t, p);
  const bool equal = std::find(f.values.begin(), f.values.end(), text) != f.values.end();
  switch (f.op) {
    case Op::eq: case Op::in: return equal;
    case Op::ne: case Op::not_in: return !equal;
    default: break;
  }
  if (!has_value(t, p)) return false;  // what is not known is neither before nor after
  int order = 0;
  Money left, right;
  if (bare(*f.field).name == Money::type_name && parse_into(text, left) && parse_into(f.values[0], right)) {
    if (!left.same_currency(right)) return false;  // nobody converts here
    order = left.minor_units() < right.minor_units() ? -1 : left.minor_units() > right.minor_units();
  } else if (bare(*f.field).kind == Kind::integer) {
    const auto a = std::stoll(text), b = std::stoll(f.values[0]);
    order = a < b ? -1 : a > b;
  } else {
    order = text.compare(f.values[0]);
  }
  return f.op == Op::lt ? order < 0 : f.op == Op::le ? order <= 0 : f.op == Op::gt ? order > 0 : order >= 0;
}

// A type made at run time: the columns of `fields`, where they are in the row.
std::shared_ptr<TypeInfo> chosen(const TypeInfo& base, const std::vector<const FieldInfo*>& fields) {
  auto t = std::make_shared<TypeInfo>();
  t->kind = Kind::record;
  t->name = base.name;
  t->doc = base.doc;
  t->size = base.size;
  t->align = base.align;
  for (const auto* f : fields) t->fields.push_back(*f);
  return t;
}

}  // namespace safar::inline v0
