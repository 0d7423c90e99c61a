#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include <safar/base/partial_date.hpp>

namespace safar {
namespace {

std::string text_of(std::chrono::sys_days d) { return to_string(*Date::from_days(d.time_since_epoch().count())); }

const char* name_of(ErrorCode code) {
  return code == ErrorCode::parse ? "parse" : code == ErrorCode::out_of_range ? "out_of_range" : code == ErrorCode::unsupported ? "unsupported" : "another";
}

const char* name_of(Precision p) {
  constexpr const char* names[] = {"day", "month", "season", "year", "decade", "century", "millennium", "interval", "none"};
  return names[static_cast<int>(p)];
}

const char* name_of(Order o) {
  constexpr const char* names[] = {"before", "same", "after", "unknown"};
  return names[static_cast<int>(o)];
}

/// How many cases the value does not agree with; each is printed where `tell`.
int disagreements(const nlohmann::json& vectors, bool tell) {
  int bad = 0;
  const auto check = [&](const std::string& what, const std::string& is, const std::string& should) {
    if (is == should) return;
    ++bad;
    if (tell) ADD_FAILURE() << what << " is " << is << ", not " << should;
  };
  for (const auto& c : vectors.at("parse")) {
    const std::string text = c.at("text");
    const auto d = PartialDate::parse(text);
    check(text + " error", d ? "none" : name_of(d.error().code), c.value("error", "none"));
    if (!d || c.contains("error")) continue;
    check(text, to_string(*d), c.at("canonical"));
    check(text + " earliest", text_of(d->earliest()), c.at("earliest"));
    check(text + " latest", text_of(d->latest()), c.at("latest"));
    check(text + " precision", name_of(d->precision()), c.at("precision"));
    check(text + " uncertain", d->uncertain() ? "yes" : "no", c.value("uncertain", false) ? "yes" : "no");
    check(text + " approximate", d->approximate() ? "yes" : "no", c.value("approximate", false) ? "yes" : "no");
    check(text + " again", PartialDate::parse(c.at("canonical").get<std::string>()).value() == *d ? "same" : "another", "same");
  }
  for (const auto& c : vectors.at("compare")) {
    const std::string a = c.at(0), b = c.at(1);
    check(a + " and " + b, name_of(compare(PartialDate::parse(a).value(), PartialDate::parse(b).value())), c.at(2));
  }
  return bad;
}

nlohmann::json load() { return nlohmann::json::parse(std::ifstream(SAFAR_SOURCE_DIR "/tests/vectors/partial_date.json")); }

TEST(PartialDateVectors, Agree) {
  const auto v = load();
  ASSERT_GT(v.at("parse").size(), 80u);
  EXPECT_EQ(disagreements(v, true), 0);
}

TEST(PartialDateVectors, OneWrongAnswerIsSeen) {  // the control
  auto v = load();
  v["compare"][0][2] = "before";
  EXPECT_EQ(disagreements(v, false), 1);
  v = load();
  v["parse"][0]["latest"] = "1985-04-13";
  EXPECT_EQ(disagreements(v, false), 1);
}

}  // namespace
}  // namespace safar
