"""Writes include/safar/base/data/holidays.hpp: public holidays by rule, and weekends, from the facts below.

Each country names the law or decree that its list follows; Easter is computed (calendar.cpp), so no table of days is copied.
Holidays that follow the Moon as it is seen are announced and not computed: a house adopts them (docs/deadlines.md).
Run from the root of the repository:  python3 tools/make_holiday_table.py > include/safar/base/data/holidays.hpp
"""

ALWAYS = (1, 9999)
NEW_YEAR, LABOUR, ASSUMPTION = (1, 1, "New Year"), (5, 1, "Labour Day"), (8, 15, "Assumption")
EPIPHANY, SAINTS, CHRISTMAS, CHRISTMAS_2 = (1, 6, "Epiphany"), (11, 1, "All Saints"), (12, 25, "Christmas"), (12, 26, "Second day of Christmas")
GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY, CORPUS = (-2, "Good Friday"), (1, "Easter Monday"), (39, "Ascension"), (50, "Whit Monday"), (60, "Corpus Christi")

# country: (source, fixed days, days from Easter, days from Orthodox Easter, others)
# A day may end with (first year, last year). Others: ("weekday", month, day, weekday, label): that weekday on or after; 1 Monday.
COUNTRIES = {
    "AUT": ("Arbeitsruhegesetz, section 7", [NEW_YEAR, EPIPHANY, LABOUR, ASSUMPTION, (10, 26, "National Day"), SAINTS, (12, 8, "Immaculate Conception"), CHRISTMAS, CHRISTMAS_2],
            [EASTER_MONDAY, ASCENSION, WHIT_MONDAY, CORPUS], [], []),
    "BEL": ("Royal decree of 18 April 1974, article 1", [NEW_YEAR, LABOUR, (7, 21, "National Day"), ASSUMPTION, SAINTS, (11, 11, "Armistice"), CHRISTMAS],
            [EASTER_MONDAY, ASCENSION, WHIT_MONDAY], [], []),
    "CHE": ("Federal constitution, article 110(3), and the days that every canton has", [NEW_YEAR, (8, 1, "National Day", (1994, 9999)), CHRISTMAS], [ASCENSION], [], []),
    "CYP": ("Public holidays of the public service", [NEW_YEAR, EPIPHANY, (3, 25, "Greek Independence Day"), (4, 1, "National Day"), LABOUR, ASSUMPTION, (10, 1, "Independence Day"),
            (10, 28, "Ohi Day"), CHRISTMAS, CHRISTMAS_2], [], [(-48, "Clean Monday"), GOOD_FRIDAY, EASTER_MONDAY, WHIT_MONDAY], []),
    "DEU": ("Einigungsvertrag, article 2(2), and the days that every Land has", [NEW_YEAR, LABOUR, (10, 3, "Day of German Unity", (1990, 9999)), (10, 31, "Reformation Day, 500 years", (2017, 2017)), CHRISTMAS,
            CHRISTMAS_2], [GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY], [], []),
    "ESP": ("Real Decreto 2001/1983, article 45: national days; regions and towns add theirs", [NEW_YEAR, EPIPHANY, LABOUR, ASSUMPTION, (10, 12, "National Day"), SAINTS, (12, 6, "Constitution Day"),
            (12, 8, "Immaculate Conception"), CHRISTMAS], [GOOD_FRIDAY], [], []),
    "FRA": ("Code du travail, article L3133-1", [NEW_YEAR, LABOUR, (5, 8, "Victory 1945", (1982, 9999)), (7, 14, "National Day"), ASSUMPTION, SAINTS, (11, 11, "Armistice"), CHRISTMAS],
            [EASTER_MONDAY, ASCENSION, WHIT_MONDAY], [], []),
    "GRC": ("Law 4808/2021, article 60; 1 May moves by decision when it falls into Holy Week", [NEW_YEAR, EPIPHANY, (3, 25, "Independence Day"), (5, 1, "Labour Day", (1, 2020)),
            (5, 4, "Labour Day, moved", (2021, 2021)), (5, 2, "Labour Day, moved", (2022, 2022)), (5, 1, "Labour Day", (2023, 2023)), (5, 7, "Labour Day, moved", (2024, 2024)),
            (5, 1, "Labour Day", (2025, 9999)), ASSUMPTION, (10, 28, "Ohi Day"), CHRISTMAS, CHRISTMAS_2], [], [(-48, "Clean Monday"), GOOD_FRIDAY, EASTER_MONDAY, WHIT_MONDAY], []),
    "ITA": ("Law 260/1949 and its amendments", [NEW_YEAR, EPIPHANY, (3, 17, "150 years of unity", (2011, 2011)), (4, 25, "Liberation Day"), LABOUR, (6, 2, "Republic Day", (2001, 9999)), ASSUMPTION,
            (10, 4, "Saint Francis", (2026, 9999)), SAINTS, (12, 8, "Immaculate Conception"), CHRISTMAS, CHRISTMAS_2], [EASTER_MONDAY], [], []),
    "LTU": ("Labour Code, article 123", [NEW_YEAR, (2, 16, "Restoration of the State"), (3, 11, "Restoration of Independence", (1991, 9999)), LABOUR, (6, 24, "Saint John", (2003, 9999)),
            (7, 6, "Statehood Day"), ASSUMPTION, SAINTS, (11, 2, "All Souls", (2020, 9999)), (12, 24, "Christmas Eve", (2013, 9999)), CHRISTMAS, CHRISTMAS_2], [EASTER_MONDAY], [], []),
    "MAR": ("Decree 2-04-426 and royal decisions of 2023 and 2025; days of the Moon are announced", [NEW_YEAR, (1, 11, "Independence Manifesto"), (1, 14, "Amazigh New Year", (2024, 9999)), LABOUR,
            (7, 30, "Throne Day", (2000, 9999)), (8, 14, "Oued Ed-Dahab"), (8, 20, "Revolution of the King and the People"), (8, 21, "Youth Day", (2000, 9999)),
            (10, 31, "Unity Day", (2026, 9999)), (11, 6, "Green March"), (11, 18, "Independence Day")], [], [], []),
    "MLI": ("Law 05-040 of 22 July 2005; days of the Moon are announced", [NEW_YEAR, (1, 20, "Army Day"), (3, 26, "Day of Martyrs"), LABOUR, (5, 25, "Africa Day"),
            (9, 22, "Independence Day"), CHRISTMAS], [EASTER_MONDAY], [], []),
    "MLT": ("National Holidays and other Public Holidays Act, chapter 252", [NEW_YEAR, (2, 10, "Saint Paul's Shipwreck"), (3, 19, "Saint Joseph"), (3, 31, "Freedom Day"), LABOUR, (6, 7, "Sette Giugno"),
            (6, 29, "Saints Peter and Paul"), ASSUMPTION, (9, 8, "Our Lady of Victories"), (9, 21, "Independence Day"), (12, 8, "Immaculate Conception"), (12, 13, "Republic Day"), CHRISTMAS],
            [GOOD_FRIDAY], [], []),
    "MNE": ("Law on state and other holidays, articles 2 to 4: a Sunday is made up for", [(1, 1, "New Year", "makeup"), (1, 2, "New Year", "makeup"), (5, 1, "Labour Day", "makeup"), (5, 2, "Labour Day", "makeup"),
            (5, 21, "Independence Day", (2007, 9999), "makeup"), (5, 22, "Independence Day", (2007, 9999), "makeup"), (7, 13, "Statehood Day", "makeup"), (7, 14, "Statehood Day", "makeup"),
            (11, 13, "Njegos Day", (2022, 9999), "makeup"), (11, 14, "Njegos Day", (2024, 2024))], [], [], []),
    "NER": ("Law 97-020 and its amendments: a Sunday is made up for; days of the Moon are announced", [(1, 1, "New Year", "makeup"), (4, 24, "Concord Day", "makeup"), (5, 1, "Labour Day", "makeup"),
            (7, 26, "26 July", (2024, 9999), "makeup"), (8, 3, "Independence Day", "makeup"), (12, 18, "Republic Day", "makeup"), (12, 25, "Christmas", "makeup")], [EASTER_MONDAY], [], []),
    "NLD": ("Algemene termijnenwet, article 3; 5 May every fifth year, as offices close", [NEW_YEAR, (4, 30, "Queen's Day", (1949, 2013)), (4, 27, "King's Day", (2014, 9999)), CHRISTMAS, CHRISTMAS_2]
            + [(5, 5, "Liberation Day", (y, y)) for y in range(1990, 2100, 5)], [GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY], [], []),
    "POL": ("Law of 18 January 1951 on days free from work", [NEW_YEAR, (1, 6, "Epiphany", (2011, 9999)), LABOUR, (5, 3, "Constitution Day"), ASSUMPTION, SAINTS, (11, 11, "Independence Day"),
            (11, 12, "Independence, 100 years", (2018, 2018)), (12, 24, "Christmas Eve", (2025, 9999)), CHRISTMAS, CHRISTMAS_2], [EASTER_MONDAY, CORPUS], [], []),
    "PRT": ("Codigo do Trabalho, article 234; four days were suspended from 2013 to 2015", [NEW_YEAR, (4, 25, "Freedom Day"), LABOUR, (6, 10, "Portugal Day"), ASSUMPTION, (10, 5, "Republic Day", (1, 2012)),
            (10, 5, "Republic Day", (2016, 9999)), (11, 1, "All Saints", (1, 2012)), (11, 1, "All Saints", (2016, 9999)), (12, 1, "Restoration of Independence", (1, 2012)),
            (12, 1, "Restoration of Independence", (2016, 9999)), (12, 8, "Immaculate Conception"), CHRISTMAS],
            [GOOD_FRIDAY, (60, "Corpus Christi", (1, 2012)), (60, "Corpus Christi", (2016, 9999))], [], []),
    "SWE": ("Laws 1989:253 and 1930:173: the three eves count as Sundays for time limits", [NEW_YEAR, EPIPHANY, LABOUR, (6, 6, "National Day", (2005, 9999)), (12, 24, "Christmas Eve"), CHRISTMAS, CHRISTMAS_2,
            (12, 31, "New Year's Eve")], [GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, (50, "Whit Monday", (1, 2004))], [],
            [("weekday", 6, 19, 5, "Midsummer Eve"), ("weekday", 6, 20, 6, "Midsummer"), ("weekday", 10, 31, 6, "All Saints")]),
}

