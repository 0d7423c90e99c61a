#include <algorithm>
#include <utility>

#include "base/json_dom.hpp"
#include "workflow/impl.hpp"

namespace safar::inline v0 {
namespace {

using Json = nlohmann::json;

// What may never be blocked, whatever a document says (design.md, "No machine refuses a person").
constexpr std::string_view always_free[] = {"withdraw_application", "withdraw_consent", "shelter", "medical", "protect", "correct", "erase", "complain", "answer_complaint",
                                               "record_death"};

// Commands whose name is sealed by itself (is_sealed_kind): what they moved in the open would tell them.
constexpr std::string_view sealed_names[] = {"assess", "medical", "protect", "complain", "answer_complaint", "record_death"};
bool is_sealed(std::string_view event) { return std::find(std::begin(sealed_names), std::end(sealed_names), event) != std::end(sealed_names); }
// Outcomes that are sealed: the library closes a case with "other" in the open.
constexpr std::string_view sealed_outcome = "deceased";
// What a document may be at the most: many times what any office has written, and little enough that whatever is wrong with it is said at once.
constexpr JsonLimits document_limits{1u << 20, 32, 64u << 20};
constexpr std::size_t most_findings = 100, most_regions = 16, most_states = 200, most_rows = 1'000, most_entries = 200, most_names = 1'000, most_markings = 10'000;

std::vector<std::string> parts(const std::string& text, char separator) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (;;) {
    const auto end = text.find(separator, begin);
    out.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return out;
    begin = end + 1;
  }
}

class Reader {
 public:
  Reader(const TypeInfo& context, std::span<const std::string_view> events, Workflow::Impl& out) : context_(context), events_(events), out_(out) {}
  std::vector<WorkflowFinding> read(std::string_view text) {
    auto dom = parse_dom(text, document_limits);
    if (!dom) return {{dom.error().code == ErrorCode::too_large ? "too_large" : "not_json", dom.error().pointer, dom.error().message}};
    if (!dom->is_object()) return {{"not_json", "", "A workflow is a JSON object."}};
    const Json& doc = *dom;
    members(doc, "", {"v", "workflow", "version", "subject", "regions", "define", "transitions", "without_move", "holds", "never_blocked", "timers"});
    out_.name = text_of(doc, "workflow", "", true);
    out_.version = text_of(doc, "version", "", true);
    read_regions(object(doc, "regions", ""));
    read_defines(object(doc, "define", ""));
    read_transitions(object(doc, "transitions", ""));
    for (const auto& [event, rule] : object(doc, "without_move", "").items()) {
      const std::string at = "/without_move/" + event;
      command(event, at);
      out_.without_move[event] = read_rule(rule, at);
      if (!out_.without_move[event].sets.empty()) open_only(event, at + "/sets");
      if (!out_.without_move[event].outcomes.empty()) add("unknown_member", at + "/outcome", "An event without a move has no outcome.");
    }
    for (const auto& e : list(doc, "never_blocked", "")) { out_.never_blocked.insert(e); declared(e, "/never_blocked"); }
    for (const auto e : always_free)
      if (out_.knows(std::string(e)) && !out_.never_blocked.contains(std::string(e)))
        add("not_free", "/never_blocked", "\"" + std::string(e) + "\" may never be blocked: list it in never_blocked.");
    read_holds(object(doc, "holds", ""));
    read_timers(doc);
    if (!full()) reach();
    if (full()) findings_.push_back({"more_findings", "", "There are more: these are the first " + std::to_string(most_findings) + "."});
    return std::move(findings_);
  }

