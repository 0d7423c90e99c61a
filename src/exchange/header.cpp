#include "exchange/header.hpp"

#include <map>

#include <safar/base/quote.hpp>

#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {

constexpr char candidates[] = {',', ';', '\t', '|'};

std::optional<Path> target(const TypeInfo& type, const CsvMapping& mapping, std::string_view header) {
  if (mapping.by_header) return path_of_header(type, header);
  const std::string key = name_key(header);
  for (const auto& c : mapping.columns)
    if (c.key == key) return c.path;
  return std::nullopt;
}

/// `sep=;`: 0 if the record is none such. Read with the comma as separator.
char stated_separator(const Record& r) {
  if (r.cells.empty()) return 0;
  const std::string text = fold(r.cell(0));
  if (r.cells.size() == 2 && text == "sep=" && r.cell(1).empty()) return ',';
  if (r.cells.size() == 1 && text.size() == 5 && text.starts_with("sep="))
    for (const char c : candidates)
      if (text[4] == c) return c;
  return 0;
}

RowIssue note(std::int64_t line, std::string_view column, std::string code, std::string message, std::string remedy) {
  return {0, line, shortened(column, 64), "", std::move(code), std::move(message), std::move(remedy), true};
}

/// Sets the separator and reads the header record into `out`. False: there is none.
bool find_header(RecordReader& reader, const TypeInfo& type, const CsvMapping& mapping, Record& out) {
  char fixed = mapping.separator;
  for (;;) {
    reader.mark();
    reader.separator(',');
    if (!reader.next(out)) return false;
    if (out.fault == Fault::none) {
      if (const char c = stated_separator(out)) {
        if (!fixed) fixed = c;
        continue;
      }
      if (out.cells.size() == 1 && out.blank()) continue;
    }
    char best = fixed ? fixed : ',';
    std::size_t best_mapped = 0, best_cells = 0;
    for (const char c : candidates) {
      if (fixed) break;
      reader.back();
      reader.separator(c);
      if (!reader.next(out) || out.fault != Fault::none) continue;
      std::size_t mapped = 0;
      for (std::size_t i = 0; i < out.cells.size(); ++i) mapped += target(type, mapping, out.cell(i)).has_value();
      if (mapped > best_mapped || (mapped == best_mapped && out.cells.size() > best_cells)) best = c, best_mapped = mapped, best_cells = out.cells.size();
    }
    reader.back();
    reader.separator(best);
    if (!reader.next(out)) return false;
    if (out.fault == Fault::none && out.blank()) continue;  // a line of separators only
    reader.release();
    return true;
  }
}

/// Without the name: of a file that has no header it is what stands in the first row.
Error twice(std::size_t a, std::size_t b, const std::string& what) {
  return fail(ErrorCode::duplicate_member, "columns " + std::to_string(a + 1) + " and " + std::to_string(b + 1) + " " + what, "", "duplicate_column");
}

}  // namespace

Result<Header> read_header(RecordReader& reader, const TypeInfo& type, const CsvMapping& mapping, CsvLimits limits) {
  Record record;
  if (!find_header(reader, type, mapping, record)) return fail(ErrorCode::parse, "the file has no text: give one with a header line", "", "empty");
  const auto no_header = [&](std::string message) {
    return fail(ErrorCode::parse, std::move(message), "", "no_header", "The first line names the columns; the mapping says where each goes.");
  };
  if (record.fault == Fault::unclosed_quote || record.fault == Fault::bad_quote)
    return no_header("the header has a quote that does not end: correct line " + std::to_string(record.fault_line));
  if (record.fault != Fault::none) return no_header("the header line is too long to be one: is this a CSV file?");
  if (record.cells.size() > limits.columns)
    return fail(ErrorCode::too_large, "the header has more than " + std::to_string(limits.columns) + " columns: is this a CSV file?", "", "too_many_columns");

  Header out;
  out.line = record.line;
  out.columns = record.cells.size();
  out.unnamed.resize(out.columns);
  std::map<std::string, std::size_t> names, pointers;
  const std::string group_key = name_key(mapping.group_by);
  for (std::size_t i = 0; i < out.columns; ++i) {
    const std::string_view name = trim(record.cell(i));
    if (name.find(bad_byte) != name.npos)
      return fail(ErrorCode::encoding, "the name of column " + std::to_string(i + 1) + " is not in the file's encoding: save it as UTF-8, or set \"encoding\" in the mapping", "", "bad_encoding");
    if (name.empty()) {
      out.unnamed[i] = true;
      continue;
    }
    std::string key = name_key(name);
    const bool ignored = mapping.ignore.contains(key), groups = !mapping.group_by.empty() && key == group_key;
    auto path = ignored ? std::nullopt : target(type, mapping, name);
    if (!ignored || groups) {
      if (const auto [old, fresh] = names.emplace(key, i); !fresh) return twice(old->second, i, "have the same name: rename or remove one of them");
    }
    if (groups) out.group = i;
    if (path) {
      if (const auto [old, fresh] = pointers.emplace(path->pointer, i); !fresh)
        return twice(old->second, i, "are both for " + path->pointer + ": put one of them under \"ignore\" in the mapping");
      out.targets.push_back({i, shortened(name, 64), *std::move(path)});
    } else if (!ignored && !groups) {
      out.warnings.push_back(note(record.line, name, "column_ignored", "nothing is known of this column, so it is not read",
                                  "Map it, or put it under \"ignore\" in the mapping."));
    }
  }
  if (out.targets.empty()) return no_header("no column of the file is mapped: check the header and the mapping");
  if (!mapping.group_by.empty() && out.group == static_cast<std::size_t>(-1))
    return fail(ErrorCode::missing_member, "the file has no column " + detail::quoted(mapping.group_by) + ", by which its rows are grouped: add it, or change \"group_by\"", "", "missing_column");
  for (const auto& key : mapping.required)
    if (!names.contains(key)) {
      std::string name = key;
      for (const auto& c : mapping.columns)
        if (c.key == key) name = c.header;
      return fail(ErrorCode::missing_member, "the file has no column " + detail::quoted(name) + ", which the mapping requires: add it", "", "missing_column");
    }
  // A header in another encoding or spelling: people without any name would stay in a log that forgets nothing.
  const auto is_name = [](std::string_view pointer) { return pointer.ends_with("_name"); };
  std::string wanted;
  for (const auto& c : mapping.columns)
    if (is_name(c.path.pointer) && !mapping.ignore.contains(c.key)) wanted += (wanted.empty() ? "" : ", ") + detail::quoted(c.header);
  if (!wanted.empty() && std::none_of(pointers.begin(), pointers.end(), [&](const auto& p) { return is_name(p.first); }))
    return fail(ErrorCode::missing_member, "the file has none of the columns that the mapping gives for names (" + wanted + "): check the spelling and the encoding of its header, or take them out of the mapping", "", "missing_column");
  for (const auto& c : mapping.columns)
    if (!names.contains(c.key) && !pointers.contains(c.path.pointer) && !mapping.ignore.contains(c.key))
      out.warnings.push_back(note(record.line, c.header, "missing_column", "the mapping has this column, the file has not", "Check the spelling in the header."));
  return out;
}

}  // namespace safar::inline v0::exchange