# Countries whose weekend is not Saturday and Sunday, as it is now, with the first year for which the table speaks.
WEEKENDS = {
    "AFG": ([5], 2000), "BGD": ([5, 6], 2006), "BHR": ([5, 6], 2007), "DZA": ([5, 6], 2010), "EGY": ([5, 6], 2000), "IRQ": ([5, 6], 2006), "JOR": ([5, 6], 2000), "KWT": ([5, 6], 2008),
    "LBY": ([5, 6], 2008), "MDV": ([5, 6], 2014), "OMN": ([5, 6], 2014), "QAT": ([5, 6], 2004), "SAU": ([5, 6], 2014), "SDN": ([5, 6], 2009), "SYR": ([5, 6], 2000), "YEM": ([5, 6], 2014),
}


def options(rest):
    years, makeup = ALWAYS, False
    for r in rest:
        if r == "makeup":
            makeup = True
        else:
            years = r
    return years, makeup


def rows():
    for country, (source, fixed, easter, orthodox, others) in sorted(COUNTRIES.items()):
        yield f"    // {country}: {source}."
        for month, day, label, *rest in fixed:
            years, makeup = options(rest)
            yield rule(country, "fixed", month, day, 0, years, makeup, label)
        for kind, days in (("easter", easter), ("orthodox", orthodox)):
            for offset, label, *rest in days:
                years, makeup = options(rest)
                yield rule(country, kind, 0, offset, 0, years, makeup, label)
        for _, month, day, weekday, label in others:
            yield rule(country, "weekday", month, day, weekday, ALWAYS, False, label)


