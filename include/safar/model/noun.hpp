#pragma once
/// \file
/// What projects, grants, dialogues, plans, programmes and organisations have in common.
#include <cstdint>
#include <string>
#include <vector>

#include <safar/base/country.hpp>
#include <safar/base/date.hpp>
#include <safar/base/id.hpp>
#include <safar/base/localized_text.hpp>
#include <safar/base/partial_date.hpp>

namespace safar::inline v0 {

/// Where a statement comes from: of two that differ, the reader decides.
struct Source {
  std::string title{}, address{}, language{};
  Known<PartialDate> date{};
  static constexpr std::string_view type_name = "source", type_doc = "Where a statement comes from.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "title", &Source::title, open, "What it is called, e.g. the page or the report.");
    v(2, "address", &Source::address, open, "Where it can be read.");
    v(3, "language", &Source::language, open, "ISO 639-1 code.");
    v(4, "date", &Source::date, open, "When it was published or looked at.");
  }
  [[nodiscard]] bool empty() const { return title.empty() && address.empty(); }
};

/// An organisation, a state or a fund that takes part in something.
struct Party {
  std::string name{}, organisation{};
  Known<Country> country{};
  static constexpr std::string_view type_name = "party", type_doc = "An organisation, a state or a fund that takes part.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "name", &Party::name, open, "As it is called; of a state its country is enough.");
    v(2, "organisation", &Party::organisation, open, "Id or reference of an organisation of the register, where it is one.");
    v(3, "country", &Party::country, open, "Where the party is a state or its government.");
  }
};

/// The same party, however it is written: by the organisation, else by the country, else by the name.
inline bool same_party(const Party& a, const Party& b) {
  if (!a.organisation.empty() || !b.organisation.empty()) return a.organisation == b.organisation;
  if (a.country.known() || b.country.known()) return a.country.known() && b.country.known() && a.country.value == b.country.value;
  return a.name == b.name;
}

/// The first part of every state.
struct NounHead {
  Id id{};
  std::string ref{};            ///< how people call it in writing: unique among its kind
  LocalizedText title{};
  std::string status{};
  Known<PartialDate> status_on{};
  Source source{};
  std::int64_t version = 0;     ///< events that touch it
  std::int64_t opaque = 0;      ///< of them, by a newer library: it can be read, not written to
  std::int64_t opened = 0, changed = 0;  ///< microseconds UTC of the first and the last
  Date first_day{};             ///< of the event that began it
};

/// The first day of a partial date, or the other day where it is not known.
inline Date first_day(const Known<PartialDate>& said, Date otherwise) {
  if (!said.known()) return otherwise;
  const auto d = Date::from_days(said.value.earliest().time_since_epoch().count());
  return d ? *d : otherwise;
}

/// Was it so on the day, from `since` until `until` (the first day on which it was so no more)? Three-valued: a year may or may not have begun.
inline Known<bool> in_force(const Known<PartialDate>& since, const Known<PartialDate>& until, Date day) {
  const auto at = std::chrono::sys_days{std::chrono::days{day.days()}};
  if (since.known() && at < since.value.earliest()) return false;
  if (until.known() && at >= until.value.latest()) return false;
  if (since.known() && at < since.value.latest()) return Absence::unknown;
  if (until.known() && at >= until.value.earliest()) return Absence::unknown;
  if (since.absence == Absence::conflict || until.absence == Absence::conflict) return Absence::conflict;
  return true;
}

}  // namespace safar::inline v0
