#include "exchange/cells.hpp"

#include <charconv>

#include <safar/base/country.hpp>
#include <safar/base/json.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/exchange/csv.hpp>

#include "base/good_value.hpp"
#include "base/typed.hpp"
#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {

constexpr std::size_t most_codes = 8;
constexpr JsonLimits cell_limits{4u << 20, 64, 16u << 20};
constexpr std::int64_t json_limit = std::int64_t{1} << 53;

CellValue value(std::string json) {
  CellValue out;
  out.json = std::move(json);
  return out;
}

CellValue absent(const Path& path, Absence a) {
  if (a == Absence::unknown) return {};
  if (!path.may_be_absent())
    return wrong("cannot_be_absent", "a reason for having no value is not kept here", "Leave the cell blank, or give a value.");
  if (a == Absence::not_applicable) return value("null");
  return value("{\"absent\":\"" + std::string(typed::absence_names[static_cast<std::size_t>(a)]) + "\"}");
}

CellValue code(const TypeInfo& t, std::string_view cell) {
  const std::string key = name_key(cell);
  for (const auto c : t.codes)
    if (name_key(c) == key) return value(json_string(c));
  std::string allowed;
  for (std::size_t i = 0; i < t.codes.size() && i < most_codes; ++i) (allowed += i ? ", " : "") += t.codes[i];
  if (t.codes.size() > most_codes) allowed += ", ...";
  return wrong("unknown_code", "no such code", "Write one of: " + allowed + "; or add the word to \"values\" in the mapping.");
}

CellValue integer(const TypeInfo& t, std::string_view cell) {
  std::string_view digits = cell;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  if (const auto dot = digits.find('.'); dot != digits.npos && dot + 1 < digits.size() && digits.find_first_not_of('0', dot + 1) == digits.npos)
    digits = digits.substr(0, dot);  // 750.0: what a table with blanks makes of 750
  std::int64_t v = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), v);
  if (digits.empty() || end != digits.data() + digits.size() || (error != std::errc() && error != std::errc::result_out_of_range) ||
      (cell.starts_with('+') && digits.starts_with('-')))
    return wrong("not_an_integer", "this is not a whole number", "Write digits only, without separators or units.");
  const typed::Made made(t);
  if (error != std::errc() || v > json_limit || v < -json_limit || !t.set(made.get(), v))
    return wrong("out_of_range", "the number is too small or too large here", "Correct it at the source.");
  return value(std::to_string(v));
}

CellValue boolean(std::string_view cell) {
  const std::string key = fold(cell);
  for (const auto* yes : {"yes", "y", "oui", "o", "1", "true", "vrai"})
    if (key == yes) return value("true");
  for (const auto* no : {"no", "n", "non", "0", "false", "faux"})
    if (key == no) return value("false");
  return wrong("not_yes_or_no", "this is neither yes nor no", "Write yes or no (oui, non, 1, 0, true, false), or add the word to \"values\" in the mapping.");
}

CellValue scalar(const CsvMapping& mapping, const Path& path, std::string_view cell) {
  const TypeInfo& t = *path.leaf;
  if (&t == &info<Country>()) {
    const auto found = find_country(cell);
    if (found && !found->none()) return value(json_string(found->code()));
    return wrong("unknown_country", "no country is known by this name or code",
                 "Write the ISO 3166-1 code or the name in English, French or Arabic, or add the word to \"values\" in the mapping.");
  }
  if (&t == &info<PartialDate>() || &t == &info<Date>()) {
    CellValue out = read_date(cell, mapping.date_order);
    if (out.failed()) return out;
    if (out.warning) {
      out.json = path.may_be_absent() ? "{\"absent\":\"placeholder\"}" : "";
      return out;
    }
    const typed::Made made(t);
    if (!t.parse(out.json, made.get()))
      return wrong("not_a_date", "the full day is needed here", "Write it as 1990-04-03.");
    out.json = json_string(t.print(made.get()));
    return out;
  }
  const typed::Made made(t);
  if (t.parse(cell, made.get())) return value(json_string(t.print(made.get())));
  if (mapping.names) {
    auto named = mapping.names(t, cell);
    if (!named) return wrong(named.error().reason, named.error().message, named.error().remedy);
    if (!named->empty() && t.parse(*named, made.get())) return value(json_string(t.print(made.get())));
  }
  return wrong("not_valid", "this is not a valid " + std::string(t.name), typed::good_value(t));
}

