#pragma once
/// \file
/// What is said of a dialogue: that there is one, which phases and themes it has, who joins and who leaves. Its work: dialogue_work.hpp.
#include <string>
#include <vector>

#include <safar/model/dialogue.hpp>
#include <safar/model/reason.hpp>

namespace safar::inline v0 {

/// A dialogue of states, a network or a forum is written down.
struct CreateDialogue {
  std::string dialogue{}, ref{};
  LocalizedText title{}, objective{};
  Known<DialogueKind> kind{};
  Known<PartialDate> established{};
  Party secretariat{};
  std::vector<std::string> frameworks{};
  Source source{};
  static constexpr std::string_view type_name = "create_dialogue", type_doc = "A dialogue of states, a network or a forum is written down.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = CreateDialogue;
    v(1, "dialogue", &F::dialogue, open, "Id; made by the library if absent.");
    v(2, "ref", &F::ref, open, "How it is called in writing, e.g. KHARTOUM; no other dialogue may have it.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "objective", &F::objective, open, "What it is for.");
    v(5, "kind", &F::kind, open, "regional_process, bilateral, facility, network, forum, other.");
    v(6, "established", &F::established, open, "When it began; a year is enough.");
    v(7, "secretariat", &F::secretariat, open, "Who keeps its secretariat from then on; see join_dialogue for one that came later.");
    v(8, "frameworks", &F::frameworks, open, "Objectives that it serves, e.g. GCM:23.");
    v(9, "source", &F::source, open, "Where that is written.");
  }
};

/// A phase of a dialogue; the same phase again with a later end is an extension.
struct OpenPhase {
  std::string dialogue{}, phase{};
  LocalizedText title{};
  Known<PartialDate> starts{}, ends{}, decided_on{};
  Source source{};
  static constexpr std::string_view type_name = "open_phase", type_doc = "A phase of a dialogue; the same phase again with a later end is an extension, and the end before it stays.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = OpenPhase;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "phase", &F::phase, open, "Its name or number, as projects and meetings name it.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "starts", &F::starts, open, "Since when.");
    v(5, "ends", &F::ends, open, "Until when: its last day, month or year.");
    v(6, "decided_on", &F::decided_on, open, "Of an extension: when it was decided.");
    v(7, "source", &F::source, open, "Where that is written.");
  }
};

/// What a dialogue is about; the same name again says it anew.
struct SetTheme {
  std::string dialogue{}, theme{}, within{}, term{};
  Known<ThemeKind> kind{};
  LocalizedText title{};
  std::vector<std::string> frameworks{};
  Source source{};
  static constexpr std::string_view type_name = "set_theme", type_doc = "A pillar, domain, area, objective or action of a dialogue; the same name again says it anew.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = SetTheme;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "theme", &F::theme, open, "Its name or number, as meetings and commitments name it.");
    v(3, "within", &F::within, open, "The theme that it is part of.");
    v(4, "term", &F::term, open, "For how long it is meant, e.g. short_term.");
    v(5, "kind", &F::kind, open, "pillar, domain, area, objective, action.");
    v(6, "title", &F::title, open, "Title by language.");
    v(7, "frameworks", &F::frameworks, open, "Objectives that it serves, e.g. JVAP:5.");
    v(8, "source", &F::source, open, "Where that is written.");
  }
};

/// A state or an organisation takes part in a role from a day on.
struct JoinDialogue {
  std::string dialogue{};
  Party party{};
  Known<DialogueRole> role{};
  Party seat{};
  Known<PartialDate> since{}, until{};
  Source source{};
  static constexpr std::string_view type_name = "join_dialogue", type_doc = "A state or an organisation takes part in a dialogue in a role.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = JoinDialogue;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "party", &F::party, open, "Who; a name that is a country's in full gets its code.");
    v(3, "role", &F::role, open, "member, observer, chair, co_chair, steering_committee, secretariat, partner, donor, reference_country.");
    v(4, "seat", &F::seat, open, "Whose seat the party holds, where it is another's.");
    v(5, "since", &F::since, open, "Since when. Absent: on some day from the beginning of the dialogue to today, and nobody knows which.");
    v(6, "until", &F::until, open, "First day on which it was so no more, where that is over.");
    v(7, "source", &F::source, open, "Where that is written.");
  }
};

/// A party takes part in a role no more.
struct LeaveDialogue {
  std::string dialogue{};
  Party party{};
  Known<DialogueRole> role{};
  Known<PartialDate> until{};
  Reason reason{};
  Source source{};
  static constexpr std::string_view type_name = "leave_dialogue", type_doc = "A party takes part in a dialogue in a role no more.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = LeaveDialogue;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "party", &F::party, open, "Who leaves.");
    v(3, "role", &F::role, open, "As what it took part.");
    v(4, "until", &F::until, open, "First day on which it was so no more; today if absent.");
    v(5, "reason", &F::reason, open, "Why.");
    v(6, "source", &F::source, open, "Where that is written.");
  }
};

}  // namespace safar::inline v0
