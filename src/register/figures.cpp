#include "register/figures.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include <safar/workflow/access.hpp>

#include "register/fields.hpp"

namespace safar::inline v0 {
namespace {

// Rows of these are of one person, case or act each. Those of `payments` name the case that was paid for.
constexpr std::string_view of_one[] = {"cases", "persons", "events", "changes", "due", "fields", "payments"};
// Texts that lead to one case, though their type does not say so.
constexpr std::string_view names_one[] = {"number", "ref", "act", "hold_acts", "cases", "subject"};

bool listed(std::span<const std::string_view> list, std::string_view x) { return std::find(list.begin(), list.end(), x) != list.end(); }

const TypeInfo& bare_of(const FieldInfo& f) {
  const TypeInfo* t = &f.type();
  while (t->kind == Kind::known || t->kind == Kind::list) t = &t->of[0]();
  return *t;
}

/// Would this column tell one person from all others, or a moment finer than a day?
bool tells_one(const FieldInfo& f) {
  const TypeInfo& t = bare_of(f);
  return listed(names_one, f.name) || (t.kind == Kind::scalar && (t.name.ends_with("id") || t.name == "instant"));
}

Error no(std::string message, std::string pointer, std::string remedy) {
  return fail(ErrorCode::not_permitted, std::move(message), std::move(pointer), "figures_only", std::move(remedy));
}

}  // namespace

Result<> may_ask(const Reader& r, const Query& q) {
  const std::string_view view = q.view->name;
  if (!figures_only(r.actor.role, r.actor.purpose)) return {};
  if (!listed(of_one, view) && view != "counts" && !is_field_view(view)) return {};  // the portfolio: of nobody
  // What was done, by whom and when, is what an audit is about; what is counted of persons is withheld there (event_row).
  if ((view == "events" || view == "changes") && r.actor.role == "auditor" && r.actor.purpose == "audit") return {};
  const std::string who = r.actor.purpose == "statistics" ? "For the purpose \"statistics\"" : "For the role \"" + r.actor.role + "\"";
  constexpr const char* way = "Ask counts, grouped by what you want to know; or do it as somebody who works on cases, for the purpose casework.";
  const bool countable = view == "counts" || view == "cases" || view == "persons";
  if (view == "field_sets") return {};
  if (!countable || (view != "counts" && q.group.empty()) || q.search != SearchBy::none)
    return no(who + " there are figures only: this view has rows of single persons, cases or acts.", "/from", way);
  if (!q.after.empty()) return no(who + " there are no cursors: they name single cases.", "/after", "Ask for all groups.");
  for (std::size_t i = 0; i < q.group.size(); ++i)
    if (tells_one(*q.group[i])) return no(who + " nothing is grouped by what names one case or moment.", "/group/" + std::to_string(i), "Group by days, months, states, sites and the like.");
  if (q.group.size() > most_figure_groups)
    return no(who + " at most 4 columns are grouped by at once: of more, each row is one person.", "/group", "Ask several questions of fewer columns.");
  for (std::size_t i = 0; i < q.where.size(); ++i)
    if (tells_one(*q.where[i].field)) return no(who + " nothing is asked by what names one case or moment.", "/where/" + std::to_string(i), "Filter by days, months, states, sites and the like.");
  return {};
}

std::vector<Cell> told_cells(std::span<const CellCounts> cells, std::int64_t least, bool zero) {
  std::vector<Cell> out(cells.size(), Cell::told);
  bool any = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& c = cells[i];
    if (c.cases >= least && c.persons >= least) continue;
    if (c.cases == 0 && !zero) continue;
    out[i] = Cell::small;
    any = true;
  }
  if (!any || cells.empty()) return out;
  const std::size_t columns = cells[0].key.size();
  // Whoever asks again with a column less is told the sum of a line; what that would give away takes another cell of the line with it.
  for (bool again = true; again;) {
    again = false;
    for (std::size_t k = 0; k < columns; ++k) {
      std::map<std::vector<std::uint32_t>, std::vector<std::size_t>> lines;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        auto line = cells[i].key;
        line[k] = 0;
        lines[std::move(line)].push_back(i);
      }
      for (auto& [line, at] : lines) {
        std::int64_t cases = 0, persons = 0;
        std::size_t hidden = 0;
        for (const auto i : at)
          if (out[i] != Cell::told) ++hidden, cases += cells[i].cases, persons += cells[i].persons;
        if (!hidden) continue;
        // The same in every view, or one would tell what another withholds: cells stand in the order of their values.
        std::sort(at.begin(), at.end(), [&](std::size_t a, std::size_t b) { return std::tie(cells[a].cases, a) < std::tie(cells[b].cases, b); });
        for (const auto i : at) {
          if (hidden >= 2 && cases >= least && persons >= least) break;
          if (out[i] != Cell::told) continue;
          out[i] = Cell::beside;
          ++hidden, cases += cells[i].cases, persons += cells[i].persons;
          again = true;
        }
      }
    }
  }
  return out;
}

}  // namespace safar::inline v0
