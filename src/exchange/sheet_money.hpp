#pragma once
/// \file
/// Amounts and shares as project sheets write them.
#include <optional>

#include <safar/base/money.hpp>

#include "exchange/sheet_text.hpp"

namespace safar::inline v0::exchange::sheet {

struct FoundMoney { std::size_t first = 0, last = 0; Span where{}; Money value{}; std::string guess{}; };
/// The amount that begins at a token: "EUR 1,200,000", "1.2 million euros", "€ 1 200 000", "USD 1.5m". `currency`: for a bare number.
std::optional<FoundMoney> money_at(const std::vector<Token>& t, std::size_t i, const std::string& currency = {});

struct FoundShare { std::size_t first = 0, last = 0; Span where{}; std::int64_t share = 0; };
/// "80 %", "12.5 per cent", "80 pour cent", in hundredths of a per cent.
std::optional<FoundShare> share_at(const std::vector<Token>& t, std::size_t i);

}  // namespace safar::inline v0::exchange::sheet
