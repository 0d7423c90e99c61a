#pragma once
/// \file
/// Labels of project sheets: a table of phrases, and where one stands in a line.
#include <optional>

#include "exchange/sheet_text.hpp"

namespace safar::inline v0::exchange::sheet {

enum class Field : std::uint8_t {
  title, acronym, objective, summary, agency, partners, donors, duration, starting, ending, extension, countries, activities, outputs, dialogue, phase, pillar,
  predecessor, successor, budget, status, contact, website, other
};
/// "implementing agency" and the like, for sentences.
View words(Field f) noexcept;
/// Fields of running text, which go on over blank lines.
constexpr bool is_prose(Field f) noexcept { return f == Field::objective || f == Field::summary || f == Field::activities || f == Field::other; }
/// A second one in the same sheet does not begin a new sheet.
constexpr bool is_repeatable(Field f) noexcept {
  using enum Field;
  return f == activities || f == outputs || f == extension || f == contact || f == website || f == other || f == phase || f == status;
}

/// One label in the text.
struct Label {
  Span where{};                 ///< its words, without the colon
  std::size_t value_from = 0;   ///< behind colon or tab
  std::size_t value_to = 0;     ///< 0: up to the next label
  Field field = Field::other;
  int row = -1;                 ///< of the table; -1: not in it
  std::string role{};           ///< of the parties under it: "lead partner"
  std::string currency{};       ///< Budget (EUR)
  std::string guess{};
  bool names_donor = false;     ///< "EU contribution": the label says who pays
  bool again = false;           ///< Objective 2: of the same sheet
  bool lost = false;            ///< a colon without label
  bool own_line = false;        ///< its value begins on a later line
  bool starts = false;          ///< a row of a table: a sheet of its own
  std::size_t line = 0;         ///< index of the line
  bool first_in_line = false;
};

inline constexpr std::size_t longest_label = 72;
/// Without signs and marks at both ends.
View strip(View phrase);
/// The row of the table whose phrase this is; -1 none. O(bytes), for short texts only.
int find_label(View phrase);
Field field_of(int row);
/// Sets what row and phrase say: field, role, currency.
void fill(Label& label, int row, View phrase);

/// The labels of one line, in order. `plain`: also labels that no sign parts from their value (guessed).
std::vector<Label> labels_of_line(const Source& source, const Line& line, bool plain);

/// Whether a line is a heading that says nothing about the project ("Key facts").
bool is_noise_heading(View line);

}  // namespace safar::inline v0::exchange::sheet
