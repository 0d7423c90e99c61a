#include "exchange/mapping.hpp"

#include <utility>

#include <safar/base/json.hpp>
#include <safar/base/quote.hpp>

#include "base/json_dom.hpp"
#include "base/typed.hpp"
#include "exchange/cells.hpp"
#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {

using Dom = nlohmann::json;

Error lint(std::string message, std::string pointer, std::string remedy = {}) {
  return fail(ErrorCode::lint, std::move(message), std::move(pointer), "mapping", std::move(remedy));
}

/// What a mapping file calls its members, so that a misspelt one does not vanish.
constexpr std::string_view members[] = {"v", "into", "rows_are", "group_by", "columns", "values", "absent", "date_order", "ignore",
                                        "constants", "required", "encoding", "separator", "quote_cells"};

/// Reads one mapping; every member function returns the first thing that is wrong.
class MappingReader {
 public:
  MappingReader(const Dom& dom, const TypeInfo& type) : dom_(dom) { out_.type = &type; }

  Result<std::shared_ptr<const CsvMapping>> read() {
    if (!dom_.is_object()) return lint("a mapping is a JSON object: write {\"v\":1,\"columns\":{...}}", "");
    for (const auto& [key, value] : dom_.items()) {
      bool known = false;
      for (const auto m : members) known |= key == m;
      if (!known) return lint("a mapping has no such member: correct its spelling", typed::token(shortened(key)));
    }
    for (const auto part : {&MappingReader::head, &MappingReader::columns, &MappingReader::values, &MappingReader::absences, &MappingReader::lists, &MappingReader::constants})
      if (auto r = (this->*part)(); !r) return std::move(r).error();
    return std::make_shared<const CsvMapping>(std::move(out_));
  }

 private:
  /// A member that has to be a text; "" where it is missing.
  Result<std::string> text(const char* name) {
    if (!dom_.contains(name)) return std::string();
    if (!dom_[name].is_string()) return lint("write a text here", typed::token(name));
    return dom_[name].get<std::string>();
  }

  Result<Path> place(const std::string& pointer, const std::string& at) {
    auto path = find_path(*out_.type, pointer);
    if (path) return *std::move(path);
    return lint(std::string(out_.type->name) + " has no member " + detail::quoted(pointer) + ": see the list of pointers", at,
                "Pointers are of the form /persons/-/given_name; - is the element that the row stands for.");
  }

  Result<> head() {
    if (!dom_.contains("v")) return lint("a mapping states its version: write \"v\":1", "/v");
    if (!dom_["v"].is_number_integer() || dom_["v"].get<std::int64_t>() != 1) {
      if (dom_["v"].is_number_integer() && dom_["v"].get<std::int64_t>() > 1)
        return fail(ErrorCode::newer, "the mapping was written for a newer library: update it, or write \"v\":1", "/v");
      return lint("the version of a mapping is 1: write \"v\":1", "/v");
    }
    std::string words[6];
    std::size_t n = 0;
    for (const auto* name : {"into", "rows_are", "group_by", "date_order", "encoding", "separator"}) {
      auto r = text(name);
      if (!r) return std::move(r).error();
      words[n++] = *std::move(r);
    }
    const auto& [into, rows_are, group_by, date_order, encoding, separator] = words;
    if (!into.empty() && into != out_.type->name)
      return lint("the mapping is for " + detail::quoted(into) + ", but rows are read into " + std::string(out_.type->name), "/into");
    if (!rows_are.empty()) {
      const auto path = find_path(*out_.type, typed::token(rows_are));
      if (!path || path->leaf->kind != Kind::list)
        return lint(std::string(out_.type->name) + " has no list " + detail::quoted(rows_are) + ": name a list, or leave \"rows_are\" out", "/rows_are");
    }
    if (!group_by.empty() && rows_are.empty())
      return lint("\"group_by\" joins rows into one list: say in \"rows_are\" which", "/group_by");
    out_.rows_are = rows_are;
    out_.group_by = std::string(trim(group_by));
    if (date_order == "dmy") out_.date_order = DateOrder::dmy;
    else if (date_order == "mdy") out_.date_order = DateOrder::mdy;
    else if (date_order == "ymd") out_.date_order = DateOrder::ymd;
    else if (!date_order.empty()) return lint("write dmy, mdy or ymd as the order of dates", "/date_order");
    if (!encoding.empty() && !(out_.encoding = find_encoding(encoding)))
      return lint("this encoding is not read: utf-8, utf-16le, utf-16be, windows-1252 and iso-8859-15 are", "/encoding");
    if (separator == "," || separator == ";" || separator == "\t" || separator == "|") out_.separator = separator[0];
    else if (!separator.empty()) return lint("a separator is a comma, a semicolon, a TAB or a bar", "/separator");
    if (dom_.contains("quote_cells")) {
      if (!dom_["quote_cells"].is_boolean()) return lint("write true or false here", "/quote_cells");
      out_.quote_cells = dom_["quote_cells"].get<bool>();
    }
    return {};
  }

