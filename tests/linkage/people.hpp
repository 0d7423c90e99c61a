#pragma once
// Made-up persons with the name concentration of a register: given and family names by Zipf's law, spelt as offices spell them.
#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "linkage/variant_table.hpp"

namespace safar::test_people {

class People {
 public:
  explicit People(std::uint64_t seed, std::size_t given = 20'000, std::size_t family = 60'000) : random_(seed), given_(pool(given)), family_(pool(family)), by_given_(zipf(given)), by_family_(zipf(family)) {}

  /// Two to four tokens, as typed by some office.
  std::string name() {
    std::string out = drift(given_[draw(by_given_)]);
    for (auto more = random_() % 10; more < 3 && out.size() < 60; more += 2) out += " " + drift(given_[draw(by_given_)]);
    return out + " " + drift(family_[draw(by_family_)]);
  }
  /// The same person asked for by somebody else: order, missing token, initial, start, a letter wrong, another spelling.
  std::string asked(const std::string& name) {
    std::vector<std::string> t(1);
    for (const char c : name) {
      if (c == ' ') t.emplace_back();
      else t.back() += c;
    }
    switch (random_() % 8) {
      case 0: std::reverse(t.begin(), t.end()); break;
      case 1: if (t.size() > 2) t.erase(t.begin() + 1); break;
      case 2: t[0] = t[0].substr(0, 1); break;
      case 3: t.back() = t.back().substr(0, std::max<std::size_t>(3, t.back().size() - 2)); break;
      case 4: t.back() = wrong(t.back()); break;
      case 5: t[0] = wrong(t[0]); break;
      case 6: for (auto& w : t) w = drift(w); break;
      default: break;
    }
    std::string out;
    for (const auto& w : t) out += (out.empty() ? "" : " ") + w;
    return out;
  }
  std::mt19937_64& random() { return random_; }
  const std::vector<std::string>& given() const { return given_; }
  const std::vector<std::string>& family() const { return family_; }

 private:
  std::vector<std::string> pool(std::size_t n) {
    std::vector<std::string> out;
    for (auto line : linkage::variant_groups) {
      const auto end = std::min(line.find(' '), line.size());
      out.emplace_back(line.substr(0, end));
    }
    std::shuffle(out.begin(), out.end(), random_);
    static constexpr const char* start[] = {"b", "d", "f", "g", "k", "l", "m", "n", "s", "t", "w", "y", "dj", "sh", "kh", "", "r", "z", "h", "th"};
    static constexpr const char* middle[] = {"a", "i", "ou", "e", "o", "aa", "ia", "u", "ai", "é"};
    while (out.size() < n) {
      std::string w;
      for (auto k = 2 + random_() % 3; k > 0; --k) w += std::string(start[random_() % 20]) + middle[random_() % 10];
      if (random_() % 3 == 0) w += "nrlsmtdh"[random_() % 8];
      out.push_back(w);
    }
    return out;
  }
  static std::vector<double> zipf(std::size_t n) {
    std::vector<double> sum(n);
    double all = 0;
    for (std::size_t i = 0; i < n; ++i) sum[i] = all += 1 / std::pow(static_cast<double>(i) + 2.7, 1.05);
    for (auto& s : sum) s /= all;
    return sum;
  }
  std::size_t draw(const std::vector<double>& sum) {
    const double at = static_cast<double>(random_() >> 11) / 9007199254740992.0;
    return static_cast<std::size_t>(std::lower_bound(sum.begin(), sum.end() - 1, at) - sum.begin());
  }
  // Another office's spelling, for one name in four.
  std::string drift(std::string w) {
    if (random_() % 4) return w;
    const auto replace = [&](const char* from, const char* to) {
      if (const auto at = w.find(from); at != std::string::npos) w.replace(at, std::string_view(from).size(), to);
    };
    switch (random_() % 7) {
      case 0: replace("ou", "u"); break;
      case 1: replace("dj", "j"); break;
      case 2: replace("k", "c"); break;
      case 3: replace("ss", "s"); break;
      case 4: w += "h"; break;
      case 5: replace("a", "aa"); break;
      default: replace("i", "y"); break;
    }
    return w;
  }
  std::string wrong(std::string w) {
    if (w.size() < 4) return w;
    const auto at = 1 + random_() % (w.size() - 2);
    switch (random_() % 3) {
      case 0: w.erase(at, 1); break;
      case 1: std::swap(w[at], w[at + 1]); break;
      default: w[at] = static_cast<char>('a' + random_() % 26); break;
    }
    return w;
  }

  std::mt19937_64 random_;
  std::vector<std::string> given_, family_;
  std::vector<double> by_given_, by_family_;
};

}  // namespace safar::test_people
