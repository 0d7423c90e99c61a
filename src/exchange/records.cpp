#include "exchange/records.hpp"

#include <utility>

#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {
constexpr std::size_t chunk_bytes = 1u << 16;
constexpr std::uint64_t back_factor = 4;  // bytes that may be read again for each byte of the file
}  // namespace

bool Record::blank() const {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!trim(cell(i)).empty()) return false;
  return !more;
}

RecordReader::RecordReader(std::istream& in, const Survey& survey, CsvLimits limits, std::function<bool(std::uint64_t)> tick)
    : in_(in), decoder_(survey.encoding), limits_(limits), tick_(std::move(tick)), chunk_(chunk_bytes), read_(survey.bom) {
  in_.clear();
  in_.seekg(static_cast<std::streamoff>(survey.bom));
  failed_ = !in_;
  separator(',');
}

void RecordReader::separator(char c) {
  separator_ = c;
  for (bool& s : special_) s = false;
  for (const char x : {c, '"', '\r', '\n'}) special_[static_cast<unsigned char>(x)] = true;
}

bool RecordReader::fill() {
  if (end_ || cancelled_ || failed_) return false;
  in_.read(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
  if (in_.bad()) { failed_ = true; return false; }
  const auto n = static_cast<std::size_t>(in_.gcount());
  end_ = n < chunk_.size();
  read_ += n;
  const std::size_t before = buffer_.size();
  decoder_.decode({chunk_.data(), n}, end_, buffer_);
  decoded_ += buffer_.size() - before;
  if (tick_ && !tick_(read_)) cancelled_ = true;
  return !cancelled_ && (buffer_.size() > before || fill());
}

int RecordReader::peek(std::size_t i) {
  if (i >= buffer_.size() && !fill()) return -1;
  return static_cast<unsigned char>(buffer_[i]);
}

/// Index after the line end at `i`.
std::size_t RecordReader::line_end(std::size_t i) {
  if (buffer_[i] == '\r' && peek(i + 1) == '\n') return i + 2;
  return i + 1;
}

void RecordReader::mark() {
  buffer_.erase(0, pos_);
  pos_ = 0;
  marked_line_ = line_;
  marked_ = true;
}

void RecordReader::back() {
  pos_ = 0;
  line_ = marked_line_;
}

void RecordReader::skip_line(std::size_t from) {
  if (marked_) {  // a header that cannot be read: somebody goes back, or gives up
    pos_ = from;
    return;
  }
  for (;;) {
    const auto at = buffer_.find_first_of("\r\n", from);
    if (at != std::string::npos) {
      pos_ = line_end(at);
      ++line_;
      return;
    }
    buffer_.clear();
    from = 0;
    if (!fill()) {
      pos_ = buffer_.size();
      return;
    }
  }
}

void RecordReader::go_back(const Quote& quote, std::size_t from) {
  const std::uint64_t distance = from > quote.next ? from - quote.next : 0;
  if (again_ + distance > back_factor * decoded_) {
    skip_line(from);
    return;
  }
  again_ += distance;
  pos_ = quote.next;
  line_ = quote.next_line;
}

bool RecordReader::fault(Record& out, Fault fault, const Quote& quote, std::size_t at) {
  out.fault = fault;
  out.fault_line = quote.line;
  if (fault == Fault::unclosed_quote && quote.next != 0) go_back(quote, at);
  else skip_line(at);
  return true;
}

void RecordReader::stray_quote(Record& record) {
  record.fault = Fault::unclosed_quote;
  record.fault_line = first_spanning_.line;
  go_back(first_spanning_, pos_);
}

bool RecordReader::next(Record& out) {
  if (!marked_ && pos_ >= chunk_bytes) {
    buffer_.erase(0, pos_);
    pos_ = 0;
  }
  out.text.clear();
  out.cells.clear();
  out.line = line_;
  out.fault_line = 0;
  out.fault = Fault::none;
  out.spans_lines = out.more = false;
  first_spanning_ = {};

  enum class State : std::uint8_t { plain, quoted, after };
  State state = State::plain;
  Quote quote;
  const std::size_t start = pos_, end = start + limits_.line;
  std::size_t i = start, cell = 0;
  const auto end_cell = [&] {
    if (out.cells.size() <= limits_.columns) out.cells.push_back({cell, out.text.size() - cell});
    else {
      out.more |= !trim(std::string_view(out.text).substr(cell)).empty();
      out.text.resize(cell);
    }
    cell = out.text.size();
    state = State::plain;
  };
  if (peek(i) < 0) return false;
  for (;;) {
    const int got = peek(i);
    if (got < 0) {
      if (cancelled_ || failed_) return false;
      if (state == State::quoted) return fault(out, Fault::unclosed_quote, quote, i);
      end_cell();
      pos_ = i;
      return true;
    }
    const char c = static_cast<char>(static_cast<unsigned char>(got));
    const bool line_ends = c == '\r' || c == '\n';
    if (i >= end && !(line_ends && state != State::quoted))
      return fault(out, state == State::quoted && quote.next != 0 ? Fault::unclosed_quote : Fault::too_long, quote, i);
    if (state == State::quoted) {
      if (c == '"') {
        if (peek(i + 1) == '"') out.text += '"', i += 2;
        else state = State::after, ++i;
      } else if (line_ends) {
        out.text += '\n';
        i = line_end(i);
        ++line_;
        if (quote.next == 0) {
          quote.next = i;
          quote.next_line = line_;
          if (!out.spans_lines) first_spanning_ = quote;
          out.spans_lines = true;
        }
      } else {
        std::size_t j = i + 1;
        const std::size_t stop = buffer_.size() < end ? buffer_.size() : end;
        while (j < stop && buffer_[j] != '"' && buffer_[j] != '\r' && buffer_[j] != '\n') ++j;
        out.text.append(buffer_, i, j - i);
        i = j;
      }
    } else if (line_ends) {
      end_cell();
      pos_ = line_end(i);
      ++line_;
      return true;
    } else if (c == separator_) {
      end_cell();
      ++i;
    } else if (state == State::after) {
      if (c != ' ' && c != '\t') return fault(out, quote.next != 0 ? Fault::unclosed_quote : Fault::bad_quote, quote, i);
      ++i;
    } else if (c == '"' && trim(std::string_view(out.text).substr(cell)).empty()) {
      out.text.resize(cell);
      state = State::quoted;
      quote = {line_, 0, 0};
      ++i;
    } else {
      std::size_t j = i + 1;
      const std::size_t stop = buffer_.size() < end ? buffer_.size() : end;
      while (j < stop && !special_[static_cast<unsigned char>(buffer_[j])]) ++j;
      out.text.append(buffer_, i, j - i);
      i = j;
    }
  }
}

}  // namespace safar::inline v0::exchange