  Result<> columns() {
    if (!dom_.contains("columns")) {
      out_.by_header = true;
      return {};
    }
    if (!dom_["columns"].is_object()) return lint("\"columns\" is an object of headers and pointers", "/columns");
    for (const auto& [header, pointer] : dom_["columns"].items()) {
      const std::string at = "/columns" + typed::token(shortened(header));
      if (!pointer.is_string()) return lint("write a pointer as a text here", at);
      auto path = place(pointer.get<std::string>(), at);
      if (!path) return std::move(path).error();
      std::string key = name_key(header);
      if (key.empty()) return lint("a column without a name cannot be mapped: give it a name in the file", at);
      for (const auto& c : out_.columns)
        if (c.key == key) return lint("two names of columns differ by case or blanks only: keep one", at);
      out_.columns.push_back({std::string(trim(header)), std::move(key), *std::move(path)});
    }
    if (out_.columns.empty()) return lint("\"columns\" is empty: map at least one, or leave it out to go by the header", "/columns");
    return {};
  }

  Result<> values() {
    if (!dom_.contains("values")) return {};
    if (!dom_["values"].is_object()) return lint("\"values\" is an object of pointers and words", "/values");
    for (const auto& [pointer, words] : dom_["values"].items()) {
      const std::string at = "/values" + typed::token(pointer);
      auto path = place(pointer, at);
      if (!path) return std::move(path).error();
      if (!words.is_object()) return lint("write an object of words and their meanings here", at);
      auto& table = out_.values[pointer];
      for (const auto& [word, meant] : words.items()) {
        const std::string here = at + typed::token(shortened(word));
        if (!meant.is_string() && !meant.is_boolean() && !meant.is_number_integer()) return lint("write the meaning as a text here", here);
        std::string to = meant.is_string() ? meant.get<std::string>() : meant.dump();
        if (const auto c = read_cell(out_, *path, to); c.failed())
          return lint(detail::quoted(to) + " cannot be a value of this member: " + c.message, here, c.remedy);
        if (!table.emplace(fold(trim(word)), std::move(to)).second) return lint("two words differ by case or blanks only: keep one", here);
      }
    }
    return {};
  }

  Result<> absences() {
    if (!dom_.contains("absent")) return {};
    if (!dom_["absent"].is_object()) return lint("\"absent\" is an object of words and reasons", "/absent");
    for (const auto& [word, reason] : dom_["absent"].items()) {
      const std::string at = "/absent" + typed::token(shortened(word));
      std::optional<Absence> means;
      if (!reason.is_null()) {
        for (const auto a : {Absence::unknown, Absence::refused, Absence::not_applicable, Absence::placeholder, Absence::withheld})
          if (reason.is_string() && reason.get_ref<const std::string&>() == typed::absence_names[static_cast<std::size_t>(a)]) means = a;
        if (!means) return lint("a reason is unknown, refused, not_applicable, placeholder or withheld; null takes the word as a value", at);
      }
      if (!out_.absent.emplace(fold(trim(word)), means).second) return lint("two words differ by case or blanks only: keep one", at);
    }
    return {};
  }

  Result<> lists() {
    for (const auto* name : {"ignore", "required"}) {
      if (!dom_.contains(name)) continue;
      const std::string at = typed::token(name);
      if (!dom_[name].is_array()) return lint("write a list of column names here", at);
      for (const auto& header : dom_[name]) {
        if (!header.is_string()) return lint("write the names of columns as texts", at);
        std::string key = name_key(header.get<std::string>());
        bool mapped = out_.by_header || key == name_key(out_.group_by);
        for (const auto& c : out_.columns) mapped |= c.key == key;
        if (name == std::string_view("required") && !mapped) return lint("a required column is not mapped: add it to \"columns\"", at);
        (name == std::string_view("ignore") ? out_.ignore : out_.required).insert(std::move(key));
      }
    }
    return {};
  }

  Result<> constants() {
    if (!dom_.contains("constants")) return {};
    if (!dom_["constants"].is_object()) return lint("\"constants\" is an object of pointers and values", "/constants");
    for (const auto& [pointer, constant] : dom_["constants"].items()) {
      const std::string at = "/constants" + typed::token(pointer);
      auto path = place(pointer, at);
      if (!path) return std::move(path).error();
      for (const auto& c : out_.columns)
        if (c.path.pointer == pointer) return lint("the member is a constant and a column at once: keep one", at);
      std::string json = dump_dom(constant);
      const typed::Made made(*path->whole);
      if (auto r = from_json(json, *path->whole, made.get()); !r)
        return lint("the constant is no value of this member: " + r.error().message, at, r.error().remedy);
      out_.constants.push_back({*std::move(path), std::move(json)});
    }
    return {};
  }

  const Dom& dom_;
  CsvMapping out_{};
};

}  // namespace

Result<std::shared_ptr<const CsvMapping>> read_mapping(std::string_view json, const TypeInfo& type) {
  auto dom = parse_dom(json);
  if (!dom) return std::move(dom).error();
  return MappingReader(*dom, type).read();
}

std::shared_ptr<const CsvMapping> default_mapping(const TypeInfo& type) {
  CsvMapping m;
  m.type = &type;
  m.by_header = true;
  return std::make_shared<const CsvMapping>(std::move(m));
}

std::shared_ptr<const CsvMapping> with_names(const CsvMapping& mapping, CsvNames names) {
  CsvMapping m = mapping;
  m.names = std::move(names);
  return std::make_shared<const CsvMapping>(std::move(m));
}

}  // namespace safar::inline v0::exchange
