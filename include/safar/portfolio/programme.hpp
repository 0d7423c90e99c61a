#pragma once
/// \file
/// What is said of a programme: that there is one, and which countries it does not return to.
#include <string>
#include <vector>

#include <safar/model/programme.hpp>
#include <safar/model/reason.hpp>

namespace safar::inline v0 {

/// A country's or an agency's framework is written down.
struct CreateProgramme {
  std::string programme{}, ref{}, legal_basis{};
  LocalizedText title{}, objective{};
  Known<Country> country{};
  Known<PartialDate> starts{}, ends{};
  std::vector<ProjectParty> parties{};
  std::vector<ReferralPathway> pathways{};
  std::vector<std::string> frameworks{}, approach{};
  Source source{};
  static constexpr std::string_view type_name = "create_programme", type_doc = "A country's or an agency's framework is written down: projects and cases belong to it.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = CreateProgramme;
    v(1, "programme", &F::programme, open, "Id; made by the library if absent.");
    v(2, "ref", &F::ref, open, "Its code, the one that cases name: ML-JI.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "objective", &F::objective, open, "What it is for.");
    v(5, "legal_basis", &F::legal_basis, open, "The law, policy or agreement that it rests on.");
    v(6, "country", &F::country, open, "Whose programme it is.");
    v(7, "starts", &F::starts, open, "Since when.");
    v(8, "ends", &F::ends, open, "Until when, its last day.");
    v(9, "parties", &F::parties, open, "Agencies, partners, donors, diplomatic missions, and the countries of return.");
    v(10, "pathways", &F::pathways, open, "How people are referred.");
    v(11, "frameworks", &F::frameworks, open, "Objectives that it serves, e.g. GCM:21.");
    v(12, "approach", &F::approach, open, "Levels and dimensions of its reintegration: individual, community, structural; economic, social, psychosocial.");
    v(13, "source", &F::source, open, "Where that is written.");
  }
};

/// Nobody is returned to a country for a time; or again.
struct BlockCountry {
  std::string programme{};
  CountryBlock block{};
  Source source{};
  static constexpr std::string_view type_name = "block_country", type_doc = "Nobody is returned to a country under the programme for a time; the same country again says until when.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "programme", &BlockCountry::programme, open, "Id or reference.");
    v(2, "block", &BlockCountry::block, open, "Which country, from when to when, why.");
    v(3, "source", &BlockCountry::source, open, "Where that is written.");
  }
};

}  // namespace safar::inline v0
