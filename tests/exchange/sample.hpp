#pragma once
// A small application, so that the CSV room is tested without the casework rooms.
#include <array>
#include <functional>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include <safar/base/country.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/base/json.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/exchange/csv.hpp>

#include "exchange/csv_reader.hpp"

namespace sample {
using safar::Known;
using safar::Shelf;

enum class Sex : std::uint8_t { female, male, other, not_stated };
constexpr std::array<std::string_view, 4> codes(Sex) noexcept { return {"female", "male", "other", "not_stated"}; }

struct Paper {
  Known<std::string> number{};
  Known<safar::Country> country{};
  static constexpr std::string_view type_name = "paper", type_doc = "A paper.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "number", &Paper::number, Shelf::identity, "As printed.");
    v(2, "country", &Paper::country, Shelf::identity, "Issuer.");
  }
};
struct Person {
  Known<std::string> name{};
  Known<safar::PartialDate> birth{};
  Known<Sex> sex{};
  Known<safar::Country> nationality{};
  Known<bool> minor{};
  std::vector<Paper> documents{};
  static constexpr std::string_view type_name = "person", type_doc = "A person.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "name", &Person::name, Shelf::identity, "As spoken.");
    v(2, "birth", &Person::birth, Shelf::identity, "EDTF.");
    v(3, "sex", &Person::sex, Shelf::counted, "As stated.");
    v(4, "nationality", &Person::nationality, Shelf::counted, "Alpha-3.");
    v(5, "minor", &Person::minor, Shelf::open, "Below 18.");
    v(6, "documents", &Person::documents, Shelf::open, "Papers.");
  }
};
struct Place {
  std::string town{};
  Known<std::int64_t> distance{};
  static constexpr std::string_view type_name = "place", type_doc = "A place.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "town", &Place::town, Shelf::open, "Town.");
    v(2, "distance", &Place::distance, Shelf::open, "Kilometres.");
  }
};
struct Air {
  std::string flight{};
  static constexpr std::string_view type_name = "air", type_doc = "By air.";
  template <class V> static constexpr void describe(V& v) { v(1, "flight", &Air::flight, Shelf::open, "Number."); }
};
struct Land {
  std::string border{};
  static constexpr std::string_view type_name = "land", type_doc = "By land.";
  template <class V> static constexpr void describe(V& v) { v(1, "border", &Land::border, Shelf::open, "Post."); }
};
struct Application {
  std::string ref{};
  Known<std::string> site{};
  std::uint8_t rank = 0;
  Known<safar::Date> applied_on{};
  Place origin{};
  Known<std::variant<Air, Land>> route{};
  std::vector<std::string> tags{};
  std::vector<Person> persons{};
  static constexpr std::string_view type_name = "application", type_doc = "Persons who apply together.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "ref", &Application::ref, Shelf::open, "Of the sender.");
    v(2, "site", &Application::site, Shelf::open, "Transit centre.");
    v(3, "rank", &Application::rank, Shelf::open, "Place in the queue.");
    v(4, "applied_on", &Application::applied_on, Shelf::open, "Day.");
    v(5, "origin", &Application::origin, Shelf::open, "From where.");
    v(6, "route", &Application::route, Shelf::open, "How.");
    v(7, "tags", &Application::tags, Shelf::open, "Words.");
    v(8, "persons", &Application::persons, Shelf::open, "Who.");
  }
};

using safar::exchange::CsvFact;
using safar::exchange::CsvLimits;
using safar::exchange::CsvMapping;
using safar::exchange::CsvStats;
using safar::exchange::RowIssue;

inline const safar::TypeInfo& type() { return safar::info<Application>(); }

/// What one reading of a text gave.
struct Read {
  std::vector<CsvFact> facts{};
  std::vector<RowIssue> issues{};
  CsvStats stats{};
  safar::Error error{};
  [[nodiscard]] bool ok() const { return error.code == safar::ErrorCode::ok; }
  /// First issue of that code; an empty one if there is none.
  [[nodiscard]] RowIssue issue(std::string_view code) const {
    for (const auto& i : issues)
      if (i.code == code) return i;
    return {};
  }
  [[nodiscard]] std::size_t count(std::string_view code) const {
    std::size_t n = 0;
    for (const auto& i : issues) n += i.code == code;
    return n;
  }
  /// "2:too_few_cells 3:not_a_date", of errors only.
  [[nodiscard]] std::string errors() const {
    std::string s;
    for (const auto& i : issues)
      if (!i.warning) ((s.append(s.empty() ? "" : " ") += std::to_string(i.row)) += ':') += i.code;
    return s;
  }
};

inline Read read(const std::string& bytes, std::string_view mapping = "", CsvLimits limits = {}, const safar::TypeInfo& of = type()) {
  Read out;
  auto m = mapping.empty() ? safar::Result<std::shared_ptr<const CsvMapping>>(safar::exchange::default_mapping(of)) : safar::exchange::read_mapping(mapping, of);
  if (!m) {
    out.error = m.error();
    return out;
  }
  std::istringstream in(bytes);
  auto r = safar::exchange::read_csv_stream(
      in, bytes.size(), of, **m, safar::exchange::CsvKey{}, [&](CsvFact& f) { out.facts.push_back(f); return true; }, [&](const RowIssue& i) { out.issues.push_back(i); return true; }, {}, limits);
  if (r) out.stats = *r;
  else out.error = r.error();
  return out;
}

}  // namespace sample
