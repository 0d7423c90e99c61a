#include "register/sealed.hpp"

#include <algorithm>

#include <safar/base/json.hpp>
#include <safar/workflow/access.hpp>

#include "base/json_dom.hpp"
#include "base/of_the_log.hpp"

namespace safar::inline v0 {

Reads reads_of(const Actor& actor) {
  return [role = actor.role, purpose = actor.purpose](Shelf shelf) { return may_read(role, purpose, shelf) && !(shelf == Shelf::counted && figures_only(role, purpose)); };
}

bool reads_all(Shelf) { return true; }

const Verb* verb_of_sealed(const store::EventOut& event, const Reads& reads) {
  for (const auto& b : event.boxes) {
    if (!b.content || b.content->find(sealed_name_pointer) == std::string::npos || !reads(b.shelf)) continue;
    const auto dom = parse_dom(*b.content);
    if (!dom || !dom->is_object()) continue;
    const auto name = dom->find(std::string(sealed_name_pointer));
    if (name == dom->end() || !name->is_string()) continue;
    if (const Verb* verb = find_verb(name->get_ref<const std::string&>()); verb && is_sealed_kind(verb->kind)) return verb;
  }
  return find_verb(EventKind::assessed);
}

std::vector<Unsealed> boxes_for(const store::EventOut& event, const Reads& reads) {
  std::vector<Unsealed> out;
  out.reserve(event.boxes.size());
  for (const auto& b : event.boxes) out.push_back({b.shelf == Shelf::counted ? Id{} : b.subject, b.other, b.shelf, b.content, !reads(b.shelf)});
  return out;
}

Result<CaseState> state_of(const store::NowRow& row) {
  if (row.boxes.empty()) return from_json<CaseState>(row.state, of_the_log);
  std::vector<Unsealed> boxes;
  for (const auto& b : row.boxes) boxes.push_back({b.subject, b.other, b.shelf, b.content, false});
  CaseState state;
  if (auto r = merge(info<CaseState>(), row.state, boxes, &state); !r) return std::move(r).error();
  return state;
}

void hide(CaseState& state, const FieldBook& fields, const Reads& reads) {
  for (auto& p : state.persons) {
    if (!reads(Shelf::casefile)) {
      p.deceased = Absence::withheld;
      p.deceased_since = Absence::withheld;
    }
    if (!reads(Shelf::sensitive)) p.complaints.clear();
  }
  std::erase_if(state.recorded, [&](const RecordedValue& v) { return !reads(fields.shelf_now(v.set, v.name, Shelf::open)); });
}

const CaseState& seen_by(const CaseState& state, const FieldBook& fields, const Actor& actor, std::optional<CaseState>& kept) {
  const auto reads = reads_of(actor);
  if (!state.has_sealed() || (reads(Shelf::casefile) && reads(Shelf::sensitive))) return state;  // guards see the open fields of sets in force alone
  kept = state;
  hide(*kept, fields, reads);
  return *kept;
}

}  // namespace safar::inline v0
