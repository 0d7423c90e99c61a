/// \file
/// Project sheets: a text in, the proposal as JSON out, and one flat row a project for a Frame.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include <safar/base/json.hpp>
#include <safar/exchange/project_sheet.hpp>

#include "bind_frame.hpp"
#include "bind_kernel.hpp"

namespace safar::bindings {
namespace {

/// A proposed project in one row. Lists keep the order of the text.
struct SheetRow {
  std::string title{}, acronym{};
  std::vector<std::string> agencies{}, partners{}, donors{};
  Known<PartialDate> planned_start{}, planned_end{}, extended_to{};
  std::vector<std::string> countries{}, codes{};
  std::vector<Money> budget{};
  exchange::SheetStatusCode status{};
  std::vector<std::string> dialogue{}, phase{}, pillar{}, outputs{}, doubts{};
  std::int64_t leftover = 0, left_out = 0, from = 0, to = 0;
  static constexpr std::string_view type_name = "sheet_row", type_doc = "A proposed project in one row.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = SheetRow;
    v(1, "title", &R::title, open, "As printed, without acronym in brackets.");
    v(2, "acronym", &R::acronym, open, "Short name.");
    v(3, "agencies", &R::agencies, open, "Who implements it.");
    v(4, "partners", &R::partners, open, "Who takes part.");
    v(5, "donors", &R::donors, open, "Who pays.");
    v(6, "planned_start", &R::planned_start, open, "First day, month or year, EDTF.");
    v(7, "planned_end", &R::planned_end, open, "As first planned.");
    v(8, "extended_to", &R::extended_to, open, "The end after the last extension in the text.");
    v(9, "countries", &R::countries, open, "Countries and groups, as written.");
    v(10, "codes", &R::codes, open, "ISO 3166 codes of those that have one.");
    v(11, "budget", &R::budget, open, "Amounts of the whole project.");
    v(12, "status", &R::status, open, "Where it stands.");
    v(13, "dialogue", &R::dialogue, open, "Dialogues that it belongs to.");
    v(14, "phase", &R::phase, open, "Phases of the dialogue or programme.");
    v(15, "pillar", &R::pillar, open, "Pillars of the dialogue.");
    v(16, "outputs", &R::outputs, open, "Titles of products.");
    v(17, "doubts", &R::doubts, open, "What was guessed: field and sentence.");
    v(18, "leftover", &R::leftover, open, "Bytes of the sheet that no field took.");
    v(19, "left_out", &R::left_out, open, "Places that were left out, as they may be about a person.");
    v(20, "from", &R::from, open, "First byte of the sheet.");
    v(21, "to", &R::to, open, "The byte after its last.");
  }
};

template <class T, class Member>
std::vector<std::string> each(const std::vector<T>& list, Member member) {
  std::vector<std::string> out;
  for (const T& x : list) out.push_back(x.*member);
  return out;
}

/// `field: sentence` of every record with a doubt, whatever its type: found through the description, so that no field is forgotten.
/// Labels are passed over: how a label was read says nothing of the project.
void doubts_of(const TypeInfo& type, const void* value, std::string_view field, std::vector<std::string>& out) {
  if (type.kind == Kind::list) {
    const auto n = static_cast<std::size_t>(type.get(value));
    for (std::size_t k = 0; k < n; ++k) doubts_of(type.of[0](), type.at(const_cast<void*>(value), k), field, out);
    return;
  }
  if (type.kind != Kind::record) return;
  for (const FieldInfo& f : type.fields) {
    const void* member = static_cast<const char*>(value) + f.offset;
    if (f.name == "guess") {
      if (const auto& said = *static_cast<const std::string*>(member); !said.empty()) out.push_back(std::string(field) + ": " + said);
    } else if (f.name != "labels") {
      doubts_of(f.type(), member, field.empty() || field == "duration" ? f.name : field, out);
    }
  }
}

SheetRow row_of(const exchange::ProjectSheet& p) {
  SheetRow r;
  r.title = p.title.value, r.acronym = p.acronym.value;
  r.agencies = each(p.agencies, &exchange::SheetParty::name);
  r.partners = each(p.partners, &exchange::SheetParty::name);
  r.donors = each(p.donors, &exchange::SheetParty::name);
  if (!p.duration.empty()) {
    const exchange::SheetDuration& d = p.duration.front();
    r.planned_start = d.planned_start.value, r.planned_end = d.planned_end.value;
    for (const auto& a : d.amendments) if (a.new_end.known()) r.extended_to = a.new_end;
  }
  r.countries = each(p.countries, &exchange::SheetPlace::name);
  for (const auto& c : p.countries) if (auto code = to_string(c.country); !code.empty()) r.codes.push_back(std::move(code));
  for (const auto& b : p.budget) r.budget.push_back(b.value);
  if (!p.status.empty()) r.status = p.status.front().value;
  r.dialogue = each(p.dialogue, &exchange::SheetText::value);
  r.phase = each(p.phase, &exchange::SheetText::value);
  r.pillar = each(p.pillar, &exchange::SheetText::value);
  r.outputs = each(p.outputs, &exchange::SheetOutput::title);
  doubts_of(info<exchange::ProjectSheet>(), &p, {}, r.doubts);
  for (const auto& l : p.leftover) r.leftover += l.to - l.from;
  r.left_out = static_cast<std::int64_t>(p.left_out.size());
  r.from = p.from, r.to = p.to;
  return r;
}

struct Read {
  std::string json{};
  Table rows{};
};

Read read(std::string_view text, bool month_first) {
  exchange::SheetOptions options;
  options.month_first = month_first;
  const auto proposal = exchange::read_project_sheets(text, options).value();
  const auto rows = std::make_shared<std::vector<SheetRow>>();
  for (const auto& p : proposal.projects) rows->push_back(row_of(p));
  return {to_json(proposal), {std::shared_ptr<const void>(rows, rows->data()), &info<SheetRow>(), rows->size()}};
}

}  // namespace

void bind_sheet(py::module_& m) {
  m.def("read_project_sheets", [](const py::bytes& text, bool month_first) {
          const std::string_view bytes = text;  // the caller's argument keeps them
          Read found = without_gil([&] { return read(bytes, month_first); });
          return py::make_tuple(std::move(found.json), std::move(found.rows));
        }, py::arg("text"), py::arg("month_first"), py::pos_only(), "What a text proposes, as JSON, and a row a project.");
  m.def("sheet_fields", [] { return columns_of(info<exchange::SheetProposal>()); }, "Fields of what read_project_sheets gives.");
}

}  // namespace safar::bindings
