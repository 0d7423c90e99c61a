#include <safar/exchange/csv.hpp>

#include <safar/base/json.hpp>

#include "base/typed.hpp"

namespace safar::inline v0::exchange {
namespace {

struct Flat { std::string name{}; const TypeInfo* type = nullptr; std::size_t offset = 0; };

/// Members of nested records side by side; a Known record, a list and a choice stay one column.
void flatten(const TypeInfo& type, const std::string& before, std::size_t offset, std::vector<Flat>& out) {
  if (type.kind != Kind::record) {
    out.push_back({before.empty() ? "value" : before, &type, offset});
    return;
  }
  for (const auto& f : type.fields) flatten(f.type(), before.empty() ? std::string(f.name) : before + '.' + std::string(f.name), offset + f.offset, out);
}

std::string cell_text(const TypeInfo& t, const void* p) {
  switch (t.kind) {
    case Kind::text: return typed::text(p);
    case Kind::boolean: return *static_cast<const bool*>(p) ? "true" : "false";
    case Kind::integer: return std::to_string(t.get(p));
    case Kind::code: {
      const auto i = static_cast<std::size_t>(t.get(p));
      return i < t.codes.size() ? std::string(t.codes[i]) : std::string();
    }
    case Kind::scalar: return t.print(p);
    case Kind::known: {
      const Absence a = typed::absence(t, p);
      if (a == Absence::present) return cell_text(t.of[0](), typed::inside(t, p));
      return a == Absence::unknown ? std::string() : std::string(typed::absence_names[static_cast<std::size_t>(a)]);
    }
    case Kind::list:
      if (typed::count(t, p) == 0) return {};
      return to_json(t, p);
    default: return to_json(t, p);
  }
}

}  // namespace

std::string write_csv(const TypeInfo& type, const void* first, std::size_t stride, std::size_t rows, char separator) {
  if (!is_csv_separator(separator)) separator = ',';
  std::vector<Flat> columns;
  flatten(type, "", 0, columns);
  std::string out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i) out += separator;
    put_csv_cell(out, columns[i].name, separator);
  }
  out += '\n';
  for (std::size_t row = 0; row < rows; ++row) {
    const auto* at = static_cast<const char*>(first) + row * stride;
    const std::size_t begin = out.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i) out += separator;
      put_csv_cell(out, cell_text(*columns[i].type, at + columns[i].offset), separator);
    }
    if (out.size() == begin) out += "\"\"";  // one blank column: no blank line
    out += '\n';
  }
  return out;
}

}  // namespace safar::inline v0::exchange
