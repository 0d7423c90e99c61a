#pragma once
/// \file
/// What a desk writes when somebody applies.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>
#include <safar/model/migrant.hpp>

namespace safar::inline v0 {

/// Somebody applies for assisted return, alone or with a household.
struct Apply {
  CaseId case_id{};
  std::string number{};
  std::string ref{};
  std::string programme{};
  std::string office{};
  Known<std::string> site{};
  Known<std::string> route{};
  Known<PartialDate> applied_on{};
  Known<HouseholdId> household_id{};
  std::vector<Migrant> persons{};
  static constexpr std::string_view type_name = "apply", type_doc = "Somebody applies for assisted return, alone or with a household.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Apply::case_id, Shelf::open, "Made by the library if absent.");
    v(2, "number", &Apply::number, Shelf::open, "Case number, made by the library.");
    v(3, "ref", &Apply::ref, Shelf::open, "The sender's own pseudonym for the application; never a name.");
    v(4, "programme", &Apply::programme, Shelf::open, "Programme; the register's own if absent.");
    v(5, "office", &Apply::office, Shelf::open, "Office, made by the library.");
    v(6, "site", &Apply::site, Shelf::counted, "Site of application, e.g. ML-BKO-1.");
    v(7, "route", &Apply::route, Shelf::counted, "Border crossed, as stated: a country code, other, none.");
    v(8, "applied_on", &Apply::applied_on, Shelf::open, "Day of application; today if absent.");
    v(9, "household", &Apply::household_id, Shelf::open, "Household that applies together.");
    v(10, "persons", &Apply::persons, Shelf::open, "The persons; the first is the principal applicant.");
  }
};

}  // namespace safar::inline v0
