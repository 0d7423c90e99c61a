#pragma once
/// \file
/// Money: a whole number of minor units of one currency.
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <safar/base/code_table.hpp>
#include <safar/base/data/currencies.hpp>
#include <safar/base/quote.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// An amount such as `12.50 EUR`, `52000 XOF`, `-1.250 TND`: minor units (cents, millimes; of XOF the franc itself) and an ISO 4217 code.
///
/// Always valid: a code of the table, or none with 0 units (the default; its text is ""). Nothing converts between currencies and
/// nothing rounds but times(). No `<`: compare minor_units() of what has the same currency().
class Money {
 public:
  static constexpr std::string_view type_name = "money";

  constexpr Money() = default;

  /// `minor` minor units. ErrorCode::unknown_code for a code that the table does not have. O(log n).
  static Result<Money> make(std::int64_t minor, std::string_view currency) {
    if (const auto i = find(currency); i < none_such) return Money{minor, detail::currency_rows[i].code};
    return fail(ErrorCode::unknown_code, "no currency has that code: write ISO 4217, such as XOF");
  }

  /// Takes `AMOUNT CODE`: an optional minus, digits without leading zeros, exactly the currency's decimals after a point, one space,
  /// the code. ErrorCode::parse, unknown_code, out_of_range (beyond 64 bits of minor units). O(n).
  static Result<Money> parse(std::string_view text) {
    Money m;
    switch (text.empty() ? Read::form : read(text, m)) {
      case Read::ok: return m;
      case Read::code: return fail(ErrorCode::unknown_code, "it ends with no currency of ISO 4217: write an amount as 12.50 EUR");
      case Read::range: return fail(ErrorCode::out_of_range, "the amount is too large: split it");
      case Read::decimals:
        return fail(ErrorCode::parse, "write the amount with " + std::to_string(decimals_of(text.substr(text.size() - 3))) + " decimals, as its currency has");
      default: return fail(ErrorCode::parse, "write an amount as 12.50 EUR or 52000 XOF");
    }
  }
  /// As parse, without a reason; "" gives the default. `out` is only written on success.
  [[nodiscard]] friend constexpr bool parse_into(std::string_view text, Money& out) {
    if (text.empty()) { out = Money{}; return true; }
    return read(text, out) == Read::ok;
  }
  friend std::string to_string(const Money& m) {
    if (m.none()) return {};
    std::string s = m.minor_ < 0 ? "-" : "";
    std::string units = std::to_string(m.minor_ < 0 ? 0 - static_cast<std::uint64_t>(m.minor_) : static_cast<std::uint64_t>(m.minor_));
    const std::size_t d = m.decimals();
    if (units.size() <= d) units.insert(0, d + 1 - units.size(), '0');
    if (d) units.insert(units.size() - d, ".");
    return s + units + ' ' + std::string(m.currency());
  }

  [[nodiscard]] constexpr std::int64_t minor_units() const noexcept { return minor_; }
  /// The ISO 4217 code, "" for none. Valid as long as this Money.
  [[nodiscard]] constexpr std::string_view currency() const& noexcept { return {code_.data(), none() ? 0U : 3U}; }
  std::string_view currency() const&& = delete;  // would dangle
  [[nodiscard]] constexpr bool none() const noexcept { return code_[0] == 0; }
  /// Decimals of the currency: minor units are 10 to the minus this of the unit. 0 for none.
  [[nodiscard]] constexpr unsigned decimals() const noexcept {
    return decimals_of({code_.data(), 3});
  }
  [[nodiscard]] constexpr bool same_currency(const Money& other) const noexcept { return code_ == other.code_; }

