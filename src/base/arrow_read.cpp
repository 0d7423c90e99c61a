// ArrowRows::read: one row of a batch into one object.
#include <safar/base/arrow_read.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>

#include <safar/base/date.hpp>
#include <safar/base/json.hpp>
#include <safar/base/quote.hpp>

#include "base/arrow_plan.hpp"
#include "base/good_value.hpp"
#include "base/nearest.hpp"
#include "base/typed.hpp"
#include "base/utf8.hpp"

namespace safar::inline v0 {
namespace {
using arrow::Cell;
using arrow::Fault;
using arrow::Lies;
using Part = ArrowPlan::Part;

constexpr JsonLimits limits;  // what a row may hold is the same in both forms
constexpr std::int64_t most_integer = std::int64_t{1} << 53;

/// The text of a day or an instant, without the heap.
class Stamp {
 public:
  bool day(std::int64_t days) {
    const auto d = Date::from_days(days);
    if (!d) return false;
    const auto ymd = d->ymd();
    size_ = put("%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
    return true;
  }
  bool instant(std::int64_t us) {
    constexpr std::int64_t per_day = 86'400'000'000;
    const std::int64_t days = us / per_day - (us % per_day < 0 ? 1 : 0);
    if (!day(days)) return false;
    const auto in_day = static_cast<unsigned long long>(us - days * per_day);
    const auto seconds = static_cast<unsigned>(in_day / 1'000'000);
    size_ += put("T%02u:%02u:%02u.%06uZ", seconds / 3600, seconds / 60 % 60, seconds % 60, static_cast<unsigned>(in_day % 1'000'000));
    return true;
  }
  [[nodiscard]] std::string_view view() const { return {text_.data(), size_}; }

 private:
  template <class... A>
  std::size_t put(const char* form, A... values) {
    const int n = std::snprintf(text_.data() + size_, text_.size() - size_, form, values...);
    return n > 0 ? static_cast<std::size_t>(n) : 0;
  }
  std::array<char, 64> text_{};
  std::size_t size_ = 0;
};

class Reader {
 public:
  Error error{};

  /// `place`: an object of the plan's stated type.
  bool value(const ArrowPlan& plan, const ArrowArray* array, std::int64_t i, void* place, bool& present) {
    Cell cell;
    bool null = false;
    if (const Fault f = arrow::find(plan.lies, array, i, cell, null)) return corrupt(f);
    present = !null;
    if (null) return absent(*plan.stated, place, Absence::unknown);
    const TypeInfo* t = plan.stated;
    for (; t->kind == Kind::known; t = &t->of[0]()) {
      typed::set_absence(*t, place, Absence::present);
      place = t->at(place, 0);
    }
    switch (t->kind) {
      case Kind::record: return record(plan, cell, place);
      case Kind::choice: return choice(plan, cell, place);
      case Kind::list: return list(plan, cell, place);
      default: return single(plan, cell, place);
    }
  }

  bool record(const ArrowPlan& plan, const Cell& cell, void* place) {
    for (const FieldInfo* f : plan.unknown) absent(f->type(), typed::member(place, *f), Absence::unknown);
    for (const Part& p : plan.parts) {
      void* at = typed::member(place, *p.field);
      bool present = false;
      if (p.plan.type) {
        if (!value(p.plan, arrow::child(cell, p.column), cell.at, at, present)) return under(p.field->name);
      } else {
        absent(*p.plan.stated, at, Absence::unknown);
      }
      if (p.has_absence && !absence(p, cell, at, present)) return false;
    }
    return true;
  }