CellValue json(const TypeInfo& t, std::string_view cell) {
  const typed::Made made(t);
  if (auto r = from_json(cell, t, made.get(), cell_limits); !r)
    return wrong("not_json", "the cell holds JSON, but not of the form that its member has", "Leave it as it was written, or map columns to the members inside.");
  return value(to_json(t, made.get()));
}

}  // namespace

CellValue wrong(std::string code, std::string message, std::string remedy) {
  return {{}, std::move(code), std::move(message), std::move(remedy), false};
}

std::optional<Absence> usual_absence(std::string_view key) {
  struct Word { std::string_view word; Absence means; };
  using enum Absence;
  static constexpr Word words[] = {
      {"", unknown}, {"?", unknown}, {"-", unknown}, {"--", unknown}, {"unknown", unknown}, {"not known", unknown}, {"don't know", unknown},
      {"inconnu", unknown}, {"inconnue", unknown}, {"ne sait pas", unknown}, {"refused", refused}, {"refused to answer", refused},
      {"refus", refused}, {"refus\xC3\xA9", refused}, {"refus\xC3\xA9" "e", refused}, {"refuse de r\xC3\xA9pondre", refused},
      {"n/a", not_applicable}, {"not applicable", not_applicable}, {"not_applicable", not_applicable}, {"s/o", not_applicable},
      {"sans objet", not_applicable}, {"non applicable", not_applicable}, {"placeholder", placeholder}, {"withheld", withheld},
      {"erased", erased}, {"conflict", conflict}};  // never "NA": that is Namibia
  for (const auto& w : words)
    if (w.word == key) return w.means;
  return std::nullopt;
}

CellValue read_cell(const CsvMapping& mapping, const Path& path, std::string_view cell) {
  cell = trim(cell);
  if (cell.find(bad_byte) != cell.npos)
    return wrong("bad_encoding", "the cell has bytes that are no character of the file's encoding", "Save the file as UTF-8, or set \"encoding\" in the mapping.");
  const TypeInfo& t = *path.leaf;
  std::string key;
  std::string_view meant = cell;
  bool mapped = false;
  const auto of_path = mapping.values.find(path.pointer);
  if (of_path != mapping.values.end() || !mapping.absent.empty()) key = fold(cell);
  if (of_path != mapping.values.end())
    if (const auto v = of_path->second.find(key); v != of_path->second.end()) meant = v->second, mapped = true;
  if (!mapped) {
    const auto a = mapping.absent.find(key);
    if (a != mapping.absent.end() && a->second) return absent(path, *a->second);
    if (cell.empty()) return {};
    if (t.kind == Kind::code)
      if (auto c = code(t, cell); !c.failed()) return c;
    const bool literal = a != mapping.absent.end() || (t.kind == Kind::text && !path.may_be_absent());
    if (!literal && cell.size() <= 32)
      if (const auto usual = usual_absence(key.empty() ? fold(cell) : key)) return absent(path, *usual);
  }
  meant = csv_value(meant);
  switch (t.kind) {
    case Kind::boolean: return boolean(meant);
    case Kind::integer: return integer(t, meant);
    case Kind::text: return value(json_string(meant));
    case Kind::code: return code(t, meant);
    case Kind::scalar: return scalar(mapping, path, meant);
    default: return json(t, meant);
  }
}

}  // namespace safar::inline v0::exchange
