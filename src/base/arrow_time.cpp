#include "base/arrow_time.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <safar/base/date.hpp>
#include <safar/base/quote.hpp>

#include "base/arrow_column.hpp"

namespace safar::inline v0::arrow {
namespace {

bool day_of(std::string_view s, std::int64_t& out) {
  Date d;
  if (!parse_into(s, d)) return false;
  out = d.days();
  return true;
}

bool instant_of(std::string_view s, std::int64_t& out) {
  std::int64_t days = 0;
  if (s.size() < 20 || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s.back() != 'Z' || !day_of(s.substr(0, 10), days)) return false;
  const int h = detail::digits(s.substr(11, 2)), m = detail::digits(s.substr(14, 2)), sec = detail::digits(s.substr(17, 2));
  if (h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59) return false;
  std::int64_t micros = 0;
  if (s.size() > 20) {
    std::string fraction(s.substr(20, s.size() - 21));
    if (s[19] != '.' || fraction.empty() || fraction.size() > 6) return false;
    fraction.resize(6, '0');
    micros = detail::digits(fraction);
    if (micros < 0) return false;
  }
  out = ((days * 24 + h) * 60 + m) * 60'000'000 + sec * std::int64_t{1'000'000} + micros;
  return true;
}

bool walk(const TypeInfo& type, std::vector<const TypeInfo*>& around) {
  const TypeInfo* t = column(type).type;
  if (std::find(around.begin(), around.end(), t) != around.end()) return false;
  around.push_back(t);
  bool ok = true;
  for (const auto& f : t->fields) ok = ok && walk(f.type(), around);
  for (const auto of : t->of) ok = ok && walk(of(), around);
  around.pop_back();
  return ok;
}

}  // namespace

bool day(const TypeInfo& type, const void* p, std::int64_t& out) {
  if (type.get) return out = type.get(p), true;
  return day_of(type.print(p), out);
}

bool instant(const TypeInfo& type, const void* p, std::int64_t& out) {
  if (type.get) return out = type.get(p), true;
  return instant_of(type.print(p), out);
}

Result<> has_columns(const TypeInfo& type) {
  std::vector<const TypeInfo*> around;
  if (walk(type, around)) return {};
  return fail(ErrorCode::unsupported, "a type that contains itself has no columns; take its JSON");
}

}  // namespace safar::inline v0::arrow
