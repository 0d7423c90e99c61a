#include <safar/workflow/workflow.hpp>

namespace safar::inline v0 {

// The journey, eligibility and consent of assisted voluntary return, and the holds on it. docs/workflow.md explains each line.
std::string_view avrr_workflow() {
  return R"json({"v": 1, "workflow": "avrr", "version": "2026-2", "subject": "case",
 "regions": {
  "journey":     {"start": "applied",   "states": ["applied","counselled","cleared","booked","departed","arrived","assisting","closed"]},
  "eligibility": {"start": "undecided", "states": ["undecided","eligible","ineligible","in_review","appealed"]},
  "consent":     {"start": "none",      "states": ["none","given","withdrawn"]}},
 "define": {"fit": "eligibility = \"eligible\" and consent = \"given\" and not(application_withdrawn)"},
 "transitions": {
  "journey": [
   ["applied",    "counsel",         "counselled", {"by": ["counsellor"]}],
   ["counselled", "counsel",         "counselled", {"by": ["counsellor"]}],
   ["cleared",    "counsel",         "cleared",    {"by": ["counsellor"]}],
   ["booked",     "counsel",         "booked",     {"by": ["counsellor"]}],
   ["arrived",    "counsel",         "arrived",    {"by": ["counsellor"]}],
   ["assisting",  "counsel",         "assisting",  {"by": ["counsellor"]}],
   ["counselled", "clear",           "cleared",    {"guard": "fit"}],
   ["cleared",    "book",            "booked",     {"guard": "fit and every p in persons satisfies p.travel_document.valid"}],
   ["booked",     "depart",          "departed",   {"guard": "fit and every p in persons satisfies p.checklist.complete", "by": ["movement_officer"], "sets": ["departed_on"]}],
   ["booked",     "no_show",         "cleared",    {"reason": "required"}],
   ["departed",   "arrive",          "arrived",    {"by": ["receiving_partner"], "sets": ["arrived_on"]}],
   ["arrived",    "start_plan",      "assisting",  {}],
   ["*",          "merge",           "closed",     {"reason": "required", "by": ["reviewing_officer","programme_manager"]}],
   ["*",          "close",           "closed",     {"reason": "required", "outcome": ["completed","withdrawn","refused","transferred","other"]}],
   ["closed",     "reopen",          "applied",    {"reason": "required", "by": ["programme_manager"]}]],
  "eligibility": [
   ["undecided",  "decide_eligibility", "eligible|ineligible", {"by": ["reviewing_officer"], "reason": "required"}],
   ["eligible",   "reassess",        "in_review",  {"reason": "required"}],
   ["ineligible", "appeal",          "appealed",   {"guard": "decision != \"appeal\""}],
   ["in_review",  "decide_eligibility", "eligible|ineligible", {"by": ["reviewing_officer"], "reason": "required"}],
   ["appealed",   "decide_appeal",   "eligible|ineligible", {"by": ["programme_manager"], "reason": "required"}]],
  "consent": [
   ["none",       "consent",         "given",      {}],
   ["given",      "withdraw_consent","withdrawn",  {}],
   ["withdrawn",  "consent",         "given",      {}]]},
 "without_move": {"document": {}, "checklist": {}, "assess": {}, "inform": {"sets": ["informed_on"]}, "plan_service": {}, "assist": {},
  "pay": {"guard": "eligibility = \"eligible\"", "by": ["finance_officer"]}, "refer": {}, "follow_up": {}, "record": {},
  "issue_document": {}, "transit": {"by": ["movement_officer","receiving_partner"]}, "set_budget": {"by": ["programme_manager","finance_officer","receiving_partner"]},
  "answer_referral": {}, "complain": {}, "answer_complaint": {"by": ["protection_officer","reviewing_officer"]},
  "transfer": {"by": ["programme_manager"], "reason": "required"},
  "record_death": {"by": ["counsellor","protection_officer","movement_officer","receiving_partner","programme_manager"]},
  "split_household": {"by": ["counsellor","reviewing_officer","programme_manager"], "reason": "required"},
  "suspend": {"by": ["programme_manager"]}, "end_suspension": {"by": ["programme_manager"]}, "review": {"by": ["reviewing_officer"]},
  "shelter": {}, "medical": {}, "protect": {}, "correct": {"reason": "required"},
  "withdraw_application": {"sets": ["application_withdrawn"]}, "erase": {"by": ["data_protection_officer"], "reason": "required"}},
 "holds": {
  "programme_suspension": {"set_by": ["suspend"], "blocks": ["clear","book","depart","pay"], "lifted_by": ["review","end_suspension"], "review": {"each": true, "reason": "required", "outcomes": {
     "resume": {"lifts": true}, "refer": {"lifts": false, "emits": "refer"},
     "refuse": {"lifts": true, "by": ["reviewing_officer"], "moves": {"eligibility": ["undecided|eligible|in_review", "ineligible"]}}}}},
  "duplicate_review":     {"set_by": ["advice"],  "blocks": ["depart","pay"], "lifted_by": ["review"], "due": "P14D", "if_late": "escalate", "review": {"reason": "required", "outcomes": {
     "distinct": {"lifts": true}, "same_person": {"lifts": true, "emits": "merge"}, "refer": {"lifts": false, "emits": "refer"}}}}},
 "never_blocked": ["withdraw_application","withdraw_consent","shelter","medical","protect","correct","erase","complain","answer_complaint","record_death"],
 "timers": [
  {"after": "apply",  "within": "P8W", "expect": "decide_eligibility", "while_held": "pause", "if_late": "escalate", "ended_by": ["close","withdraw_application"]},
  {"after": "arrive", "within": {"working_days": 14}, "expect": "assist", "while_held": "run", "if_late": "escalate", "ended_by": ["close"]},
  {"after": "arrive", "within": "P1M", "expect": "plan_service", "while_held": "pause", "ended_by": ["close"]},
  {"after": "arrive", "within": "P12M", "expect": "start_plan", "while_held": "pause", "ended_by": ["close"]},
  {"kind": "appeal", "after": "decide_eligibility", "outcome": "ineligible", "within": "P14D", "expect": "appeal", "while_held": "run", "if_late": "lapse", "ended_by": ["close"]},
  {"kind": "appeal", "after": "review", "outcome": "refuse", "within": "P14D", "expect": "appeal", "while_held": "run", "if_late": "lapse", "ended_by": ["close"]},
  {"kind": "silence", "after": "refer", "within": "P7D", "expect": "answer_referral", "while_held": "run", "if_late": "escalate", "ended_by": ["close"]}]})json";
}

}  // namespace safar::inline v0