 private:
  /// The companion column of a Known member.
  bool absence(const Part& p, const Cell& cell, void* place, bool present) {
    Cell word;
    bool null = false;
    if (const Fault f = arrow::find(p.absence_lies, arrow::child(cell, p.absence_column), cell.at, word, null)) return corrupt(f) || under(p.field->name, arrow::absence_suffix);
    if (null) return true;
    std::string_view s;
    if (const Fault f = arrow::text(word, s)) return corrupt(f) || under(p.field->name, arrow::absence_suffix);
    if (present) return refuse(ErrorCode::wrong_type, "a value and its absence are both stated; keep one of them") || under(p.field->name, arrow::absence_suffix);
    for (std::size_t k = 1; k < std::size(typed::absence_names); ++k)
      if (typed::absence_names[k] == s) return absent(*p.plan.stated, place, static_cast<Absence>(k));
    return refuse(ErrorCode::unknown_code, "no such reason of an absence", "One of: unknown, refused, not_applicable, placeholder, withheld, erased, conflict.") || under(p.field->name, arrow::absence_suffix);
  }

  bool choice(const ArrowPlan& plan, const Cell& cell, void* place) {
    bool any = false;
    for (const Part& p : plan.parts) {
      const ArrowArray* array = arrow::child(cell, p.column);
      Cell inner;
      bool null = false;
      if (const Fault f = arrow::find(p.plan.lies, array, cell.at, inner, null)) return corrupt(f) || under(typed::alternative(*p.plan.type));
      if (null) continue;
      if (std::exchange(any, true)) return refuse(ErrorCode::duplicate_member, "only one alternative may have a value; leave the others null");
      plan.type->set(place, static_cast<std::int64_t>(p.alternative));
      bool present = false;
      if (!value(p.plan, array, cell.at, plan.type->at(place, 0), present)) return under(typed::alternative(*p.plan.type));
    }
    return any || refuse(ErrorCode::missing_member, "name the alternative: one of them needs a value");
  }

  bool list(const ArrowPlan& plan, const Cell& cell, void* place) {
    const TypeInfo& t = *plan.type;
    std::int64_t first = 0, count = 0;
    if (const Fault f = arrow::list(cell, first, count)) return corrupt(f);
    const std::size_t each = std::max<std::size_t>(t.of[0]().size, 1), n = static_cast<std::size_t>(count);
    if (n > room_ / each) return refuse(ErrorCode::too_large, "the lists of this row take too much memory; split it");
    room_ -= n * each;
    t.set(place, 0);
    t.set(place, count);
    for (std::int64_t k = 0; k < count; ++k) {
      bool present = false;
      if (!value(plan.parts[0].plan, arrow::child(cell, 0), first + k, t.at(place, static_cast<std::size_t>(k)), present)) return under(std::to_string(k));
    }
    return true;
  }

  bool single(const ArrowPlan& plan, const Cell& cell, void* place) {
    const TypeInfo& t = *plan.type;
    if (arrow::is_text(cell.lies->is)) return text(plan, cell, place);
    if (cell.lies->is == Lies::bytes16) return id(plan, cell, place);
    std::int64_t n = 0;
    bool too_large = false;
    if (const Fault f = arrow::number(cell, n, too_large)) return corrupt(f);
    if (t.kind == Kind::boolean) return *static_cast<bool*>(place) = n != 0, true;
    if (t.kind == Kind::scalar) return moment(plan, cell, n, place);
    if (!too_large && n >= -most_integer && n <= most_integer && t.set(place, n)) return true;
    return refuse(ErrorCode::out_of_range, "the number is too small or too large here");
  }

  bool text(const ArrowPlan& plan, const Cell& cell, void* place) {
    const TypeInfo& t = *plan.type;
    std::string_view s;
    if (const Fault f = arrow::text(cell, s)) return corrupt(f);
    if (s.size() > limits.bytes) return refuse(ErrorCode::too_large, "a text is longer than 16 MiB; shorten it");
    if (typed::utf8_prefix(s) != s.size()) return refuse(ErrorCode::encoding, "a text is not UTF-8; convert it");
    switch (t.kind) {
      case Kind::text: return static_cast<std::string*>(place)->assign(s), true;
      case Kind::code:
        for (std::size_t k = 0; k < t.codes.size(); ++k)
          if (t.codes[k] == s) return t.set(place, static_cast<std::int64_t>(k));
        error.remedy = "One of:";
        for (std::size_t k = 0; k < t.codes.size(); ++k) (error.remedy += k > 0 ? ", " : " ") += t.codes[k];
        return refuse(ErrorCode::unknown_code, near_code(s, t.codes), std::move(error.remedy));
      default: return t.parse(s, place) || refuse(ErrorCode::parse, "not a valid " + std::string(t.name), typed::good_value(t));
    }
  }

