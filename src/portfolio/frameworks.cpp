#include "portfolio/frameworks.hpp"

#include <iterator>


namespace safar::inline v0 {
namespace {

// Global Compact for Safe, Orderly and Regular Migration (A/RES/73/195, 2018), objectives 1 to 23 in short.
constexpr std::string_view gcm[] = {
    "Data", "Drivers", "Information", "Legal identity", "Regular pathways", "Fair recruitment", "Vulnerabilities", "Saving lives and missing migrants",
    "Smuggling", "Trafficking", "Borders", "Screening and referral", "Detention as a last resort", "Consular protection", "Basic services", "Inclusion",
    "Discrimination and public discourse", "Skills", "Diasporas", "Remittances", "Return, readmission and reintegration", "Portability of social security", "Cooperation",
};
static_assert(std::size(gcm) == 23);

// Joint Valletta Action Plan (2015), its five domains.
constexpr std::string_view jvap[] = {
    "Development benefits of migration and addressing root causes", "Legal migration and mobility", "Protection and asylum",
    "Prevention of and fight against irregular migration, smuggling and trafficking", "Return, readmission and reintegration",
};
static_assert(std::size(jvap) == 5);

// Capital letters of ASCII.
std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

// 1 and up, without leading zeros, at most four digits; 0: none such.
std::size_t number(std::string_view text) {
  if (text.empty() || text.size() > 4 || text[0] == '0') return 0;
  std::size_t n = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    n = n * 10 + static_cast<std::size_t>(c - '0');
  }
  return n;
}

// The number of the objective, without the letter of its action.
std::size_t objective(std::string_view code) {
  if (!code.empty() && code.back() >= 'a' && code.back() <= 'z') code.remove_suffix(1);
  return number(code);
}

}  // namespace

Result<> check_frameworks(std::vector<std::string>& frameworks, const std::string& at) {
  for (std::size_t i = 0; i < frameworks.size(); ++i) {
    auto& text = frameworks[i];
    const std::string here = at + "/" + std::to_string(i);
    const auto colon = text.find(':');
    if (text.empty() || colon == 0 || colon + 1 == text.size())
      return fail(ErrorCode::missing_member, "A framework is a scheme and what of it is served.", here, "no_such_objective", "Write it as GCM:21 or JVAP:A86.");
    if (colon == text.npos) continue;
    const std::string scheme = capitals(std::string_view(text).substr(0, colon));
    const std::string_view code = std::string_view(text).substr(colon + 1);
    if (scheme == "GCM") {
      const auto n = objective(code);
      if (n < 1 || n > std::size(gcm))
        return fail(ErrorCode::out_of_range, "The Global Compact has objectives 1 to 23.", here, "no_such_objective", "Write it as GCM:21, or GCM:21a for an action of it.");
    } else if (scheme == "JVAP") {
      const bool action = code[0] == 'A';
      const auto n = number(code.substr(action ? 1 : 0));
      if (n < 1 || (!action && n > std::size(jvap)))
        return fail(ErrorCode::out_of_range, "The Joint Valletta Action Plan has domains 1 to 5 and actions A1 and up.", here, "no_such_objective", "Write it as JVAP:5 or JVAP:A86.");
    } else {
      continue;
    }
    text.replace(0, colon, scheme);
  }
  return {};
}

std::string_view framework_title(std::string_view framework) {
  if (framework.starts_with("GCM:")) {
    const auto n = objective(framework.substr(4));
    return n >= 1 && n <= std::size(gcm) ? gcm[n - 1] : "";
  }
  if (framework.starts_with("JVAP:")) {
    const auto n = number(framework.substr(5));
    return n >= 1 && n <= std::size(jvap) ? jvap[n - 1] : "";
  }
  return "";
}

}  // namespace safar::inline v0
