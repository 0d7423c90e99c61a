#pragma once
/// \file
/// CSV as offices send it, and back: any column order, separator, encoding that occurs; every bad row a row error.
/// It is handed a TypeInfo and a mapping and gives rows; it does not know the verbs.
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0::exchange {

struct CsvLimits {
  std::size_t line = 1u << 20;      ///< bytes of one record (quoted line ends included); a longer one is a row error, skipped in bounded memory
  std::size_t columns = 512;
};

/// One rejected or remarkable row.
struct RowIssue {
  std::int64_t row = 0;             ///< data rows from 1, blank lines not counted; 0: the header or the whole file
  std::int64_t line = 0;            ///< physical line where it begins, from 1
  std::string column{}, value{};    ///< the cell shortened to 32 bytes, where the mapping says `quote_cells`; else "": row, line and column find it
  std::string code{};               ///< stable word: "not_a_date", "unknown_country", "too_long", "missing_column", "bad_encoding", "too_few_cells", ...
  std::string message{}, remedy{};
  bool warning = false;             ///< true: the row was taken (a placeholder birth date, for instance)
};

/// How columns become members: data, read from JSON (a mapping file) or guessed from the header.
/// `{"v":1,"into":"apply","rows_are":"persons","group_by":"case_ref","columns":{"Nom":"/persons/-/family_name",...},
///   "values":{"/persons/-/sex":{"H":"male","F":"female"}},"absent":{"":"unknown","?":"unknown","refused":"refused","n/a":"not_applicable"},
///   "date_order":"dmy","ignore":["Remarks"],"constants":{"/site":"ML-BKO-1"},"required":["Nom"],"encoding":"windows-1252",
///   "separator":";","quote_cells":false}`; every member but v is optional.
///
/// * `-` in a pointer is the list element that the row stands for, a number (below 1000) one that all rows share; elements that get no
///   value do not appear. A pointer to a list, record or choice takes JSON in its cells, as write_csv writes it.
/// * `group_by`: rows that stand together with the same cell there are one fact, and are taken or rejected together. It need not be mapped.
///   A row that cannot be read spoils the groups on both sides of it, unless the group's column is the first.
/// * `values` and `absent` are looked up whatever the case; `"absent":{"word":null}` takes a word of the usual ones (?, inconnu, refused,
///   n/a, ...; never NA, which is Namibia) as a value. Constants fill only what is there: they make no list element of their own.
/// * A date whose day and month cannot be told apart is an error unless `date_order` says; a placeholder day (1900-01-01, ...) becomes
///   Absence::placeholder and the warning "placeholder_date".
struct CsvMapping;

/// Reads a mapping and checks it against the type: a pointer that the type does not have is ErrorCode::lint.
Result<std::shared_ptr<const CsvMapping>> read_mapping(std::string_view json, const TypeInfo& type);
/// Header names equal to member names (case, blanks, `_`, `-` ignored; paths as persons.0.given_name or the bare member of a list's record).
/// The type must outlive the mapping (as in read_mapping).
std::shared_ptr<const CsvMapping> default_mapping(const TypeInfo& type);
/// What people write for a thing that has an id (a case number): its text as the type reads it, "" where the caller knows of no such names
/// of this type, or why there is none. Asked only for what the type itself does not read.
using CsvNames = std::function<Result<std::string>(const TypeInfo& type, std::string_view cell)>;
/// The same mapping, with names.
std::shared_ptr<const CsvMapping> with_names(const CsvMapping& mapping, CsvNames names);
/// Every pointer that a mapping may name, one a line: pointer, TAB, type (a code list as a|b|c), TAB, doc.
std::string mapping_help(const TypeInfo& type);

struct CsvStats { std::int64_t rows = 0, facts = 0, rejected = 0, warnings = 0; std::string encoding{}; char separator = ','; std::uint64_t bytes = 0; };

/// Under which the ids of rows are made. To be kept as a register's own key is: who has it can tell whether a row that he guesses was read.
using CsvKey = std::array<std::uint8_t, 32>;
/// For one run: nobody can make its ids again.
CsvKey random_csv_key();

/// One fact of the file: its JSON (canonical, as from_json takes it), and a keyed hash of it (and of the group's cell), 32 hex digits, so that
/// the same rows read twice are one request, in whatever order of columns, separator or encoding. Columns that are not mapped do not count:
/// rows that differ in them alone have one digest, which the warning "repeated_row" tells. `own` tells equal facts of one file apart: the
/// digest of the first, another one of each that follows, the same ones when the file is read again.
struct CsvFact { std::string json{}; std::int64_t first_row = 0, rows = 0, line = 0; std::string digest{}, own{}; };

/// The fact as a whole command: canonical JSON with `v`, the command's name, and an id of the row as its request, so that the same file read
/// again does nothing. `begins`: the command writes somebody or something down that was not there. Then equal facts of one file are as many
/// requests, unless they have a reference (`ref`, `case`) which says that they are one.
Result<std::string> as_command(std::string_view command, const CsvFact& fact, bool begins);

/// Streams a file: BOM and UTF-8, UTF-16LE/BE (BOM), Windows-1252 and ISO-8859-15 recognised; separator `,` `;` TAB `|` by the header;
/// RFC 4180 quotes. Memory stays within the limits whatever the file is. Callbacks return false to stop (ErrorCode::cancelled).
/// Fails as a whole only for: cannot read, empty, no usable header, a duplicate header, NULs (binary), unknown encoding.
Result<CsvStats> read_csv(const std::string& path, const TypeInfo& type, const CsvMapping& mapping, const CsvKey& key, const std::function<bool(CsvFact&)>& fact,
                          const std::function<bool(const RowIssue&)>& issue, const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress = {},
                          CsvLimits limits = {});

/// Rows of a described type as CSV (RFC 4180, UTF-8, CRLF off); nested records flattened as a.b, lists as JSON. A cell that a spreadsheet
/// would run as a formula (`=`, `+`, `-`, `@`, their full-width forms, also behind blanks and quotes; TAB, CR or LF first) gets a leading
/// apostrophe unless it is a plain number or amount; read_csv takes it back. A cell that has any of the separators is in quotes.
/// `separator`: one of , ; | and TAB; for any other the comma is taken. Unknown is a blank cell, other absences are their words (refused, not_applicable, ...).
std::string write_csv(const TypeInfo& type, const void* first, std::size_t stride, std::size_t rows, char separator = ',');

/// Whether CSV may have it between its cells: , ; | or TAB, which read_csv knows.
constexpr bool is_csv_separator(char c) { return c == ',' || c == ';' || c == '|' || c == '\t'; }

/// Appends one cell as write_csv writes it: with an apostrophe before what a spreadsheet would run; in quotes where it has any of the
/// separators (whoever opens the file may split it by another one), a quote, a line end, or blanks at its ends.
void put_csv_cell(std::string& out, std::string_view text, char separator = ',');
/// The cell without the apostrophe that put_csv_cell gave it, as read_csv takes it.
std::string_view csv_value(std::string_view cell);

}  // namespace safar::inline v0::exchange
