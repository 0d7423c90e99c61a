#pragma once
/// \file
/// The person: what an intake desk writes down of a migrant, and the papers that they hold.
#include <string>
#include <vector>

#include <safar/base/country.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/model/codes.hpp>
#include <safar/model/travel_document.hpp>

namespace safar::inline v0 {

/// A person of an application.
struct Migrant {
  PersonId person_id{};
  std::string ref{};
  Known<std::string> given_name{};
  Known<std::string> family_name{};
  Known<std::string> other_names{};
  Known<std::string> father_name{};
  Known<PartialDate> birth{};
  Known<BirthQuality> birth_quality{};
  Known<std::string> phone{};
  Known<Sex> sex{};
  Known<std::string> age_band{};
  Known<Country> nationality{};
  Known<Relation> relation{};
  Known<bool> unaccompanied{};
  Known<bool> health_needs{};
  Known<bool> trafficked{};
  std::vector<Document> documents{};
  static constexpr std::string_view type_name = "migrant", type_doc = "A person of an application.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "person_id", &Migrant::person_id, open, "Made by the library if absent.");
    v(2, "ref", &Migrant::ref, open, "The sender's own pseudonym for this person; never a name or a document number.");
    v(3, "given_name", &Migrant::given_name, identity, "As spoken; any script.");
    v(4, "family_name", &Migrant::family_name, identity, "As spoken; any script.");
    v(5, "other_names", &Migrant::other_names, identity, "Names also used.");
    v(6, "father_name", &Migrant::father_name, identity, "Father's name.");
    v(7, "birth", &Migrant::birth, identity, "Date of birth, EDTF: 1994, 1994-03, 1994-03-21, 1994~.");
    v(8, "birth_quality", &Migrant::birth_quality, identity, "How sure the date of birth is.");
    v(9, "phone", &Migrant::phone, identity, "E.164 where it can be.");
    v(10, "sex", &Migrant::sex, counted, "As stated.");
    v(11, "age_band", &Migrant::age_band, counted, "Made by the library from birth and the day of application.");
    v(12, "nationality", &Migrant::nationality, counted, "ISO 3166-1 alpha-3.");
    v(13, "relation", &Migrant::relation, casefile, "To the principal applicant.");
    v(14, "unaccompanied", &Migrant::unaccompanied, sensitive, "A minor without parent or guardian.");
    v(15, "health_needs", &Migrant::health_needs, sensitive, "Health needs stated at intake.");
    v(16, "trafficked", &Migrant::trafficked, sensitive, "Result of a screening for trafficking.");
    v(17, "documents", &Migrant::documents, open, "Papers that the person holds.");
  }
};

}  // namespace safar::inline v0
