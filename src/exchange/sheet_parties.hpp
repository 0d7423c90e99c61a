#pragma once
/// \file
/// Lists of project sheets: parties, places, products.
#include <safar/exchange/project_sheet.hpp>

#include "exchange/sheet_text.hpp"

namespace safar::inline v0::exchange::sheet {

/// One entry of a list.
struct Item { Span where{}; std::string guess{}; };

/// The entries of a list: bullets, lines, semicolons, commas, "and"; what parts them is taken. `places`: every entry is short.
std::vector<Item> split_list(Source& source, Span where, bool places);
/// Entries of running text or bullets, one a bullet or line; nothing is split inside.
std::vector<Item> split_lines(Source& source, Span where);

/// As split_lines(); one line that semicolons part is as many entries.
std::vector<Item> split_entries(Source& source, Span where);

std::vector<SheetParty> read_parties(Source& source, Span where, std::string_view role);
std::vector<SheetPlace> read_places(Source& source, Span where);

/// How many countries or groups a short line names, if it says nothing else; 0: it says something else.
std::size_t places_only(const Source& source, Span where);

/// The languages at the end of an entry ("ar en fr", "(EN, FR)", "in English and French"), without which it ends at `to`.
struct Languages { std::vector<std::string> codes{}; std::size_t to = 0; };
Languages languages_at_end(const Source& source, Span where, bool bare_codes);
std::vector<SheetOutput> read_outputs(Source& source, Span where);
/// One product without its languages and address; takes it.
SheetOutput read_output(Source& source, Span where, bool bare_codes);
/// The web address in a range; empty: none.
Span address_in(const Source& source, Span where);

}  // namespace safar::inline v0::exchange::sheet
