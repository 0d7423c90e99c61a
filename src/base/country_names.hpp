#pragma once
/// \file
/// The tables of country_names.cpp.
#include <cstddef>

namespace safar::inline v0::detail {

struct CountryNames {
  const char* in[3];  // by Language; "" where not known
};
struct CountryKey {
  const char* key;  // as fold() of country_find.cpp makes it
  char alpha3[4];
};
extern const CountryNames country_names[];
extern const std::size_t country_names_count;
extern const CountryKey country_keys[];
extern const std::size_t country_keys_count;

}  // namespace safar::inline v0::detail
