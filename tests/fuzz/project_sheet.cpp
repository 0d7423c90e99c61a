// Any bytes as project sheets: a proposal that stands in the text, accounts for it, and is read again from its own JSON.
#include <cstdint>
#include <cstdlib>
#include <string>

#include <safar/base/json.hpp>

#include "../exchange/sheet_account.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const bool month_first : {false, true}) {
    safar::exchange::SheetOptions options;
    options.month_first = month_first;
    const auto got = safar::exchange::read_project_sheets(text, options);
    if (!got) continue;
    if (const std::string fault = account(text, *got); fault.starts_with("sheet_") || fault.starts_with("a text")) std::abort();
    const std::string json = safar::to_json(*got);
    const auto again = safar::from_json<safar::exchange::SheetProposal>(json);
    if (!again || safar::to_json(*again) != json) std::abort();
    if (const auto twice = safar::exchange::read_project_sheets(text, options); !twice || safar::to_json(*twice) != json) std::abort();
  }
  return 0;
}
