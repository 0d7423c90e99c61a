#include "register/case_table.hpp"

#include <algorithm>

#include "register/views.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::uint32_t none = IdRows::none;
constexpr std::string_view plain_case[] = {"number", "ref"}, plain_person[] = {"ref"};

/// What `counts` has beyond the columns of `cases`.
struct CountExtra {
  std::string month{}, year{}, week{}, departed_month{};
  Known<std::string> hold{};
  bool departed = false;
  static constexpr std::string_view type_name = "count_extra", type_doc = "Columns that only counts has.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "month", &CountExtra::month, Shelf::open, "");
    v(2, "year", &CountExtra::year, Shelf::open, "");
    v(3, "week", &CountExtra::week, Shelf::open, "");
    v(4, "departed_month", &CountExtra::departed_month, Shelf::open, "");
    v(5, "hold", &CountExtra::hold, Shelf::open, "");
    v(6, "departed", &CountExtra::departed, Shelf::open, "");
  }
};

struct PersonColumns {
  PersonId person_id{};
  std::string ref{};
  Known<std::string> sex{}, age_band{}, nationality{};
  bool checklist_complete = false, erased = false;
  static constexpr std::string_view type_name = "person_columns", type_doc = "Columns of a person.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "person_id", &PersonColumns::person_id, Shelf::open, "");
    v(2, "ref", &PersonColumns::ref, Shelf::open, "");
    v(3, "sex", &PersonColumns::sex, Shelf::counted, "");
    v(4, "age_band", &PersonColumns::age_band, Shelf::counted, "");
    v(5, "nationality", &PersonColumns::nationality, Shelf::counted, "");
    v(6, "checklist_complete", &PersonColumns::checklist_complete, Shelf::open, "");
    v(7, "erased", &PersonColumns::erased, Shelf::open, "");
  }
};

CountExtra count_extra(const CaseState& s, const std::optional<Date>& valid) {
  CountExtra x;
  if (s.applied_on.known()) {
    x.month = to_string(s.applied_on.value).substr(0, 7);
    x.year = x.month.substr(0, 4);
    x.week = iso_week(s.applied_on.value);
  }
  if (s.departed_on.known()) x.departed_month = to_string(s.departed_on.value).substr(0, 7);
  if (!s.holds.empty()) x.hold = s.holds[0].hold;
  x.departed = s.departed_on.known() && (!valid || s.departed_on.value <= *valid);
  return x;
}

Known<std::string> said(const CountedColumns& words, CountedField f, std::int32_t code) {
  if (code >= 0) return words.word(f, code);
  return code == -1 ? Absence::unknown : Absence(-2 - code);
}

}  // namespace

CaseTable::CaseTable(std::optional<Date> valid)
    : valid_(valid), cases_(info<CaseRow>(), plain_case), counts_(info<CountExtra>(), {}), persons_(info<PersonColumns>(), plain_person),
      case_rows_(*cases_.find("case")), person_rows_(*persons_.find("person_id")) {}

const Column* CaseTable::of_case(std::string_view name) const {
  const Column* c = cases_.find(name);
  return c ? c : counts_.find(name);
}

void CaseTable::set(const CaseState& state) {
  CaseRow row = case_row(state);
  const CountExtra extra = count_extra(state, valid_);
  auto at = case_rows_.find(&state.case_id);
  if (at == none) {
    at = static_cast<std::uint32_t>(cases_.rows());
    if (at && static_cast<const Instant*>(cases_.find("opened")->at(at - 1))->microseconds() > state.opened) case_sorted_ = person_sorted_ = false;
    cases_.append(&row);
    counts_.append(&extra);
    case_rows_.add(at);
    case_order_.push_back(at);
    first_person_.push_back(none);
  } else {
    row.site = *static_cast<const Known<std::string>*>(cases_.find("site")->at(at));
    row.route = *static_cast<const Known<std::string>*>(cases_.find("route")->at(at));
    cases_.set(at, &row);
    counts_.set(at, &extra);
  }
  set_persons(at, state);
}