  bool id(const ArrowPlan& plan, const Cell& cell, void* place) {
    std::string_view raw;
    if (const Fault f = arrow::bytes16(cell, raw)) return corrupt(f);
    char hex[32];
    bool none = true;
    for (std::size_t k = 0; k < 16; ++k) {
      const auto b = static_cast<unsigned char>(raw[k]);
      none = none && b == 0;
      hex[2 * k] = "0123456789abcdef"[b >> 4], hex[2 * k + 1] = "0123456789abcdef"[b & 15];
    }
    return plan.type->parse({hex, none ? 0U : 32U}, place) || refuse(ErrorCode::parse, "not a valid " + std::string(plan.type->name), typed::good_value(*plan.type));
  }

  /// A day, or an instant, from its number of units.
  bool moment(const ArrowPlan& plan, const Cell& cell, std::int64_t n, void* place) {
    Stamp stamp;
    bool in_range = false;
    if (plan.type->name == "instant") {
      constexpr std::int64_t micro = 1'000'000;
      const std::int64_t per_second = cell.lies->per_second;
      std::int64_t us = n;
      if (per_second > micro && n % (per_second / micro) != 0) return refuse(ErrorCode::out_of_range, "an instant is in whole microseconds; round the column");
      if (per_second > micro) us = n / (per_second / micro);
      in_range = !(per_second <= micro && __builtin_mul_overflow(n, micro / per_second, &us)) && stamp.instant(us);
    } else {
      const std::int64_t per_day = cell.lies->is == Lies::date32 ? 1 : cell.lies->is == Lies::date64 ? 86'400'000 : 86'400 * cell.lies->per_second;
      if (n % per_day != 0) return refuse(ErrorCode::wrong_type, "a day is needed here, not a time of a day; cast the column to date32");
      in_range = stamp.day(n / per_day);
    }
    return in_range && plan.type->parse(stamp.view(), place) ? true : refuse(ErrorCode::out_of_range, "there is no such day: give one from 0001-01-01 to 9999-12-31");
  }

  static bool absent(const TypeInfo& stated, void* place, Absence a) { return stated.kind != Kind::known || typed::set_absence(stated, place, a); }
  /// With the code of ours that is near; what was said itself is never repeated.
  static std::string near_code(std::string_view said, const std::vector<std::string_view>& ours) {
    const std::string_view near = typed::nearest(said, ours);
    return near.empty() ? std::string("no such code") : "no such code: did you mean " + detail::quoted(near) + "?";
  }

  bool refuse(ErrorCode code, std::string message, std::string remedy = {}) {
    error = fail(code, std::move(message), "", "", std::move(remedy));
    return false;
  }
  bool corrupt(Fault what) { return refuse(ErrorCode::corrupt, std::string(what) + ": the producer of the data is at fault"); }
  bool under(std::string_view name, std::string_view suffix = {}) {
    error.pointer.insert(0, typed::token(std::string(name) + std::string(suffix)));
    return false;
  }

  std::size_t room_ = limits.memory;  ///< bytes that list elements may still take
};

}  // namespace

Result<> ArrowRows::read(const ArrowArray& batch, std::int64_t row, void* object) const {
  Reader reader;
  Cell cell;
  bool null = false;
  if (const Fault f = arrow::find(plan_->lies, &batch, row, cell, null)) reader.error = fail(ErrorCode::corrupt, std::string(f) + ": the producer of the data is at fault");
  else if (null) reader.error = fail(ErrorCode::wrong_type, "the row itself is null; drop it");
  else if (reader.record(*plan_, cell, object)) return {};
  reader.error.row = row;
  return std::move(reader.error);
}

}  // namespace safar::inline v0
