#pragma once
/// \file
/// Project sheets as agencies publish them: plain text in, a proposal out. Every value says from which bytes of the text it comes, and
/// where the reader had to guess it says so. Nothing is accepted here (docs/project-sheets.md tells how it reads).
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/country.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/money.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0::exchange {

/// `from` and `to` are byte offsets into the text, half open. `guess` is a sentence, empty where the text says it plainly.
struct SheetText {
  std::string value{};
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_text", type_doc = "A text of a project sheet and where it stands.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "value", &SheetText::value, open, "The text, runs of blanks as one.");
    v(2, "from", &SheetText::from, open, "Its first byte in the text.");
    v(3, "to", &SheetText::to, open, "The byte after its last.");
    v(4, "guess", &SheetText::guess, open, "What was guessed, as a sentence; empty: nothing.");
  }
};

/// An agency, a partner or a donor.
struct SheetParty {
  std::string name{}, acronym{}, role{};
  Country country{};
  Known<std::int64_t> share{};
  Money amount{};
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_party", type_doc = "An organisation or state that takes part in a project.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "name", &SheetParty::name, open, "As written, without article.");
    v(2, "acronym", &SheetParty::acronym, open, "As given in brackets.");
    v(3, "role", &SheetParty::role, open, "As written, where it is said.");
    v(4, "country", &SheetParty::country, open, "Where the party is a state or its government.");
    v(5, "share", &SheetParty::share, open, "Of the funding, in hundredths of a per cent: 8000 is 80 %.");
    v(6, "amount", &SheetParty::amount, open, "Given by this party.");
    v(7, "from", &SheetParty::from, open, "First byte of the entry.");
    v(8, "to", &SheetParty::to, open, "The byte after its last.");
    v(9, "guess", &SheetParty::guess, open, "What was guessed, as a sentence; empty: nothing.");
  }
};

/// A country, or a group that stays as it is written.
struct SheetPlace {
  std::string name{};
  Country country{};
  bool group = false;
  std::string joined{};
  Known<PartialDate> since{};
  std::string detail{};
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_place", type_doc = "A country of a project, or a group of countries.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "name", &SheetPlace::name, open, "As written, without article.");
    v(2, "country", &SheetPlace::country, open, "Its code; none for groups and names that are not known.");
    v(3, "group", &SheetPlace::group, open, "Whether it is a group, such as EU-27.");
    v(4, "joined", &SheetPlace::joined, open, "When or at which phase it joined, as written.");
    v(5, "since", &SheetPlace::since, open, "The day, month or year when it joined.");
    v(6, "detail", &SheetPlace::detail, open, "What stands in brackets behind it: towns, regions.");
    v(7, "from", &SheetPlace::from, open, "First byte of the entry.");
    v(8, "to", &SheetPlace::to, open, "The byte after its last.");
    v(9, "guess", &SheetPlace::guess, open, "What was guessed, as a sentence; empty: nothing.");
  }
};

struct SheetDate {
  Known<PartialDate> value{};
  bool open = false;
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_date", type_doc = "A date of a project sheet and where it stands.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "value", &SheetDate::value, Shelf::open, "As closely as the text gives it, EDTF.");
    v(2, "open", &SheetDate::open, Shelf::open, "The text says that it goes on: to date, ongoing.");
    v(3, "from", &SheetDate::from, Shelf::open, "Its first byte in the text.");
    v(4, "to", &SheetDate::to, Shelf::open, "The byte after its last.");
    v(5, "guess", &SheetDate::guess, Shelf::open, "What was guessed or computed, as a sentence; empty: nothing.");
  }
};

enum class SheetAmendmentKind : std::uint8_t { extension, no_cost_extension, cost_extension };
constexpr std::array<std::string_view, 3> codes(SheetAmendmentKind) noexcept { return {"extension", "no_cost_extension", "cost_extension"}; }

/// A change of the planned end; the planned end itself stays the first one.
struct SheetAmendment {
  SheetAmendmentKind kind{};
  Known<std::int64_t> months{};
  Known<PartialDate> new_end{};
  std::string words{};
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_amendment", type_doc = "An extension of a project.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "kind", &SheetAmendment::kind, open, "With or without more money, where it is said.");
    v(2, "months", &SheetAmendment::months, open, "By how many months.");
    v(3, "new_end", &SheetAmendment::new_end, open, "The end after it.");
    v(4, "words", &SheetAmendment::words, open, "As written.");
    v(5, "from", &SheetAmendment::from, open, "Its first byte in the text.");
    v(6, "to", &SheetAmendment::to, open, "The byte after its last.");
    v(7, "guess", &SheetAmendment::guess, open, "What was guessed or computed, as a sentence; empty: nothing.");
  }
};