std::uint32_t CaseTable::person_row(std::uint32_t case_row, const PersonState& person) {
  const auto first = person_rows_.find(&person.person_id);
  for (auto p = first; p != none; p = next_same_[p])
    if (case_of_[p] == case_row) return p;
  const auto fresh = static_cast<std::uint32_t>(persons_.rows());
  PersonColumns row;
  row.person_id = person.person_id;
  if (first != none) {  // what statistics know of the person does not depend on the case
    row.sex = *static_cast<const Known<std::string>*>(persons_.find("sex")->at(first));
    row.age_band = *static_cast<const Known<std::string>*>(persons_.find("age_band")->at(first));
    row.nationality = *static_cast<const Known<std::string>*>(persons_.find("nationality")->at(first));
  }
  persons_.append(&row);
  case_of_.push_back(case_row);
  next_in_case_.push_back(none);
  next_same_.push_back(none);
  if (first == none) {
    person_rows_.add(fresh);
  } else {
    next_same_[fresh] = next_same_[first];
    next_same_[first] = fresh;
  }
  if (person_sorted_) {
    if (fresh && case_of_[fresh - 1] > case_row) person_sorted_ = false;  // joins a case that is not the last
    else person_order_.push_back(fresh);
  }
  return fresh;
}

void CaseTable::set_persons(std::uint32_t row, const CaseState& state) {
  auto* ref = persons_.find("ref");
  auto* complete = persons_.find("checklist_complete");
  auto* erased = persons_.find("erased");
  auto old = first_person_[row];
  std::uint32_t last = none;
  bool same = true;
  for (const auto& person : state.persons) {
    const auto p = person_row(row, person);
    same = same && p == old;
    if (old != none) old = next_in_case_[old];
    if (last == none) first_person_[row] = p;
    else next_in_case_[last] = p;
    last = p;
    const bool done = person.checklist.complete.known() && person.checklist.complete.value;
    ref->set(p, &person.ref);
    complete->set(p, &done);
    erased->set(p, &person.erased);
  }
  if (last == none) first_person_[row] = none;
  else if (next_in_case_[last] != none) { next_in_case_[last] = none; same = false; }
  if (!same && last + 1 != persons_.rows()) person_sorted_ = false;
  if (old != none) person_sorted_ = false;  // somebody left the case: they are in no chain any more
}

void CaseTable::counted(const CountedColumns& words, const CountedRow& row) {
  const auto put = [&](Column* column, std::size_t at, CountedField f) {
    const auto value = said(words, f, row.code[static_cast<std::size_t>(f)]);
    column->set(at, &value);
  };
  if (row.person.none()) {
    const auto at = case_rows_.find(&row.case_id);
    if (at == none) return;
    put(cases_.find("site"), at, CountedField::site);
    put(cases_.find("route"), at, CountedField::route);
    return;
  }
  for (auto p = person_rows_.find(&row.person); p != none; p = next_same_[p])
    for (const auto f : {CountedField::sex, CountedField::age_band, CountedField::nationality})
      if (row.code[static_cast<std::size_t>(f)] != -1) put(persons_.find(counted_name(f)), p, f);  // a correction only says what it corrects
}

std::span<const std::uint32_t> CaseTable::case_order() {
  if (!case_sorted_) {
    const Column& opened = *cases_.find("opened");
    const Column& id = *cases_.find("case");
    std::sort(case_order_.begin(), case_order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto x = static_cast<const Instant*>(opened.at(a))->microseconds(), y = static_cast<const Instant*>(opened.at(b))->microseconds();
      return x != y ? x < y : *static_cast<const CaseId*>(id.at(a)) < *static_cast<const CaseId*>(id.at(b));
    });
    case_sorted_ = true;
  }
  return case_order_;
}

std::span<const std::uint32_t> CaseTable::person_order() {
  if (!person_sorted_) {
    person_order_.clear();
    for (const auto c : case_order())
      for (auto p = first_person_[c]; p != none; p = next_in_case_[p]) person_order_.push_back(p);
    person_sorted_ = true;
  }
  return person_order_;
}

std::size_t CaseTable::bytes() const {
  return cases_.bytes() + counts_.bytes() + persons_.bytes() + case_rows_.bytes() + person_rows_.bytes() +
         sizeof(std::uint32_t) * (first_person_.capacity() + case_of_.capacity() * 3 + case_order_.capacity() + person_order_.capacity());
}

}  // namespace safar::inline v0
