#pragma once
/// \file
/// Dated membership of groups of countries. Written by hand from the acts named at each block; a membership is in force from its
/// first day, up to and without `until`.
#include <chrono>
#include <cstdint>

#include <safar/base/data/countries.hpp>

namespace safar::inline v0 {

/// The numbers are stored; append only.
enum class Group : std::uint8_t { ecowas, eu, schengen };

namespace detail {

struct MemberRow {
  Group group;
  char alpha3[4];
  std::int32_t from, until;  // days since 1970-01-01
};

constexpr std::int32_t day_number(int y, unsigned m, unsigned d) {
  return static_cast<std::int32_t>(
      std::chrono::sys_days{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}}.time_since_epoch().count());
}

inline constexpr std::int32_t ecowas_1975 = day_number(1975, 5, 28), sahel_left = day_number(2025, 1, 29),
    eec_1958 = day_number(1958, 1, 1), eec_1973 = day_number(1973, 1, 1), ec_1986 = day_number(1986, 1, 1), eu_1995 = day_number(1995, 1, 1),
    eu_2004 = day_number(2004, 5, 1), eu_2007 = day_number(2007, 1, 1),
    schengen_1995 = day_number(1995, 3, 26), nordic_2001 = day_number(2001, 3, 25), schengen_2007 = day_number(2007, 12, 21);

inline constexpr MemberRow member_rows[] = {
    // ECOWAS: Treaty of Lagos, 28 May 1975 (fifteen signatories). Cabo Verde joined in 1977, day not known here: from the end of that
    // year. Mauritania left in December 2000: until its end. Burkina Faso, Mali and Niger: the Commission's statement of 29 January 2025.
    {Group::ecowas, "BEN", ecowas_1975, country_for_ever}, {Group::ecowas, "BFA", ecowas_1975, sahel_left},
    {Group::ecowas, "CIV", ecowas_1975, country_for_ever}, {Group::ecowas, "CPV", day_number(1977, 12, 31), country_for_ever},
    {Group::ecowas, "GHA", ecowas_1975, country_for_ever}, {Group::ecowas, "GIN", ecowas_1975, country_for_ever},
    {Group::ecowas, "GMB", ecowas_1975, country_for_ever}, {Group::ecowas, "GNB", ecowas_1975, country_for_ever},
    {Group::ecowas, "LBR", ecowas_1975, country_for_ever}, {Group::ecowas, "MLI", ecowas_1975, sahel_left},
    {Group::ecowas, "MRT", ecowas_1975, day_number(2001, 1, 1)}, {Group::ecowas, "NER", ecowas_1975, sahel_left},
    {Group::ecowas, "NGA", ecowas_1975, country_for_ever}, {Group::ecowas, "SEN", ecowas_1975, country_for_ever},
    {Group::ecowas, "SLE", ecowas_1975, country_for_ever}, {Group::ecowas, "TGO", ecowas_1975, country_for_ever},

    // European Union, before 1 November 1993 the European Economic Community: treaties of accession. The United Kingdom left at the end
    // of 31 January 2020 (withdrawal agreement, article 185).
    {Group::eu, "BEL", eec_1958, country_for_ever}, {Group::eu, "DEU", eec_1958, country_for_ever}, {Group::eu, "FRA", eec_1958, country_for_ever},
    {Group::eu, "ITA", eec_1958, country_for_ever}, {Group::eu, "LUX", eec_1958, country_for_ever}, {Group::eu, "NLD", eec_1958, country_for_ever},
    {Group::eu, "DNK", eec_1973, country_for_ever}, {Group::eu, "IRL", eec_1973, country_for_ever},
    {Group::eu, "GBR", eec_1973, day_number(2020, 2, 1)}, {Group::eu, "GRC", day_number(1981, 1, 1), country_for_ever},
    {Group::eu, "ESP", ec_1986, country_for_ever}, {Group::eu, "PRT", ec_1986, country_for_ever},
    {Group::eu, "AUT", eu_1995, country_for_ever}, {Group::eu, "FIN", eu_1995, country_for_ever}, {Group::eu, "SWE", eu_1995, country_for_ever},
    {Group::eu, "CYP", eu_2004, country_for_ever}, {Group::eu, "CZE", eu_2004, country_for_ever}, {Group::eu, "EST", eu_2004, country_for_ever},
    {Group::eu, "HUN", eu_2004, country_for_ever}, {Group::eu, "LTU", eu_2004, country_for_ever}, {Group::eu, "LVA", eu_2004, country_for_ever},
    {Group::eu, "MLT", eu_2004, country_for_ever}, {Group::eu, "POL", eu_2004, country_for_ever}, {Group::eu, "SVK", eu_2004, country_for_ever},
    {Group::eu, "SVN", eu_2004, country_for_ever}, {Group::eu, "BGR", eu_2007, country_for_ever}, {Group::eu, "ROU", eu_2007, country_for_ever},
    {Group::eu, "HRV", day_number(2013, 7, 1), country_for_ever},

    // Schengen area: the day on which controls of persons at internal borders were first lifted, by sea and air where that came before
    // land. Greece: the last day of the period of Council Decision 1999/848/EC. Bulgaria and Romania: (EU) 2024/210.
    {Group::schengen, "BEL", schengen_1995, country_for_ever}, {Group::schengen, "DEU", schengen_1995, country_for_ever},
    {Group::schengen, "ESP", schengen_1995, country_for_ever}, {Group::schengen, "FRA", schengen_1995, country_for_ever},
    {Group::schengen, "LUX", schengen_1995, country_for_ever}, {Group::schengen, "NLD", schengen_1995, country_for_ever},
    {Group::schengen, "PRT", schengen_1995, country_for_ever}, {Group::schengen, "ITA", day_number(1997, 10, 26), country_for_ever},
    {Group::schengen, "AUT", day_number(1997, 12, 1), country_for_ever}, {Group::schengen, "GRC", day_number(2000, 3, 26), country_for_ever},
    {Group::schengen, "DNK", nordic_2001, country_for_ever}, {Group::schengen, "FIN", nordic_2001, country_for_ever},
    {Group::schengen, "ISL", nordic_2001, country_for_ever}, {Group::schengen, "NOR", nordic_2001, country_for_ever},
    {Group::schengen, "SWE", nordic_2001, country_for_ever}, {Group::schengen, "CZE", schengen_2007, country_for_ever},
    {Group::schengen, "EST", schengen_2007, country_for_ever}, {Group::schengen, "HUN", schengen_2007, country_for_ever},
    {Group::schengen, "LTU", schengen_2007, country_for_ever}, {Group::schengen, "LVA", schengen_2007, country_for_ever},
    {Group::schengen, "MLT", schengen_2007, country_for_ever}, {Group::schengen, "POL", schengen_2007, country_for_ever},
    {Group::schengen, "SVK", schengen_2007, country_for_ever}, {Group::schengen, "SVN", schengen_2007, country_for_ever},
    {Group::schengen, "CHE", day_number(2008, 12, 12), country_for_ever}, {Group::schengen, "LIE", day_number(2011, 12, 19), country_for_ever},
    {Group::schengen, "HRV", day_number(2023, 1, 1), country_for_ever}, {Group::schengen, "BGR", day_number(2024, 3, 31), country_for_ever},
    {Group::schengen, "ROU", day_number(2024, 3, 31), country_for_ever},
};

}  // namespace detail
}  // namespace safar::inline v0