 private:
  [[nodiscard]] bool full() const { return findings_.size() >= most_findings; }
  void add(std::string code, std::string pointer, std::string message) {
    if (!full()) findings_.push_back({std::move(code), std::move(pointer), std::move(message)});
  }
  /// False, and said: there are more than anybody needs; the rest is not looked at.
  bool within(std::size_t n, std::size_t most, const std::string& at, const char* what) {
    if (n <= most) return true;
    add("too_many", at, "There are " + std::to_string(n) + " " + what + "; at most " + std::to_string(most) + " are taken.");
    return false;
  }
  void members(const Json& o, const std::string& at, std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : o.items())
      if (std::find(known.begin(), known.end(), key) == known.end()) add("unknown_member", at + "/" + key, "Nobody reads this member: is it misspelt?");
  }
  const Json& object(const Json& o, const char* key, const std::string& at) {
    static const Json none = Json::object();
    const auto it = o.find(key);
    if (it == o.end()) return none;
    if (!it->is_object()) { add("wrong_type", at + "/" + key, "An object is expected here."); return none; }
    return *it;
  }
  std::string text_of(const Json& o, const char* key, const std::string& at, bool required = false) {
    const auto it = o.find(key);
    if (it == o.end()) { if (required) add("missing_member", at + "/" + key, "This member is missing."); return {}; }
    if (!it->is_string()) { add("wrong_type", at + "/" + key, "A text is expected here."); return {}; }
    return it->get<std::string>();
  }
  std::vector<std::string> list(const Json& o, const char* key, const std::string& at) {
    std::vector<std::string> out;
    const auto it = o.find(key);
    if (it == o.end()) return out;
    if (!it->is_array()) { add("wrong_type", at + "/" + key, "A list of texts is expected here."); return out; }
    if (!within(it->size(), most_names, at + "/" + key, "entries")) return out;
    for (const auto& x : *it) {
      if (x.is_string()) out.push_back(x.get<std::string>());
      else add("wrong_type", at + "/" + key, "A list of texts is expected here.");
    }
    return out;
  }
  void command(const std::string& event, const std::string& at) {
    if (std::find(events_.begin(), events_.end(), event) == events_.end()) add("unknown_command", at, "There is no command \"" + event + "\".");
  }
  void open_only(const std::string& event, const std::string& at) {
    if (is_sealed(event)) add("sealed_moves", at, "\"" + event + "\" is sealed, and this would show it: let an event in the open do it.");
  }
  void declared(const std::string& event, const std::string& at) {
    if (!known_.contains(event) && !out_.without_move.contains(event)) add("undeclared_event", at, "\"" + event + "\" is in no transition and not in without_move.");
  }
  void read_regions(const Json& regions) {
    if (regions.empty()) add("no_regions", "/regions", "A workflow has at least one region.");
    if (!within(regions.size(), most_regions, "/regions", "regions")) return;
    std::size_t markings = 1;
    for (const auto& [name, r] : regions.items()) {
      const std::string at = "/regions/" + name;
      if (!r.is_object()) { add("wrong_type", at, "An object is expected here."); continue; }
      members(r, at, {"start", "states"});
      WorkflowRegion region{name, 0, list(r, "states", at)};
      if (!within(region.states.size(), most_states, at + "/states", "states")) region.states.resize(most_states);
      if (markings <= most_markings) markings *= std::max<std::size_t>(region.states.size(), 1);
      const std::string start = text_of(r, "start", at, true);
      const auto it = std::find(region.states.begin(), region.states.end(), start);
      if (it == region.states.end()) add("undeclared_state", at + "/start", "The start \"" + start + "\" is not among the states.");
      else region.start = static_cast<int>(it - region.states.begin());
      std::set<std::string> seen(region.states.begin(), region.states.end());
      if (seen.size() != region.states.size()) add("state_twice", at + "/states", "A state stands twice.");
      out_.regions.push_back(std::move(region));
    }
    // Whoever shows what a case may do now looks at them all.
    if (markings > most_markings) add("too_many", "/regions", "The regions can stand together in more than " + std::to_string(most_markings) + " ways: join or drop some.");
  }
  void read_defines(const Json& defines) {
    if (!within(defines.size(), most_entries, "/define", "definitions")) return;
    for (const auto& [name, text] : defines.items()) {
      const std::string at = "/define/" + name;
      if (!text.is_string()) { add("wrong_type", at, "A FEEL text is expected here."); continue; }
      if (auto e = compile(text.get<std::string>(), at)) defines_.emplace_back(name, *e);
    }
  }
  // A guard that reads a path which no case has would be unknown for ever: that is a fault of the document.
  std::optional<feel::Expression> compile(const std::string& text, const std::string& at) {
    auto e = feel::Expression::compile(text, defines_);
    if (!e) { add("guard_syntax", at, e.error().message); return std::nullopt; }
    bool fine = true;
    for (const auto& path : e->paths())
      if (!has_path(path)) { add("guard_unknown_path", at, "No case has \"" + path + "\"."); fine = false; }
    return fine ? std::optional(*e) : std::nullopt;
  }
  bool has_path(const std::string& path) const {
    if (out_.region(path) >= 0) return true;
    const TypeInfo* type = &context_;
    for (const auto& name : parts(path, '.')) {
      while (type->kind == Kind::known || type->kind == Kind::list) type = &type->of[0]();
      if (type->kind != Kind::record) return false;
      const auto f = std::find_if(type->fields.begin(), type->fields.end(), [&](const FieldInfo& x) { return x.name == name; });
      if (f == type->fields.end()) return false;
      type = &f->type();
    }
    return true;
  }
  WorkflowRule read_rule(const Json& o, const std::string& at) {
    WorkflowRule rule;
    if (!o.is_object()) { add("wrong_type", at, "An object is expected here."); return rule; }
    members(o, at, {"guard", "by", "reason", "outcome", "sets"});
    rule.guard = text_of(o, "guard", at);
    if (!rule.guard.empty()) { if (auto e = compile(rule.guard, at + "/guard")) rule.compiled = *e; }
    rule.by = list(o, "by", at);
    if (o.contains("by") && rule.by.empty()) add("by_nobody", at + "/by", "Nobody may do this: name a role, or leave \"by\" out.");
    rule.outcomes = list(o, "outcome", at);
    rule.sets = list(o, "sets", at);
    for (const auto& path : rule.sets) if (!has_path(path)) add("sets_unknown", at + "/sets", "No case has \"" + path + "\".");
    rule.reason_required = required(o, "reason", at);
    return rule;
  }
  bool required(const Json& o, const char* key, const std::string& at) {
    const std::string text = text_of(o, key, at);
    if (!text.empty() && text != "required") add("wrong_type", at + "/" + key, "Only \"required\" can be said here.");
    return text == "required";
  }
  std::vector<int> states(int region, const std::string& text, const std::string& at) {
    std::vector<int> out;
    if (!within(static_cast<std::size_t>(std::count(text.begin(), text.end(), '|')) + 1, most_states, at, "states")) return out;
    for (const auto& name : parts(text, '|')) {
      const int s = out_.state(region, name);
      if (s < 0) add("undeclared_state", at, "\"" + name + "\" is not a state of " + out_.regions[static_cast<std::size_t>(region)].name + ".");
      else out.push_back(s);
    }
    return out;
  }
  void read_transitions(const Json& transitions) {
    for (const auto& [name, rows] : transitions.items()) {
      const std::string at = "/transitions/" + name;
      const int region = out_.region(name);
      if (region < 0) { add("undeclared_region", at, "There is no region \"" + name + "\"."); continue; }
      if (!rows.is_array()) { add("wrong_type", at, "A list of transitions is expected here."); continue; }
      if (!within(rows.size(), most_rows, at, "rows")) continue;
      for (std::size_t i = 0; i < rows.size() && !full(); ++i) read_transition(region, rows[i], at + "/" + std::to_string(i));
    }
  }
  void read_transition(int region, const Json& row, const std::string& at) {
    if (!row.is_array() || row.size() != 4 || !row[0].is_string() || !row[1].is_string() || !row[2].is_string()) {
      add("wrong_type", at, "A transition is [from, event, to, {..}].");
      return;
    }
    WorkflowTransition t;
    t.region = region;
    t.event = row[1].get<std::string>();
    t.any = row[0].get_ref<const std::string&>() == "*";  // a comparison of trees would allocate where no exception can go
    if (!t.any) t.from = states(region, row[0].get<std::string>(), at + "/0");
    t.to = states(region, row[2].get<std::string>(), at + "/2");
    t.rule = read_rule(row[3], at + "/3");
    command(t.event, at + "/1");
    open_only(t.event, at + "/1");
    if (std::find(t.rule.outcomes.begin(), t.rule.outcomes.end(), sealed_outcome) != t.rule.outcomes.end())
      add("sealed_outcome", at + "/3/outcome", "The outcome \"deceased\" is sealed, and stands as \"other\" in the open: list \"other\".");
    // Two rows that leave one state on one event would leave it to chance which of them holds.
    const auto& names = out_.regions[static_cast<std::size_t>(region)].states;
    auto& left = left_[{region, t.event}];
    left.resize(names.size());
    bool said = false;
    for (std::size_t s = 0; s < names.size(); ++s) {
      if (!Workflow::Impl::leaves(t, static_cast<int>(s))) continue;
      if (left[s] && !std::exchange(said, true)) add("ambiguous", at, "\"" + t.event + "\" leaves \"" + names[s] + "\" in two rows.");
      left[s] = true;
    }
    known_.insert(t.event);
    out_.transitions.push_back(std::move(t));
  }
  void read_holds(const Json& holds) {
    if (!within(holds.size(), most_entries, "/holds", "holds")) return;
    for (const auto& [name, h] : holds.items()) {
      if (full()) return;
      const std::string at = "/holds/" + name;
      if (!h.is_object()) { add("wrong_type", at, "An object is expected here."); continue; }
      members(h, at, {"set_by", "blocks", "lifted_by", "review", "due", "if_late"});
      HoldKind kind;
      for (auto& e : list(h, "set_by", at)) { if (e != "advice") declared(e, at + "/set_by"); open_only(e, at + "/set_by"); kind.set_by.insert(e); }
      for (auto& e : list(h, "blocks", at)) {
        declared(e, at + "/blocks");
        if (out_.never_blocked.contains(e) || std::find(std::begin(always_free), std::end(always_free), e) != std::end(always_free))
          add("blocks_never_blocked", at + "/blocks", "\"" + e + "\" may never be blocked.");
        kind.blocks.insert(e);
      }
      if (h.contains("due")) kind.due = ReviewDue{read_period(h, "due", at), read_if_late(h, at)};
      else if (h.contains("if_late")) add("missing_member", at + "/due", "What is late needs a day: add \"due\".");
      if (kind.due && kind.due->if_late == IfLate::lapse) add("late_decides", at + "/if_late", "A review that is late does not go away: say escalate.");
      for (auto& e : list(h, "lifted_by", at)) { declared(e, at + "/lifted_by"); open_only(e, at + "/lifted_by"); kind.lifted_by.insert(e); }
      const Json& review = object(h, "review", at);
      members(review, at + "/review", {"each", "reason", "outcomes"});
      kind.reason_required = required(review, "reason", at + "/review");
      bool lifted = false;
      for (const auto& [outcome, o] : object(review, "outcomes", at + "/review").items()) {
        kind.outcomes[outcome] = read_outcome(o, at + "/review/outcomes/" + outcome);
        lifted |= kind.outcomes[outcome].lifts;
      }
      if (!lifted && !kind.lifted_by.contains("end_suspension")) add("never_lifted", at, "No outcome lifts this hold, and nothing ends it.");
      out_.holds.emplace(name, std::move(kind));
    }
  }
  HoldOutcome read_outcome(const Json& o, const std::string& at) {
    HoldOutcome out;
    if (!o.is_object()) { add("wrong_type", at, "An object is expected here."); return out; }
    members(o, at, {"lifts", "by", "moves", "emits"});
    if (const auto it = o.find("lifts"); it == o.end() || !it->is_boolean()) add("missing_member", at + "/lifts", "Say true or false: does this outcome lift the hold?");
    else out.lifts = it->get<bool>();
    out.by = list(o, "by", at);
    out.emits = text_of(o, "emits", at);
    for (const auto& [name, move] : object(o, "moves", at).items()) {
      const std::string m = at + "/moves/" + name;
      const int region = out_.region(name);
      if (region < 0) { add("undeclared_region", m, "There is no region \"" + name + "\"."); continue; }
      if (!move.is_array() || move.size() != 2 || !move[0].is_string() || !move[1].is_string()) { add("wrong_type", m, "A move is [from, to]."); continue; }
      const auto to = states(region, move[1].get<std::string>(), m + "/1");
      if (to.size() != 1) { if (to.size() > 1) add("ambiguous", m, "An outcome moves to one state."); continue; }
      out.moves.push_back({region, states(region, move[0].get<std::string>(), m + "/0"), to[0]});
    }
    if (!out.moves.empty() && out.by.empty()) add("moves_without_by", at, "An outcome that moves a region names who may decide it: add \"by\".");
    return out;
  }
  void read_timers(const Json& doc) {
    const auto it = doc.find("timers");
    if (it == doc.end()) return;
    if (!it->is_array()) { add("wrong_type", "/timers", "A list is expected here."); return; }
    if (!within(it->size(), most_entries, "/timers", "timers")) return;
    for (std::size_t i = 0; i < it->size() && !full(); ++i) {
      const Json& t = (*it)[i];
      const std::string at = "/timers/" + std::to_string(i);
      if (!t.is_object()) { add("wrong_type", at, "An object is expected here."); continue; }
      members(t, at, {"kind", "after", "outcome", "within", "expect", "ended_by", "while_held", "if_late"});
      WorkflowTimer timer;
      timer.after = text_of(t, "after", at, true);
      if (timer.after != "apply") declared(timer.after, at + "/after");
      timer.outcome = text_of(t, "outcome", at);
      if (!timer.outcome.empty() && !has_outcome(timer.after, timer.outcome)) add("unknown_outcome", at + "/outcome", "\"" + timer.after + "\" has no outcome \"" + timer.outcome + "\".");
      timer.expect = text_of(t, "expect", at, true);
      timer.expects = parts(timer.expect, '|');
      for (const auto& e : timer.expects) declared(e, at + "/expect");
      timer.ended_by = list(t, "ended_by", at);
      for (const auto& e : timer.ended_by) declared(e, at + "/ended_by");
      for (const auto& e : timer.ended_by) open_only(e, at + "/ended_by");
      if (timer.after != "complain" || timer.expect != "answer_complaint") {  // that one runs with the complaint, on its shelf
        open_only(timer.after, at + "/after");
        for (const auto& e : timer.expects) open_only(e, at + "/expect");
      }
      timer.within = read_period(t, "within", at);
      timer.if_late = read_if_late(t, at);
      const std::string kind = text_of(t, "kind", at);
      if (kind == "appeal") timer.kind = TimerKind::appeal;
      else if (kind == "silence") timer.kind = TimerKind::silence;
      else if (!kind.empty() && kind != "timer") add("wrong_type", at + "/kind", "A timer's kind is timer, appeal or silence.");
      const std::string held = text_of(t, "while_held", at);
      if (held != "pause" && held != "run") add("timer_without_while_held", at, "Say \"pause\" or \"run\": what does the timer do while the case is held?");
      timer.pause = held == "pause";
      for (const auto& other : out_.timers)
        if (other.after == timer.after && other.expect == timer.expect) add("timer_twice", at, "Two timers after \"" + timer.after + "\" expect \"" + timer.expect + "\".");
      out_.timers.push_back(std::move(timer));
    }
  }
  // "P14D", or {"working_days": 5}: how many days a working day is, the calendar of the register says.
  Period read_period(const Json& o, const char* key, const std::string& parent) {
    const std::string at = parent + "/" + key;
    const auto it = o.find(key);
    Period out;
    if (it == o.end()) { add("missing_member", at, "This member is missing."); return out; }
    if (it->is_string()) {
      auto p = Period::parse(it->get<std::string>());
      if (p) out = *p;
    } else if (it->is_object() && it->size() == 1 && it->contains("working_days") && it->at("working_days").is_number_integer()) {
      const auto n = it->at("working_days").get<std::int64_t>();
      if (n >= 1 && n <= Period::most) out.working_days = static_cast<std::int32_t>(n);
    }
    if (out.months < 0 || out.days < 0 || out.working_days < 0 || out.empty()) {
      add("bad_period", at, "Write a period from one day on: \"P14D\", \"P12M\" or {\"working_days\": 5}.");
      return {};
    }
    return out;
  }
  IfLate read_if_late(const Json& o, const std::string& at) {
    const std::string text = text_of(o, "if_late", at);
    if (text == "escalate") return IfLate::escalate;
    if (text == "lapse") return IfLate::lapse;
    if (!text.empty()) add("late_decides", at + "/if_late", "A day that passes decides nothing about a person: say escalate or lapse.");
    return IfLate::stay;
  }
  bool has_outcome(const std::string& event, const std::string& outcome) const {
    for (const auto& t : out_.transitions) {
      if (t.event != event) continue;
      if (std::find(t.rule.outcomes.begin(), t.rule.outcomes.end(), outcome) != t.rule.outcomes.end()) return true;
      const auto& names = out_.regions[static_cast<std::size_t>(t.region)].states;
      if (t.to.size() > 1 && std::any_of(t.to.begin(), t.to.end(), [&](int s) { return names[static_cast<std::size_t>(s)] == outcome; })) return true;
    }
    if (event == "review")
      for (const auto& [name, hold] : out_.holds) if (hold.outcomes.contains(outcome)) return true;
    return false;
  }
  void reach() {
    for (std::size_t r = 0; r < out_.regions.size(); ++r) {
      const auto& region = out_.regions[r];
      std::vector<bool> seen(region.states.size());
      if (region.states.empty()) continue;
      seen[static_cast<std::size_t>(region.start)] = true;
      // Each way once its beginning is reached: a way whose end is reached already is not looked at again.
      std::vector<std::pair<std::vector<int>, std::vector<int>>> ways;
      for (const auto& t : out_.transitions)
        if (t.region == static_cast<int>(r)) {
          std::vector<int> from;
          for (int s = 0; s < static_cast<int>(seen.size()); ++s) if (Workflow::Impl::leaves(t, s)) from.push_back(s);
          ways.emplace_back(std::move(from), t.to);
        }
      for (const auto& [name, hold] : out_.holds)
        for (const auto& [outcome, o] : hold.outcomes)
          for (const auto& m : o.moves)
            if (m.region == static_cast<int>(r)) ways.emplace_back(m.from, std::vector<int>{m.to});
      for (bool more = true; more;) {
        more = false;
        std::erase_if(ways, [&](const auto& way) {
          if (std::none_of(way.first.begin(), way.first.end(), [&](int s) { return seen[static_cast<std::size_t>(s)]; })) return false;
          for (const int to : way.second) seen[static_cast<std::size_t>(to)] = true;
          return more = true;
        });
      }
      for (std::size_t s = 0; s < seen.size(); ++s)
        if (!seen[s]) add("unreachable_state", "/regions/" + region.name, "No way leads to \"" + region.states[s] + "\".");
    }
  }

  const TypeInfo& context_;
  std::span<const std::string_view> events_;
  Workflow::Impl& out_;
  std::vector<std::pair<std::string, feel::Expression>> defines_{};
  std::map<std::pair<int, std::string>, std::vector<char>> left_{};  // by region and event: states that a row leaves
  std::set<std::string, std::less<>> known_{};                        // events of transitions
  std::vector<WorkflowFinding> findings_{};
};

}  // namespace

std::vector<WorkflowFinding> read_workflow(std::string_view json, const TypeInfo& context, std::span<const std::string_view> events, Workflow::Impl& out) {
  return Reader(context, events, out).read(json);
}

}  // namespace safar::inline v0