struct SheetDuration {
  SheetDate planned_start{}, planned_end{};
  Known<std::int64_t> months{};
  std::vector<SheetAmendment> amendments{};
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_duration", type_doc = "From when to when a project was planned, and its extensions.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "planned_start", &SheetDuration::planned_start, open, "First day, month or year.");
    v(2, "planned_end", &SheetDuration::planned_end, open, "As first planned; an extension does not change it.");
    v(3, "months", &SheetDuration::months, open, "Length, where the text gives it.");
    v(4, "amendments", &SheetDuration::amendments, open, "Extensions, in the order of the text.");
    v(5, "from", &SheetDuration::from, open, "First byte of the whole entry.");
    v(6, "to", &SheetDuration::to, open, "The byte after its last.");
    v(7, "guess", &SheetDuration::guess, open, "What was guessed, as a sentence; empty: nothing.");
  }
};

struct SheetMoney {
  Money value{};
  std::string words{};
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_money", type_doc = "An amount of a project sheet and where it stands.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "value", &SheetMoney::value, open, "The amount.");
    v(2, "words", &SheetMoney::words, open, "As written.");
    v(3, "from", &SheetMoney::from, open, "Its first byte in the text.");
    v(4, "to", &SheetMoney::to, open, "The byte after its last.");
    v(5, "guess", &SheetMoney::guess, open, "What was guessed, as a sentence; empty: nothing.");
  }
};

/// A publication or another product.
struct SheetOutput {
  std::string title{};
  std::vector<std::string> languages{};
  std::string address{};
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_output", type_doc = "A product of a project, with its languages and address.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "title", &SheetOutput::title, open, "As written.");
    v(2, "languages", &SheetOutput::languages, open, "ISO 639-1 codes, in the order of the text.");
    v(3, "address", &SheetOutput::address, open, "Where it can be read, as written.");
    v(4, "from", &SheetOutput::from, open, "First byte of the entry.");
    v(5, "to", &SheetOutput::to, open, "The byte after its last.");
    v(6, "guess", &SheetOutput::guess, open, "What was guessed, as a sentence; empty: nothing.");
  }
};

enum class SheetStatusCode : std::uint8_t { unknown, planned, ongoing, completed, suspended, cancelled };
constexpr std::array<std::string_view, 6> codes(SheetStatusCode) noexcept { return {"unknown", "planned", "ongoing", "completed", "suspended", "cancelled"}; }

struct SheetStatus {
  SheetStatusCode value{};
  std::string words{};
  std::int64_t from = 0, to = 0;
  std::string guess{};
  static constexpr std::string_view type_name = "sheet_status", type_doc = "Where a project stands.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "value", &SheetStatus::value, open, "As a code; unknown where the words are not known.");
    v(2, "words", &SheetStatus::words, open, "As written.");
    v(3, "from", &SheetStatus::from, open, "Its first byte in the text.");
    v(4, "to", &SheetStatus::to, open, "The byte after its last.");
    v(5, "guess", &SheetStatus::guess, open, "What was guessed, as a sentence; empty: nothing.");
  }
};

/// Text that no field takes, or that was left out on purpose (then without its words).
struct SheetRest {
  std::string label{}, text{}, why{};
  std::int64_t from = 0, to = 0;
  static constexpr std::string_view type_name = "sheet_rest", type_doc = "Text that went into no field.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "label", &SheetRest::label, open, "The label that it stood under, as written.");
    v(2, "text", &SheetRest::text, open, "The text; empty where it may be about a person.");
    v(3, "why", &SheetRest::why, open, "Why it was left out, as a sentence.");
    v(4, "from", &SheetRest::from, open, "Its first byte in the text.");
    v(5, "to", &SheetRest::to, open, "The byte after its last.");
  }
};

