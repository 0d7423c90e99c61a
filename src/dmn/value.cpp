/// \file
/// feel::Value: shared immutable bodies. Null, true and false have static bodies without a count, so they cost no allocation.
#include "value.hpp"

#include <algorithm>
#include <variant>

#include "calendar.hpp"
#include "number.hpp"

namespace safar::inline v0::feel {
namespace {

struct Day {
  Days days{};
  std::vector<UnknownField> fields{};
};
struct List {
  std::vector<Value> items{};
};
struct Entries {
  std::vector<std::pair<std::string, Value>> entries{};
};
struct Missing {
  std::vector<UnknownField> fields{};
};

void sort_once(std::vector<UnknownField>& fields) {
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
}

constexpr std::size_t text_weight(std::size_t bytes) { return 1 + bytes / 16; }
std::size_t plus(std::size_t a, std::size_t b) { return a + b < a ? static_cast<std::size_t>(-1) : a + b; }

}  // namespace

struct Value::Body {
  // In the order of Kind.
  std::variant<Cause, bool, Number, std::string, Day, Range, List, Entries, Missing> data;
  std::size_t weight = 1;
};

namespace {
// A pointer to a body that nobody counts.
template <class Body>
std::shared_ptr<const Body> uncounted(const Body& body) { return std::shared_ptr<const Body>(std::shared_ptr<const Body>(), &body); }
}  // namespace

Value Value::null(Cause cause) {
  static const Body bodies[] = {{Cause::none}, {Cause::type}, {Cause::domain}, {Cause::missing_name}, {Cause::division_by_zero}, {Cause::limit}};
  Value v;
  v.body_ = uncounted(bodies[static_cast<std::size_t>(cause)]);
  return v;
}
Value Value::boolean(bool b) {
  static const Body no{false}, yes{true};
  Value v;
  v.body_ = uncounted(b ? yes : no);
  return v;
}
Value Value::number(Number n) {
  Value v;
  v.body_ = std::make_shared<const Body>(Body{n});
  return v;
}
Value Value::integer(std::int64_t n) { return number(Number::of(n)); }
Value Value::string(std::string s) {
  Value v;
  const std::size_t w = text_weight(s.size());
  v.body_ = std::make_shared<const Body>(Body{std::move(s), w});
  return v;
}
Value Value::date(std::int64_t earliest, std::int64_t latest, std::vector<UnknownField> fields) {
  if (latest < earliest) std::swap(earliest, latest);
  if (latest == earliest) fields.clear();
  sort_once(fields);
  Value v;
  const std::size_t w = 1 + fields.size();
  v.body_ = std::make_shared<const Body>(Body{Day{{earliest, latest}, std::move(fields)}, w});
  return v;
}
Value Value::range(Range ends) {
  Value v;
  const std::size_t w = plus(1, plus(ends.low.weight(), ends.high.weight()));
  v.body_ = std::make_shared<const Body>(Body{std::move(ends), w});
  return v;
}
Value Value::list(std::vector<Value> items) {
  Value v;
  std::size_t w = 1;
  for (const Value& i : items) w = plus(w, i.weight());
  v.body_ = std::make_shared<const Body>(Body{List{std::move(items)}, w});
  return v;
}
Value Value::context(std::vector<std::pair<std::string, Value>> entries) {
  Value v;
  std::size_t w = 1;
  for (const auto& [name, value] : entries) w = plus(w, plus(text_weight(name.size()), value.weight()));
  v.body_ = std::make_shared<const Body>(Body{Entries{std::move(entries)}, w});
  return v;
}
Value Value::unknown(std::vector<UnknownField> fields) {
  sort_once(fields);
  Value v;
  const std::size_t w = 1 + fields.size();
  v.body_ = std::make_shared<const Body>(Body{Missing{std::move(fields)}, w});
  return v;
}

Value::Kind Value::kind() const noexcept { return body_ ? static_cast<Kind>(body_->data.index()) : Kind::null; }
Cause Value::cause() const noexcept { const Cause* c = body_ ? std::get_if<Cause>(&body_->data) : nullptr; return c ? *c : Cause::none; }
bool Value::is_true() const noexcept { const bool* b = body_ ? std::get_if<bool>(&body_->data) : nullptr; return b && *b; }
bool Value::is_false() const noexcept { const bool* b = body_ ? std::get_if<bool>(&body_->data) : nullptr; return b && !*b; }
std::size_t Value::weight() const noexcept { return body_ ? body_->weight : 1; }

const std::vector<UnknownField>& Value::fields() const {
  static const std::vector<UnknownField> none;
  if (!body_) return none;
  if (const auto* m = std::get_if<Missing>(&body_->data)) return m->fields;
  if (const auto* d = std::get_if<Day>(&body_->data)) return d->fields;
  return none;
}
const std::vector<Value>& Value::items() const {
  static const std::vector<Value> none;
  const List* l = body_ ? std::get_if<List>(&body_->data) : nullptr;
  return l ? l->items : none;
}
const std::vector<std::pair<std::string, Value>>& Value::entries() const {
  static const std::vector<std::pair<std::string, Value>> none;
  const Entries* e = body_ ? std::get_if<Entries>(&body_->data) : nullptr;
  return e ? e->entries : none;
}
const std::string& Value::text() const {
  static const std::string none;
  const std::string* s = body_ ? std::get_if<std::string>(&body_->data) : nullptr;
  return s ? *s : none;
}
Number Value::as_number() const { const Number* n = body_ ? std::get_if<Number>(&body_->data) : nullptr; return n ? *n : Number::of(0); }
Days Value::days() const { const Day* d = body_ ? std::get_if<Day>(&body_->data) : nullptr; return d ? d->days : Days{}; }
const Range* Value::as_range() const noexcept { return body_ ? std::get_if<Range>(&body_->data) : nullptr; }
const Value* Value::find(std::string_view name) const noexcept {
  const Entries* e = body_ ? std::get_if<Entries>(&body_->data) : nullptr;
  if (e)
    for (const auto& [n, v] : e->entries)
      if (n == name) return &v;
  return nullptr;
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.body_ == b.body_) return true;
  switch (a.kind()) {
    case Value::Kind::null: return true;
    case Value::Kind::boolean: return a.is_true() == b.is_true();
    case Value::Kind::number: return compare(a.as_number(), b.as_number()) == 0;
    case Value::Kind::string: return a.text() == b.text();
    case Value::Kind::date: return a.days() == b.days();
    case Value::Kind::range: {
      const Range &x = *a.as_range(), &y = *b.as_range();
      return x.low_closed == y.low_closed && x.high_closed == y.high_closed && x.low == y.low && x.high == y.high;
    }
    case Value::Kind::list: return a.items() == b.items();
    case Value::Kind::context: {
      const auto& e = a.entries();
      if (e.size() != b.entries().size()) return false;
      return std::all_of(e.begin(), e.end(), [&](const auto& entry) {
        const Value* other = b.find(entry.first);
        return other && *other == entry.second;
      });
    }
    case Value::Kind::unknown: return a.fields() == b.fields();
  }
  return false;
}

