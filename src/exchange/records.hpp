#pragma once
/// \file
/// Records of a CSV file, one after the other, in bounded memory.
#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/encoding.hpp"

#include <safar/exchange/csv.hpp>

namespace safar::inline v0::exchange {

/// Why a record could not be read; the cells before the fault are there.
enum class Fault : std::uint8_t { none, too_long, unclosed_quote, bad_quote };

/// One record. Line ends inside quotes are `\n`, whatever they were.
struct Record {
  struct Span { std::size_t begin = 0, size = 0; };
  std::string text{};
  std::vector<Span> cells{};      ///< at most limits.columns + 1
  std::int64_t line = 0;          ///< where it begins, from 1
  std::int64_t fault_line = 0;    ///< of a quote: where that opened
  Fault fault = Fault::none;
  bool spans_lines = false;       ///< a quoted cell has line ends
  bool more = false;              ///< a cell past the limit has text

  [[nodiscard]] std::string_view cell(std::size_t i) const { return std::string_view(text).substr(cells[i].begin, cells[i].size); }
  [[nodiscard]] bool blank() const;
};

/// Reads records by RFC 4180, with LF, CR and CRLF as line ends, blanks around quotes, and quotes inside an unquoted cell as they are.
///
/// After a fault reading goes on at a line: for a quote that never closes, the line after the one where it opened; else the next.
/// Going back costs time, so all going back together is bounded by a few times the file; past that, the rest of the line is skipped.
class RecordReader {
 public:
  /// `in` stands at its beginning; `tick` gets the bytes read so far and returns false to stop.
  RecordReader(std::istream& in, const Survey& survey, CsvLimits limits, std::function<bool(std::uint64_t)> tick);

  void separator(char c);
  [[nodiscard]] char separator() const { return separator_; }
  /// Next record; false at the end, after a cancel, or if reading failed.
  bool next(Record& out);
  /// The record just read spans lines and has a wrong number of cells: its first quote that spans lines was a stray one.
  /// Reading goes on at the line after that quote. Sets the record's fault.
  void stray_quote(Record& record);

  /// mark: remember here; back: go back to it. Only while records are tried that are not kept (the header).
  void mark();
  void back();
  void release() { marked_ = false; }

  [[nodiscard]] bool cancelled() const { return cancelled_; }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::uint64_t bytes() const { return read_; }

 private:
  struct Quote { std::int64_t line = 0, next_line = 0; std::size_t next = 0; };  // next: first byte of the line after it; 0: none yet
  bool fill();
  int peek(std::size_t i);
  std::size_t line_end(std::size_t i);
  void go_back(const Quote& quote, std::size_t from);
  void skip_line(std::size_t from);
  bool fault(Record& out, Fault fault, const Quote& quote, std::size_t at);

  std::istream& in_;
  Decoder decoder_;
  CsvLimits limits_;
  std::function<bool(std::uint64_t)> tick_;
  std::vector<char> chunk_;
  std::string buffer_{};
  std::size_t pos_ = 0;
  std::int64_t line_ = 1, marked_line_ = 1;
  std::uint64_t read_ = 0, decoded_ = 0, again_ = 0;
  Quote first_spanning_{};
  char separator_ = ',';
  bool special_[256] = {};
  bool end_ = false, marked_ = false, cancelled_ = false, failed_ = false;
};

}  // namespace safar::inline v0::exchange