/// One proposed project.
struct ProjectSheet {
  SheetText title{}, acronym{};
  std::vector<SheetText> objective{}, summary{};
  std::vector<SheetParty> agencies{}, partners{}, donors{};
  std::vector<SheetDuration> duration{};
  std::vector<SheetPlace> countries{};
  std::vector<SheetText> activities{};
  std::vector<SheetOutput> outputs{};
  std::vector<SheetText> dialogue{}, phase{}, pillar{}, predecessors{}, successors{};
  std::vector<SheetMoney> budget{};
  std::vector<SheetStatus> status{};
  std::vector<SheetText> contact{}, website{};
  std::vector<SheetText> labels{};
  std::vector<SheetRest> leftover{}, left_out{};
  std::int64_t from = 0, to = 0;
  static constexpr std::string_view type_name = "project_sheet", type_doc = "A project as its sheet describes it: a proposal, nothing is recorded.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using P = ProjectSheet;
    v(1, "title", &P::title, open, "As printed, without acronym in brackets.");
    v(2, "acronym", &P::acronym, open, "Short name.");
    v(3, "objective", &P::objective, open, "What it is for; overall and specific ones apart.");
    v(4, "summary", &P::summary, open, "Description and background.");
    v(5, "agencies", &P::agencies, open, "Who implements it.");
    v(6, "partners", &P::partners, open, "Who takes part, with the role where it is said.");
    v(7, "donors", &P::donors, open, "Who pays, with share and amount where they are said.");
    v(8, "duration", &P::duration, open, "None or one: planned dates and extensions.");
    v(9, "countries", &P::countries, open, "Countries and groups.");
    v(10, "activities", &P::activities, open, "What is done.");
    v(11, "outputs", &P::outputs, open, "Products and publications.");
    v(12, "dialogue", &P::dialogue, open, "Dialogues that it belongs to.");
    v(13, "phase", &P::phase, open, "Phases of the dialogue or programme.");
    v(14, "pillar", &P::pillar, open, "Pillars of the dialogue.");
    v(15, "predecessors", &P::predecessors, open, "Projects that it continues.");
    v(16, "successors", &P::successors, open, "Projects that continue it.");
    v(17, "budget", &P::budget, open, "Amounts of the whole project.");
    v(18, "status", &P::status, open, "None or one.");
    v(19, "contact", &P::contact, open, "Organisations to ask; never a person.");
    v(20, "website", &P::website, open, "Addresses on the web.");
    v(21, "labels", &P::labels, open, "Each label that was read, as written; its guess says how where it was not plain.");
    v(22, "leftover", &P::leftover, open, "Text of the sheet that no field takes.");
    v(23, "left_out", &P::left_out, open, "Text that may be about a person: only where it stands.");
    v(24, "from", &P::from, open, "First byte of the sheet.");
    v(25, "to", &P::to, open, "The byte after its last.");
  }
};

/// What a text proposes.
struct SheetProposal {
  std::vector<ProjectSheet> projects{}, mentioned{};
  std::vector<SheetOutput> outputs{};
  std::vector<SheetRest> leftover{}, left_out{};
  std::vector<std::string> notes{};
  static constexpr std::string_view type_name = "sheet_proposal", type_doc = "Projects that a text describes, each value with its place in the text.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using P = SheetProposal;
    v(1, "projects", &P::projects, open, "Those with a sheet of their own, in the order of the text.");
    v(2, "mentioned", &P::mentioned, open, "Those that running text outside of sheets names; all of it is guessed.");
    v(3, "outputs", &P::outputs, open, "Products that stand outside of every sheet.");
    v(4, "leftover", &P::leftover, open, "Text outside of sheets that went nowhere.");
    v(5, "left_out", &P::left_out, open, "Text outside of sheets that may be about a person: only where it stands.");
    v(6, "notes", &P::notes, open, "About the text as a whole, such as bytes that are no UTF-8.");
  }
};

struct SheetOptions {
  std::size_t bytes = 16u << 20;    ///< of the text; never more than 1 GiB
  std::size_t projects = 10'000;    ///< proposed from one text
  bool month_first = false;         ///< 03/04/2012 is 4 March (guessed and flagged in either order)
};

/// Reads every project sheet of `text` (UTF-8; bytes that are none count as Windows-1252, and a note says so).
/// ErrorCode::too_large beyond the options, ErrorCode::encoding for text with NULs (UTF-16 or no text). A text without a project is no
/// error: all of it is leftover. Each byte that is not blank or punctuation lies in a value, a label, the leftover or what was left out. O(n).
Result<SheetProposal> read_project_sheets(std::string_view text, const SheetOptions& options = {});

}  // namespace safar::inline v0::exchange
