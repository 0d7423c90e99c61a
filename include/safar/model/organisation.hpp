#pragma once
/// \file
/// An organisation, and what is known of its capacities and practices: the inventory.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <safar/model/noun.hpp>

namespace safar::inline v0 {

/// Kinds of organisation, after IATI's OrganisationType. Names are stored; append only.
enum class OrganisationKind : std::uint8_t {
  government, local_government, other_public, international_ngo, national_ngo, regional_ngo, partnership, multilateral, foundation, private_sector, academic, diplomatic_mission, fund, other
};
constexpr auto codes(OrganisationKind) {
  return std::array<std::string_view, 14>{"government", "local_government", "other_public", "international_ngo", "national_ngo", "regional_ngo", "partnership",
                                          "multilateral", "foundation", "private_sector", "academic", "diplomatic_mission", "fund", "other"};
}

enum class CapacityKind : std::uint8_t { mandate, institution, policy, legislation, programme, capacity, practice, cooperation, data, challenge };
constexpr auto codes(CapacityKind) {
  return std::array<std::string_view, 10>{"mandate", "institution", "policy", "legislation", "programme", "capacity", "practice", "cooperation", "data", "challenge"};
}

/// One entry of the inventory.
struct CapacityEntry {
  std::string entry{}, theme{};
  CapacityKind kind{};
  LocalizedText text{};
  Known<PartialDate> since{}, until{};
  Source source{};
  Date day{};
};

struct OrganisationState {
  NounHead head{};
  std::string acronym{}, parent{};
  Known<OrganisationKind> kind{};
  Known<Country> country{};
  std::vector<std::string> identifiers{};
  std::string website{};
  std::vector<CapacityEntry> capacities{};
};

}  // namespace safar::inline v0
