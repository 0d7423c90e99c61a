#pragma once
// The views that queries ask, each a described row.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <safar/base/time.hpp>
#include <safar/model/migrant.hpp>

#include "register/impl.hpp"

namespace safar::inline v0 {

#define SAFAR_VIEW(name_, doc_) static constexpr std::string_view type_name = name_, type_doc = doc_

struct CaseRow {
  CaseId case_id{};
  std::string number{}, ref{}, programme{}, office{}, journey{}, eligibility{}, eligibility_reason{}, consent{};
  Known<std::string> site{}, route{};
  bool application_withdrawn = false, held = false;
  std::vector<std::string> holds{}, hold_acts{}, resolutions{};
  Known<Date> held_since{};
  std::string resolution{}, outcome{}, recamas_stage{}, recamas_status{}, riat_moment{};
  Known<Date> applied_on{}, informed_on{}, booked_for{}, departed_on{}, arrived_on{}, closed_on{};
  std::int64_t persons = 0, services = 0, payments = 0, reviews = 0, version = 0;
  Instant opened{}, changed{};
  SAFAR_VIEW("cases", "One row a case: where it stands.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "case", &CaseRow::case_id, open, "The case.");
    v(2, "number", &CaseRow::number, open, "Case number.");
    v(3, "ref", &CaseRow::ref, open, "The sender's pseudonym.");
    v(4, "programme", &CaseRow::programme, open, "Programme.");
    v(5, "office", &CaseRow::office, open, "Office.");
    v(6, "site", &CaseRow::site, counted, "Site of application.");
    v(7, "route", &CaseRow::route, counted, "Border crossed, as stated.");
    v(8, "journey", &CaseRow::journey, open, "State of the journey.");
    v(9, "eligibility", &CaseRow::eligibility, open, "State of eligibility.");
    v(10, "eligibility_reason", &CaseRow::eligibility_reason, open, "Reason code of the last decision.");
    v(11, "consent", &CaseRow::consent, open, "State of consent.");
    v(12, "application_withdrawn", &CaseRow::application_withdrawn, open, "The migrant withdrew.");
    v(13, "held", &CaseRow::held, open, "Is there a hold?");
    v(14, "holds", &CaseRow::holds, open, "Kinds of hold.");
    v(15, "hold_acts", &CaseRow::hold_acts, open, "The acts that set them.");
    v(16, "held_since", &CaseRow::held_since, open, "Day of the first hold.");
    v(17, "resolution", &CaseRow::resolution, open, "Outcome of the last review.");
    v(32, "resolutions", &CaseRow::resolutions, open, "The last review's outcome of each kind of hold, hold:outcome.");
    v(18, "outcome", &CaseRow::outcome, open, "Outcome of a closed case.");
    v(33, "recamas_stage", &CaseRow::recamas_stage, open, "Stage that RECAMAS would file it under: describe(\"mappings\").");
    v(34, "recamas_status", &CaseRow::recamas_status, open, "And its status there.");
    v(35, "riat_moment", &CaseRow::riat_moment, open, "Key moment of RIAT: KM1, KM2, KM3 or closed.");
    v(19, "applied_on", &CaseRow::applied_on, open, "Day of application.");
    v(20, "informed_on", &CaseRow::informed_on, open, "Last day on which the applicants were informed.");
    v(21, "booked_for", &CaseRow::booked_for, open, "Day of the journey booked.");
    v(22, "departed_on", &CaseRow::departed_on, open, "Day of departure.");
    v(23, "arrived_on", &CaseRow::arrived_on, open, "Day of arrival.");
    v(24, "closed_on", &CaseRow::closed_on, open, "Day of closing.");
    v(25, "persons", &CaseRow::persons, open, "Persons of the case.");
    v(26, "services", &CaseRow::services, open, "Services given.");
    v(27, "payments", &CaseRow::payments, open, "Payments recorded.");
    v(28, "reviews", &CaseRow::reviews, open, "Reviews of holds.");
    v(29, "version", &CaseRow::version, open, "Events that touch the case.");
    v(30, "opened", &CaseRow::opened, open, "When the application was received here.");
    v(31, "changed", &CaseRow::changed, open, "When the last event was received here.");
  }
};

struct PersonRow {
  PersonId person_id{};
  CaseId case_id{};
  std::string number{}, ref{}, journey{}, eligibility{};
  Known<std::string> given_name{}, family_name{}, other_names{}, father_name{};
  Known<PartialDate> birth{};
  Known<BirthQuality> birth_quality{};
  Known<std::string> phone{};
  Known<std::string> sex{}, age_band{}, nationality{}, site{}, route{};
  Known<Relation> relation{};
  Known<bool> unaccompanied{}, health_needs{}, trafficked{};
  Known<Date> applied_on{}, departed_on{};
  bool checklist_complete = false, erased = false;
  Instant opened{};
  SAFAR_VIEW("persons", "One row a person of a case; what is sealed is withheld unless the role reads it.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "person_id", &PersonRow::person_id, open, "The person.");
    v(2, "case", &PersonRow::case_id, open, "The case.");
    v(3, "number", &PersonRow::number, open, "Case number.");
    v(4, "ref", &PersonRow::ref, open, "The sender's pseudonym of the person.");
    v(5, "given_name", &PersonRow::given_name, identity, "As spoken.");
    v(6, "family_name", &PersonRow::family_name, identity, "As spoken.");
    v(7, "other_names", &PersonRow::other_names, identity, "Names also used.");
    v(8, "father_name", &PersonRow::father_name, identity, "Father's name.");
    v(9, "birth", &PersonRow::birth, identity, "Date of birth, EDTF.");
    v(10, "birth_quality", &PersonRow::birth_quality, identity, "How sure it is.");
    v(11, "phone", &PersonRow::phone, identity, "Telephone.");
    v(12, "sex", &PersonRow::sex, counted, "As stated.");
    v(13, "age_band", &PersonRow::age_band, counted, "On the day of application.");
    v(14, "nationality", &PersonRow::nationality, counted, "ISO 3166-1 alpha-3.");
    v(15, "site", &PersonRow::site, counted, "Site of application.");
    v(16, "route", &PersonRow::route, counted, "Border crossed, as stated.");
    v(17, "relation", &PersonRow::relation, casefile, "To the principal applicant.");
    v(18, "unaccompanied", &PersonRow::unaccompanied, sensitive, "A minor without parent or guardian.");
    v(19, "health_needs", &PersonRow::health_needs, sensitive, "Health needs stated.");
    v(20, "trafficked", &PersonRow::trafficked, sensitive, "Result of a screening.");
    v(21, "journey", &PersonRow::journey, open, "State of the journey.");
    v(22, "eligibility", &PersonRow::eligibility, open, "State of eligibility.");
    v(23, "applied_on", &PersonRow::applied_on, open, "Day of application.");
    v(24, "departed_on", &PersonRow::departed_on, open, "Day of departure.");
    v(25, "checklist_complete", &PersonRow::checklist_complete, open, "Pre-departure checklist complete.");
    v(26, "erased", &PersonRow::erased, open, "The person's data were erased.");
    v(27, "opened", &PersonRow::opened, open, "When the application was received here.");
  }
};

struct EventRow {
  std::int64_t pos = 0;
  std::string act{};
  Instant received{};
  Known<Date> valid{};
  std::string kind{}, command{}, actor{}, role{}, purpose{};
  Known<CaseId> case_id{};
  Known<Id> subject{};
  std::string noun{};
  std::int64_t touches = 0, boxes = 0;
  std::string fact{};
  SAFAR_VIEW("events", "One row an event: the story of a case, or of the register.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "pos", &EventRow::pos, open, "Order of arrival here.");
    v(2, "act", &EventRow::act, open, "The act: one command.");
    v(3, "received", &EventRow::received, open, "When it was received here.");
    v(4, "valid", &EventRow::valid, open, "When it was so, where that was said.");
    v(5, "kind", &EventRow::kind, open, "What the event says.");
    v(6, "command", &EventRow::command, open, "The command that was given.");
    v(7, "actor", &EventRow::actor, open, "Who, a pseudonym.");
    v(8, "role", &EventRow::role, open, "As what.");
    v(9, "purpose", &EventRow::purpose, open, "What for.");
    v(10, "case", &EventRow::case_id, open, "The case, where it is about one.");
    v(14, "subject", &EventRow::subject, open, "The project, grant, dialogue, ..., where it is about one.");
    v(15, "noun", &EventRow::noun, open, "Which of these it is.");
    v(11, "touches", &EventRow::touches, open, "Streams that it touches.");
    v(12, "boxes", &EventRow::boxes, open, "Sealed boxes that it has.");
    v(13, "fact", &EventRow::fact, open, "The fact as JSON, as far as the role reads it.");
  }
};

struct ChangeRow {
  std::int64_t pos = 0;
  std::string act{}, command{}, actor{}, role{};
  Instant received{};
  std::vector<CaseId> cases{};
  std::int64_t touched = 0;
  std::vector<Id> nouns{};
  SAFAR_VIEW("changes", "One row an act, for screens that follow what happens: ask again after the last cursor.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "pos", &ChangeRow::pos, open, "Position of the act here.");
    v(2, "act", &ChangeRow::act, open, "The act.");
    v(3, "command", &ChangeRow::command, open, "The command.");
    v(4, "actor", &ChangeRow::actor, open, "Who, a pseudonym.");
    v(5, "role", &ChangeRow::role, open, "As what.");
    v(6, "received", &ChangeRow::received, open, "When it was received here.");
    v(7, "cases", &ChangeRow::cases, open, "Cases that changed, 100 at most.");
    v(8, "touched", &ChangeRow::touched, open, "How many cases changed.");
    v(9, "nouns", &ChangeRow::nouns, open, "Projects, grants, dialogues, ... that changed, 100 at most.");
  }
};

/// What `counts` groups and filters by, one row a person.
struct CountRow {
  CaseId case_id{};
  std::string programme{}, office{}, journey{}, eligibility{}, eligibility_reason{}, consent{}, resolution{}, outcome{};
  Known<std::string> site{}, route{}, sex{}, age_band{}, nationality{};
  std::string month{}, year{}, week{}, departed_month{};
  bool held = false, departed = false, application_withdrawn = false;
  Known<std::string> hold{};
  Known<Date> applied_on{}, departed_on{}, arrived_on{};
  SAFAR_VIEW("counts", "Persons and cases counted by what statistics need; group by any column.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "case", &CountRow::case_id, open, "The case.");
    v(2, "programme", &CountRow::programme, open, "Programme.");
    v(3, "office", &CountRow::office, open, "Office.");
    v(4, "site", &CountRow::site, counted, "Site of application.");
    v(5, "route", &CountRow::route, counted, "Border crossed, as stated.");
    v(6, "sex", &CountRow::sex, counted, "As stated.");
    v(7, "age_band", &CountRow::age_band, counted, "On the day of application.");
    v(8, "nationality", &CountRow::nationality, counted, "ISO 3166-1 alpha-3.");
    v(9, "journey", &CountRow::journey, open, "State of the journey.");
    v(10, "eligibility", &CountRow::eligibility, open, "State of eligibility.");
    v(11, "eligibility_reason", &CountRow::eligibility_reason, open, "Reason code of the last decision.");
    v(12, "consent", &CountRow::consent, open, "State of consent.");
    v(13, "resolution", &CountRow::resolution, open, "Outcome of the last review.");
    v(14, "outcome", &CountRow::outcome, open, "Outcome of a closed case.");
    v(15, "month", &CountRow::month, open, "Month of application, 2018-11.");
    v(16, "year", &CountRow::year, open, "Year of application.");
    v(17, "week", &CountRow::week, open, "ISO week of application, 2018-W46.");
    v(18, "departed_month", &CountRow::departed_month, open, "Month of departure.");
    v(19, "held", &CountRow::held, open, "Is there a hold?");
    v(20, "hold", &CountRow::hold, open, "Kind of the first hold.");
    v(21, "departed", &CountRow::departed, open, "Departed on or before the day asked.");
    v(22, "application_withdrawn", &CountRow::application_withdrawn, open, "The migrant withdrew.");
    v(23, "applied_on", &CountRow::applied_on, open, "Day of application.");
    v(24, "departed_on", &CountRow::departed_on, open, "Day of departure.");
    v(25, "arrived_on", &CountRow::arrived_on, open, "Day of arrival.");
  }
};
#undef SAFAR_VIEW

struct Reader {
  Register::Impl& home;
  const Actor& actor;
  AsOf as_of{};
  const Progress& progress;
};

/// The row of a case but for what is counted (site, route).
CaseRow case_row(const CaseState& state);
/// Adds what is sealed to rows of persons, as far as the role reads it; gives the number of values withheld.
Result<std::int64_t> unseal(Reader& r, std::vector<PersonRow>& rows);
/// `of`: only events that touch this stream.
Result<std::vector<EventRow>> event_rows(Reader& r, std::int64_t after, std::size_t limit, const std::optional<Id>& of);
Result<std::vector<ChangeRow>> change_rows(Reader& r, std::int64_t after, std::size_t limit);

struct View {
  std::string_view name{};
  const TypeInfo& (*type_of)() = nullptr;
  const TypeInfo* own = nullptr;  ///< of a field set, made at run time
  [[nodiscard]] const TypeInfo& type() const { return own ? *own : type_of(); }
};
std::span<const View> views();

}  // namespace safar::inline v0
