#pragma once
/// \file
/// A country's or an agency's framework of assisted return: what projects and cases belong to.
#include <string>
#include <vector>

#include <safar/model/project.hpp>

namespace safar::inline v0 {

/// From when to when nobody is returned to a country under a programme.
struct CountryBlock {
  Country country{};
  Known<PartialDate> since{}, until{};
  std::string reason{};
  static constexpr std::string_view type_name = "country_block", type_doc = "From when to when nobody is returned to a country.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "country", &CountryBlock::country, open, "To which country nobody is returned.");
    v(2, "since", &CountryBlock::since, open, "First day.");
    v(3, "until", &CountryBlock::until, open, "First day on which it is open again.");
    v(4, "reason", &CountryBlock::reason, open, "Reason code, e.g. security.");
  }
};

/// One way by which people come into a programme or are passed on.
struct ReferralPathway {
  std::string name{}, from{}, to{}, condition{};
  static constexpr std::string_view type_name = "referral_pathway", type_doc = "A way by which people come into a programme or are passed on.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "name", &ReferralPathway::name, open, "What it is called.");
    v(2, "from", &ReferralPathway::from, open, "Who refers.");
    v(3, "to", &ReferralPathway::to, open, "Who receives.");
    v(4, "condition", &ReferralPathway::condition, open, "Who is referred, in words.");
  }
};

struct ProgrammeState {
  NounHead head{};
  LocalizedText objective{};
  std::string legal_basis{};
  Known<Country> country{};
  Known<PartialDate> starts{}, ends{};
  std::vector<ProjectParty> parties{};
  std::vector<ReferralPathway> pathways{};
  std::vector<std::string> frameworks{}, approach{};
  std::vector<CountryBlock> blocks{};
};

}  // namespace safar::inline v0
