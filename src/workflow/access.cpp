#include <safar/workflow/access.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace safar::inline v0 {
namespace {

struct Role {
  std::string_view name, what;
  bool person;     // identity and casefile, for casework
  bool sensitive;  // and the sensitive shelf
};
constexpr Role roles[] = {
    {"intake_clerk", "writes applications down", true, false},
    {"counsellor", "counsels and assesses", true, true},
    {"protection_officer", "protects persons at risk", true, true},
    {"reviewing_officer", "decides on eligibility and reviews held cases", true, true},
    {"movement_officer", "books and sees off", true, false},
    {"receiving_partner", "receives in the country of return", true, false},
    {"programme_manager", "suspends, reopens, decides appeals", true, false},
    {"finance_officer", "pays", false, false},
    {"project_officer", "keeps projects, grants, dialogues and plans", false, false},
    {"data_protection_officer", "erases; reads all for data protection", true, true},
    {"data_analyst", "reads figures", false, false},
    {"auditor", "verifies", false, false},
    {"system_administrator", "adopts workflows and settings", false, false},
};
constexpr std::string_view purposes[] = {"casework", "statistics", "audit", "data_protection", "portfolio"};

// What these answer depends on what was recorded on a sealed shelf: is the person alive, is a complaint open?
constexpr std::pair<std::string_view, Shelf> asks[] = {{"record_death", Shelf::casefile}, {"answer_complaint", Shelf::sensitive}};

const Role* find(std::string_view name) {
  const auto it = std::find_if(std::begin(roles), std::end(roles), [&](const Role& r) { return r.name == name; });
  return it == std::end(roles) ? nullptr : it;
}

}  // namespace

bool may_read(std::string_view role, std::string_view purpose, Shelf shelf) {
  if (shelf == Shelf::open || shelf == Shelf::counted) return true;
  const Role* r = find(role);
  if (!r || !r->person) return false;
  if (purpose != "casework" && !(purpose == "data_protection" && role == "data_protection_officer")) return false;
  return shelf != Shelf::sensitive || r->sensitive;
}

bool figures_only(std::string_view role, std::string_view purpose) {
  return purpose == "statistics" || role == "data_analyst" || role == "auditor" || role == "system_administrator";
}

bool writes_identity(const TypeInfo& fact, int depth) {
  if (depth > 16) return false;  // a type that holds itself
  switch (fact.kind) {
    case Kind::record:
      return std::any_of(fact.fields.begin(), fact.fields.end(), [&](const FieldInfo& f) { return f.shelf == Shelf::identity || writes_identity(f.type(), depth + 1); });
    case Kind::list:
    case Kind::known: return writes_identity(fact.of[0](), depth + 1);
    case Kind::choice: return std::any_of(fact.of.begin(), fact.of.end(), [&](const TypeRef& t) { return writes_identity(t(), depth + 1); });
    default: return false;
  }
}

bool may_act(std::string_view role, std::string_view purpose, std::string_view command, bool noun, bool identity) {
  if (!find(role) || role == "data_analyst" || role == "auditor") return false;
  if (role == "system_administrator") return command == "adopt" && purpose == "casework";
  if (noun) return purpose == "portfolio" || purpose == "casework";
  if (role == "project_officer") return false;
  if (identity) return may_read(role, purpose, Shelf::identity);
  for (const auto& [name, shelf] : asks) if (command == name) return may_read(role, purpose, shelf);
  return purpose == "casework" || (purpose == "data_protection" && role == "data_protection_officer");
}

bool known_role(std::string_view role) { return find(role) != nullptr; }
bool known_purpose(std::string_view purpose) { return std::find(std::begin(purposes), std::end(purposes), purpose) != std::end(purposes); }

std::string describe_roles() {
  std::string out = "[";
  for (const Role& r : roles) {
    if (out.size() > 1) out += ',';
    out += "{\"name\":\"" + std::string(r.name) + "\",\"reads\":[\"open\",\"counted\"" + (r.person ? ",\"identity\",\"casefile\"" : "") + (r.sensitive ? ",\"sensitive\"" : "") +
           "],\"what\":\"" + std::string(r.what) + "\"}";
  }
  return out + "]";
}

}  // namespace safar::inline v0
