// What there is, as JSON: commands, views, errors, roles, the workflow and its table, schemas, stubs.
#include <safar/base/field_set.hpp>
#include <safar/base/json.hpp>
#include <safar/base/stub.hpp>
#include <safar/exchange/csv.hpp>
#include <safar/casework/adopt.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/code_lists.hpp>
#include <safar/casework/mapped.hpp>
#include <safar/kernel.hpp>
#include <safar/register.hpp>
#include <safar/workflow/access.hpp>

#include "register/noun_workflow.hpp"
#include "register/table.hpp"
#include "register/verb_table.hpp"
#include "register/views.hpp"

namespace safar::inline v0 {

namespace {

std::string fields_of(const TypeInfo& type) {
  constexpr std::string_view shelves[] = {"open", "counted", "identity", "casefile", "sensitive"};
  std::string out = "[";
  for (const auto& f : type.fields) {
    if (out.size() > 1) out += ',';
    out += "{\"doc\":" + json_string(f.doc) + ",\"name\":" + json_string(f.name) + ",\"shelf\":" + json_string(shelves[static_cast<std::size_t>(f.shelf)]) + "}";
  }
  return out + "]";
}

std::string one(const TypeInfo& type, std::string_view use, std::string_view name, std::string_view subject = "") {
  return "{\"doc\":" + json_string(type.doc) + ",\"fields\":" + fields_of(type) + ",\"name\":" + json_string(name) + (subject.empty() ? "" : ",\"subject\":" + json_string(subject)) + (use.empty() ? "" : ",\"use\":" + json_string(use)) + "}";
}

constexpr StreamKind nouns[] = {StreamKind::organisation, StreamKind::programme, StreamKind::project, StreamKind::grant, StreamKind::dialogue, StreamKind::plan};

// The workflow document that was adopted last for cases (none) or for a noun; "": none was.
Result<std::string> adopted_workflow(Register::Impl& home, StreamKind subject) {
  auto events = home.log->events_of(home.log->derived_id(house_stream, {}), store::Want::body);
  if (!events) return std::move(events).error();
  std::string out;
  for (const auto& e : *events) {
    if (e.kind != EventKind::adopt) continue;
    Adopt f;
    if (auto read = read_fact(e, *find_verb(e.kind), &f); !read) return std::move(read).error();
    if (f.kind == "workflow" && workflow_subject(f.document) == subject) out = std::move(f.document);
  }
  return out;
}

}  // namespace

Result<std::string> Session::describe(std::string_view what) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  auto& home = *impl_->home;
  if (!home.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (auto r = home.refresh(); !r) return std::move(r).error();
  const auto subject = [&](std::string_view name) {
    for (const auto k : nouns) if (noun_name(k) == name) return k;
    return StreamKind::none;
  };
  if (what == "settings")
    return "{\"min_cell\":" + std::to_string(home.house.min_cell) + ",\"programme\":" + json_string(home.house.programme) + ",\"v\":1,\"zone\":" + json_string(home.house.zone) + "}";
  if (what == "table") return state_table(home.house.now());
  if (what.starts_with("table:"))
    if (const auto k = subject(what.substr(6)); k != StreamKind::none)
      if (const Workflow* w = workflow_of(home.house, k)) return state_table(*w);
  if (what == "workflow" || what.starts_with("workflow:")) {
    const auto k = what == "workflow" ? StreamKind::none : subject(what.substr(9));
    if (what == "workflow" || k != StreamKind::none) {
      auto document = adopted_workflow(home, k);
      if (!document) return std::move(document).error();
      if (!document->empty()) return canonical_json(*document);
    }
  }
  return safar::describe(what);
}

Result<std::string> describe(std::string_view what) {
  if (what == "commands") {
    constexpr std::string_view uses[] = {"on_case", "on_many", "on_house", "derived", "on_noun"};
    std::string out = "[";
    each_verb([&](const Verb& v) {
      if (v.use != VerbUse::derived) out += (out.size() > 1 ? "," : "") + one(v.type(), uses[static_cast<std::size_t>(v.use)], v.name, noun_name(v.subject));
    });
    return out + "]";
  }
  if (what == "views") {
    std::string out = "[";
    for (const auto& v : views()) out += (out.size() > 1 ? "," : "") + one(v.type(), "", v.name);
    return out + "]";
  }
  if (what == "kernels") {
    std::string out = "[";
    for (const auto& k : kernels()) {
      if (out.size() > 1) out += ',';
      out += "{\"config\":" + fields_of(k.config()) + ",\"doc\":" + json_string(k.doc) + ",\"input\":" + fields_of(k.input()) + ",\"name\":" + json_string(k.name) + ",\"output\":" + fields_of(k.output()) + "}";
    }
    return out + "]";
  }
  if (what == "errors") return describe_errors();
  if (what == "codes") return describe_codes();
  if (what == "mappings") return describe_mappings();
  if (what == "roles") return describe_roles();
  if (what == "workflow") return canonical_json(avrr_workflow());
  if (what.starts_with("workflow:"))
    for (const auto k : nouns)
      if (what.substr(9) == noun_name(k)) return canonical_json(noun_workflow(k));
  if (what == "table") {
    auto w = Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events());
    if (!w) return std::move(w).error();
    return state_table(**w);
  }
  if (what.starts_with("table:"))
    for (const auto k : nouns)
      if (what.substr(6) == noun_name(k)) {
        auto w = load_noun_workflow(k, noun_workflow(k));
        if (!w) return std::move(w).error();
        return state_table(**w);
      }
  if (what == "stubs") {
    std::vector<const TypeInfo*> types;
    each_verb([&](const Verb& v) { if (v.use != VerbUse::derived) types.push_back(&v.type()); });
    return json_string(python_stubs(types));
  }
  if (what == "mapping:apply") return json_string(exchange::mapping_help(info<Apply>()));
  if (what == "schema:field_set") return json_schema(info<FieldSetDocument>());
  if (what.starts_with("schema:view:"))
    for (const auto& v : views()) if (v.name == what.substr(12)) return json_schema(v.type());
  if (what == "schema:receipts") return json_schema(receipts_type());
  if (what.starts_with("schema:kernel:"))
    for (const auto& k : kernels()) {
      if (what.substr(14) == k.name) return json_schema(k.config());
      if (what.substr(14) == std::string(k.name) + ":input") return json_schema(k.input());
      if (what.substr(14) == std::string(k.name) + ":output") return json_schema(k.output());
    }
  if (what.starts_with("schema:"))
    if (const Verb* v = any_verb(what.substr(7))) return json_schema(v->type());
  return fail(ErrorCode::unknown_code, "There is nothing of that name to describe.", "", "",
              "Say commands, views, kernels, errors, codes, mappings, roles, workflow, workflow:<project, grant, dialogue, plan, programme, organisation>, table, table:<project, ...>, stubs, mapping:apply, schema:<command>, schema:view:<view>, schema:receipts or schema:kernel:<kernel>.");
}

}  // namespace safar::inline v0