  /// The sum. ErrorCode::invalid_argument for two currencies (none is one), ErrorCode::out_of_range where 64 bits do not hold it.
  friend Result<Money> add(const Money& a, const Money& b) {
    std::int64_t sum = 0;
    if (auto e = unlike(a, b)) return std::move(*e);
    if (__builtin_add_overflow(a.minor_, b.minor_, &sum)) return too_large();
    return Money{sum, a.code_.data()};
  }
  /// The difference; errors as of add().
  friend Result<Money> subtract(const Money& a, const Money& b) {
    std::int64_t difference = 0;
    if (auto e = unlike(a, b)) return std::move(*e);
    if (__builtin_sub_overflow(a.minor_, b.minor_, &difference)) return too_large();
    return Money{difference, a.code_.data()};
  }
  /// `m` times `numerator / denominator`, rounded once to a minor unit, halves to the even one (a half of 5 cents is 2, of 7 is 4).
  /// ErrorCode::invalid_argument for denominator 0, ErrorCode::out_of_range where 64 bits do not hold the result.
  friend Result<Money> times(const Money& m, std::int64_t numerator, std::int64_t denominator = 1) {
    __extension__ using Wide = __int128;  // 63 + 63 bits
    if (denominator == 0) return fail(ErrorCode::invalid_argument, "the denominator must not be 0");
    const Wide product = static_cast<Wide>(m.minor_) * numerator;
    const Wide d = denominator < 0 ? -static_cast<Wide>(denominator) : static_cast<Wide>(denominator);
    const Wide n = denominator < 0 ? -product : product;
    Wide q = n / d;
    const Wide rest = n % d < 0 ? -(n % d) : n % d;
    if (2 * rest > d || (2 * rest == d && q % 2 != 0)) q += n < 0 ? -1 : 1;
    if (q > std::numeric_limits<std::int64_t>::max() || q < std::numeric_limits<std::int64_t>::min()) return too_large();
    return Money{static_cast<std::int64_t>(q), m.code_.data()};
  }

  friend constexpr bool operator==(const Money&, const Money&) = default;

 private:
  enum class Read : std::uint8_t { ok, form, code, decimals, range };

  constexpr Money(std::int64_t minor, const char* code) : minor_(minor), code_{code[0], code[1], code[2]} {}

  static Error too_large() { return fail(ErrorCode::out_of_range, "the amount does not fit 64 bits of minor units: split it"); }
  static std::optional<Error> unlike(const Money& a, const Money& b) {
    if (!a.none() && a.code_ == b.code_) return std::nullopt;
    return fail(ErrorCode::invalid_argument, "amounts of two currencies do not add: convert one at a dated rate (have " +
                                                 detail::quoted(a.currency()) + " and " + detail::quoted(b.currency()) + ")");
  }

  static constexpr std::size_t none_such = std::size(detail::currency_rows);
  static constexpr std::size_t find(std::string_view code) noexcept {
    return detail::find_code(detail::currency_rows, &detail::CurrencyRow::code, code);
  }

  static constexpr unsigned decimals_of(std::string_view code) noexcept {
    const std::size_t i = find(code);
    return i < none_such ? detail::currency_rows[i].decimals : 0U;
  }

  static constexpr Read read(std::string_view s, Money& out) {
    if (s.size() < 5 || s[s.size() - 4] != ' ') return Read::form;
    const std::size_t row = find(s.substr(s.size() - 3));
    std::string_view amount = s.substr(0, s.size() - 4);
    const bool minus = amount[0] == '-';
    if (minus) amount.remove_prefix(1);
    const auto dot = amount.find('.'), point = dot == amount.npos ? amount.size() : dot;
    const std::string_view whole = amount.substr(0, point), part = point < amount.size() ? amount.substr(point + 1) : std::string_view{};
    if (whole.empty() || (whole.size() > 1 && whole[0] == '0')) return Read::form;
    if (point < amount.size() && part.empty()) return Read::form;
    for (const std::string_view run : {whole, part})
      for (const char c : run)
        if (c < '0' || c > '9') return Read::form;
    if (row == none_such) return Read::code;
    if (part.size() != detail::currency_rows[row].decimals) return Read::decimals;
    std::int64_t v = 0;  // built below zero: there is one more number there
    for (const std::string_view run : {whole, part})
      for (const char c : run)
        if (__builtin_mul_overflow(v, std::int64_t{10}, &v) || __builtin_sub_overflow(v, std::int64_t{c - '0'}, &v)) return Read::range;
    if (v == 0 && minus) return Read::form;
    if (!minus && v == std::numeric_limits<std::int64_t>::min()) return Read::range;
    out = Money{minus ? v : -v, detail::currency_rows[row].code};
    return Read::ok;
  }

  std::int64_t minor_ = 0;
  std::array<char, 3> code_{};
};

/// An amount in source code: `money("12.50 EUR")`; a text that is none does not compile.
consteval Money money(std::string_view text) {
  Money m;
  if (text.empty() || !parse_into(text, m)) throw "no such amount";  // reached only while compiling, where it is an error
  return m;
}

}  // namespace safar::inline v0
