#pragma once
/// \file
/// What is said of an organisation: that there is one, and what it can do.
#include <string>
#include <vector>

#include <safar/model/organisation.hpp>
#include <safar/model/reason.hpp>

namespace safar::inline v0 {

/// An organisation is written down: an authority, an agency, a donor, a mission.
struct RegisterOrganisation {
  std::string organisation{}, ref{}, acronym{}, parent{};
  LocalizedText title{};
  Known<OrganisationKind> kind{};
  Known<Country> country{};
  std::vector<std::string> identifiers{};
  std::string website{};
  Source source{};
  static constexpr std::string_view type_name = "register_organisation", type_doc = "An organisation is written down: an authority, an agency, a donor, a mission.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = RegisterOrganisation;
    v(1, "organisation", &F::organisation, open, "Id; made by the library if absent.");
    v(2, "ref", &F::ref, open, "How it is called in writing, e.g. XM-DAC-47066 or MFA-MT; no other organisation may have it.");
    v(3, "acronym", &F::acronym, open, "Short name.");
    v(4, "parent", &F::parent, open, "Id or reference of the organisation that it is part of.");
    v(5, "title", &F::title, open, "Name by language.");
    v(6, "kind", &F::kind, open, "government, local_government, other_public, international_ngo, national_ngo, regional_ngo, partnership, multilateral, foundation, private_sector, academic, diplomatic_mission, fund, other.");
    v(7, "country", &F::country, open, "Of a state's authority, its state; else where it sits.");
    v(8, "identifiers", &F::identifiers, open, "Other identifiers, scheme and number: iati:XM-DAC-7.");
    v(9, "website", &F::website, open, "Address on the web.");
    v(10, "source", &F::source, open, "Where that is written.");
  }
};

/// An entry of the inventory: what an institution can do and does, since when, and who says so.
struct RecordCapacity {
  std::string organisation{}, entry{}, theme{};
  Known<CapacityKind> kind{};
  LocalizedText text{};
  Known<PartialDate> since{}, until{};
  Source source{};
  static constexpr std::string_view type_name = "record_capacity", type_doc = "An entry of the inventory: what an institution can do and does, since when, and who says so.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = RecordCapacity;
    v(1, "organisation", &F::organisation, open, "Id or reference.");
    v(2, "entry", &F::entry, open, "Name of the entry; the same name again is what is known of it later.");
    v(3, "theme", &F::theme, open, "What it is about, e.g. diaspora, reintegration, travel_documents.");
    v(4, "kind", &F::kind, open, "mandate, institution, policy, legislation, programme, capacity, practice, cooperation, data, challenge.");
    v(5, "text", &F::text, open, "In words, by language.");
    v(6, "since", &F::since, open, "Since when it is so.");
    v(7, "until", &F::until, open, "First day on which it was so no more.");
    v(8, "source", &F::source, open, "Where that is written, in which language.");
  }
};

}  // namespace safar::inline v0