def rule(country, kind, month, day, weekday, years, makeup, label):
    return f'    {{"{country}", HolidayKind::{kind}, {month}, {day}, {weekday}, {years[0]}, {years[1]}, {"true" if makeup else "false"}, "{label}"}},'


HEAD = '''#pragma once
/// \\file
/// Public holidays by rule, and weekends. Made by tools/make_holiday_table.py, which names the sources: change it there.
#include <cstdint>
#include <string_view>

namespace safar::inline v0::data {

enum class HolidayKind : std::uint8_t { fixed, easter, orthodox, weekday };

/// One rule. `fixed`: month and day. `easter`, `orthodox`: `day` days after Easter Sunday of that church.
/// `weekday`: that day of the week (1 Monday) on or after month and day.
struct HolidayRule {
  std::string_view country;
  HolidayKind kind;
  std::int8_t month, day, weekday;
  std::int16_t from, until;  ///< first and last year
  bool makeup;               ///< where it falls on a Sunday, the next day that is no holiday is one
  std::string_view label;
};
struct WeekendRule {
  std::string_view country;
  std::uint8_t days;         ///< bit 0 Monday to bit 6 Sunday
  std::int16_t from;         ///< first year for which this is said
};
'''


def main():
    print(HEAD)
    print("inline constexpr HolidayRule holidays[] = {")
    for r in rows():
        print(r)
    print("};\n")
    print("/// Countries whose weekend is not Saturday and Sunday.")
    print("inline constexpr WeekendRule weekends[] = {")
    for country, (days, year) in sorted(WEEKENDS.items()):
        print(f'    {{"{country}", {sum(1 << (d - 1) for d in days)}, {year}}},')
    print("};\n\n}  // namespace safar::inline v0::data")


if __name__ == "__main__":
    main()