std::string_view word(Absence reason) noexcept {
  constexpr std::string_view words[] = {"present", "unknown", "refused", "not_applicable", "placeholder", "withheld", "erased", "conflict"};
  const auto i = static_cast<std::size_t>(reason);
  return i < std::size(words) ? words[i] : "unknown";
}

std::string literal(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  std::string s = "\"";
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') (s += '\\') += c;
    else if (c == '\n') s += "\\n";
    else if (c == '\r') s += "\\r";
    else if (c == '\t') s += "\\t";
    else if (u < 0x20 || u == 0x7f) ((s += "\\u00") += hex[u >> 4U]) += hex[u & 15U];
    else s += c;
  }
  return s += '"';
}

bool is_name(std::string_view text) noexcept {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", digits = "0123456789";
  if (text.empty() || letters.find(text[0]) == letters.npos) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return letters.find(c) != letters.npos || digits.find(c) != digits.npos; });
}

namespace {
void print(std::string& s, const Value& v) {
  switch (v.kind()) {
    case Value::Kind::null: s += "null"; return;
    case Value::Kind::boolean: s += v.is_true() ? "true" : "false"; return;
    case Value::Kind::number: s += to_string(v.as_number()); return;
    case Value::Kind::string: s += literal(v.text()); return;
    case Value::Kind::date: s += "date(\"" + print_days(v.days()) + "\")"; return;
    case Value::Kind::range: {
      const Range& r = *v.as_range();
      s += r.low_closed ? '[' : '(';
      print(s, r.low);
      s += "..";
      print(s, r.high);
      s += r.high_closed ? ']' : ')';
      return;
    }
    case Value::Kind::list: {
      s += '[';
      bool first = true;
      for (const Value& i : v.items()) {
        if (!first) s += ", ";
        first = false;
        print(s, i);
      }
      s += ']';
      return;
    }
    case Value::Kind::context: {
      s += '{';
      bool first = true;
      for (const auto& [name, value] : v.entries()) {
        if (!first) s += ", ";
        first = false;
        s += is_name(name) ? name : literal(name);
        s += ": ";
        print(s, value);
      }
      s += '}';
      return;
    }
    case Value::Kind::unknown: {
      s += "unknown(";
      bool first = true;
      for (const UnknownField& f : v.fields()) {
        if (!first) s += ", ";
        first = false;
        ((s += f.path) += ": ") += word(f.reason);
      }
      s += ')';
      return;
    }
  }
}
}  // namespace

std::string to_string(const Value& v) {
  std::string s;
  print(s, v);
  return s;
}

}  // namespace safar::inline v0::feel
