#pragma once
/// \file
/// A project sheet as the commands that would record it. Internal to kernels.
#include <string>
#include <vector>

#include <safar/exchange/project_sheet.hpp>

namespace safar::inline v0::kernel {

/// What a caller knows that a sheet does not say.
struct SheetMeaning {
  std::string language = "en", dialogue{}, programme{}, status{}, source{}, address{};
  static constexpr std::string_view type_name = "sheet_meaning", type_doc = "What a caller knows that a sheet does not say.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using M = SheetMeaning;
    v(1, "language", &M::language, open, "Language of the text: en, fr, ar; en if absent.");
    v(2, "dialogue", &M::dialogue, open, "Reference of the dialogue of the register that the sheets' dialogue is.");
    v(3, "programme", &M::programme, open, "Reference of the programme that the projects belong to.");
    v(4, "status", &M::status, open, "Where a project stands whose sheet does not say it, e.g. closed.");
    v(5, "source", &M::source, open, "What the text is called.");
    v(6, "address", &M::address, open, "Where the text can be read.");
  }
};

/// One command, with what was guessed in the values that it is made of ("donors: ...").
struct SheetCommand {
  std::int64_t sheet = 0;  ///< from 1
  std::string ref{}, command{}, json{};
  std::vector<std::string> doubts{};
};

/// Per sheet create_project, then an amend_project for each extension, a join_project for who joined later, a record_output and a
/// record_activity for each product and activity. A reference is the acronym, else made of the title's words, and told apart by a number. O(text).
std::vector<SheetCommand> sheet_commands(const std::vector<exchange::ProjectSheet>& sheets, const SheetMeaning& meaning);

}  // namespace safar::inline v0::kernel
