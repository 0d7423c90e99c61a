#pragma once
/// \file
/// Whether a proposal accounts for every byte of its text, and whether each value stands where it says.
#include <string>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/exchange/project_sheet.hpp>

#include "exchange/sheet_text.hpp"
#include "exchange/sheet_words.hpp"

/// "" or the first fault. Walks the proposal through its description, so that no field can be forgotten.
inline std::string account(std::string_view text, const safar::exchange::SheetProposal& proposal) {
  using safar::Kind;
  std::vector<bool> said(text.size(), false);
  std::string fault;
  safar::exchange::sheet::Source source(text);
  safar::exchange::sheet::set_aside(source);
  const auto walk = [&](const auto& self, const safar::TypeInfo& type, const void* value) -> void {
    if (type.kind == Kind::list) {
      const auto n = static_cast<std::size_t>(type.get(value));
      for (std::size_t k = 0; k < n; ++k) self(self, type.of[0](), type.at(const_cast<void*>(value), k));
    } else if (type.kind == Kind::record) {
      const auto member = [&](const char* name) -> const void* {
        for (const auto& f : type.fields) if (f.name == name) return static_cast<const char*>(value) + f.offset;
        return nullptr;
      };
      const void *from = member("from"), *to = member("to");
      if (from && to && type.name != "project_sheet") {
        const auto a = *static_cast<const std::int64_t*>(from), b = *static_cast<const std::int64_t*>(to);
        if (a < 0 || b < a || static_cast<std::size_t>(b) > text.size()) { fault = std::string(type.name) + " stands outside of the text"; return; }
        for (auto k = static_cast<std::size_t>(a); k < static_cast<std::size_t>(b); ++k) said[k] = true;
        if (type.name == "sheet_text" && a < b) {
          const auto& v = *static_cast<const std::string*>(member("value"));
          if (source.value({static_cast<std::size_t>(a), static_cast<std::size_t>(b)}) != v) fault = "a text does not stand where it says: " + v.substr(0, 32);
        }
      }
      for (const auto& f : type.fields) self(self, f.type(), static_cast<const char*>(value) + f.offset);
    }
  };
  walk(walk, safar::info<safar::exchange::SheetProposal>(), &proposal);
  if (!fault.empty()) return fault;
  // Words that only join values belong to none.
  constexpr std::string_view joining =
      "and|et|y|und|by|par|the|la|le|les|l|de|du|des|d|from|to|until|till|as|of|with|including|namely|also|well|ainsi|que|for|in|a|au|at|between|for|since|starting|start|through|contribution|share|total|jusqu|bis|von|dates|ended|"
      "project|projet|originally|planned|end|date|it|is|was|up|on|over|partir|compter|tant|en|comme|an|costs|budget|effect|co|funded|financed|cofunded|implemented|e|desde|hasta|dal|bis|n|na|none|tbc|tbd|not|be|confirmed|determined|applicable|aucun|neant";  // and what says that there is nothing
  for (const auto& t : safar::exchange::sheet::Source(text).tokens({0, text.size()}))
    if (!(t.to < text.size() && ((t.sort == safar::exchange::sheet::Sort::number && text[t.to] == '.') || (t.to - t.from < 4 && text[t.to] == ')'))) && t.sort != safar::exchange::sheet::Sort::sign && !said[t.from] && !safar::exchange::sheet::one_of(t.key, joining)) return "went nowhere: " + t.key.substr(0, 32) + " at byte " + std::to_string(t.from);
  return {};
}
