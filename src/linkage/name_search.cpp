#include <safar/linkage/name_index.hpp>
#include <safar/linkage/similarity.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <span>
#include <utility>

#include "linkage/index_impl.hpp"

namespace safar::inline v0::linkage {
namespace {

constexpr std::size_t block = 1 << 15;             // slots that are looked at together
constexpr std::size_t most_asked = 8;              // tokens that choose candidates; all are compared in the end
constexpr std::size_t most_entries = 120'000;       // postings that one search looks at
constexpr std::size_t most_start_entries = 40'000;  // of them by the start of a name alone

struct Found {
  std::uint32_t id = 0;
  Likeness by{};
};

// A token that is asked for and the tokens of the vocabulary that it meets.
struct Asked {
  std::string_view text{};
  std::vector<Found> found{};
  std::size_t entries = 0;   // persons behind `found`, counted with repetition
  std::uint32_t weight = 1;
  bool chooses = false;
};

// What is left to find where neither key nor one edit joins them: similar letters, a start, an initial.
Likeness match_otherwise(std::string_view asked, std::string_view token) noexcept {
  Likeness by{};
  if (asked.size() == 1 || token.size() == 1) return asked[0] == token[0] ? Likeness{TokenMatch::initial, 500} : by;
  if (token.size() > asked.size() && token.starts_with(asked)) by = {TokenMatch::prefix, static_cast<std::uint32_t>(600 + 250 * asked.size() / token.size())};
  std::uint32_t left = 0, right = 0;  // letters that only one of them has: so alike they share all but four
  for (const char c : asked) left |= 1U << (c & 31);
  for (const char c : token) right |= 1U << (c & 31);
  if (std::popcount(left ^ right) > 4) return by;
  const std::uint32_t alike = jaro_winkler(asked, token) / 1000;
  return alike >= 880 && alike * 80 / 100 > by.score ? Likeness{TokenMatch::alike, alike * 80 / 100} : by;
}

// `keys`: by bit, which of tight, loose and listed they share.
Likeness match(std::string_view asked, std::string_view token, unsigned keys) noexcept {
  const Likeness by = likeness(asked, token, keys & 1, keys & 2, keys & 4);
  if (by.score >= 850) return by;
  const Likeness other = match_otherwise(asked, token);
  return other.score > by.score ? other : by;
}

// What a token is worth: one more for every halving of those who have it.
std::uint32_t weight_of(std::size_t persons, std::size_t with) noexcept {
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(static_cast<std::size_t>(std::bit_width((persons + 1) / (with + 1))) + 1, 2, 12));
}

// A level of likeness in four bits, 0: none.
std::uint32_t level_of(std::uint32_t score) noexcept { return (score * 15 + 999) / 1000; }

constexpr std::uint32_t extra_costs = 15, most_extra = 60;

}  // namespace

struct NameScratch::Room {
  struct List { const std::uint32_t* at; const std::uint32_t* end; std::uint32_t next, level, mask; };  // next: *at, which is far away
  struct Candidate { std::uint32_t slot, sum; };  // sum of level x weight; in the high half how many asked tokens met something
  std::vector<std::pair<std::uint32_t, unsigned>> ids{};
  std::vector<List> lists{};                     // postings that are read
  std::vector<std::uint32_t> levels{};           // by slot of a block: four bits an asked token
  std::vector<Candidate> candidates{};
  std::vector<std::uint16_t> thousandths{};      // by sum of level x weight
  struct Rough {
    std::uint32_t lost, person, slot;  // lost: thousandths below 1000
    friend auto operator<=>(const Rough&, const Rough&) = default;
  };
  std::vector<Rough> best{};                     // ascending is best first
  std::vector<std::uint16_t> near{};             // by number of a token: the levels of four asked tokens that only compare
  std::vector<std::uint32_t> scored{};           // by score: how many candidates have it
};

NameScratch::NameScratch() : room_(std::make_unique<Room>()) {}
NameScratch::~NameScratch() = default;
NameScratch::NameScratch(NameScratch&&) noexcept = default;
NameScratch& NameScratch::operator=(NameScratch&&) noexcept = default;

bool NameIndex::can_search(std::string_view text) noexcept {
  const NameTokens tokens = fold_name(text);
  return std::any_of(tokens.begin(), tokens.end(), [](const NameToken& t) { return t.size() >= 2; });
}

std::vector<NameHit> NameIndex::search(std::string_view text, const NameQuestion& question) const {
  NameScratch scratch;
  return search(text, question, scratch);
}

std::vector<NameHit> NameIndex::search(std::string_view text, const NameQuestion& question, NameScratch& scratch) const {
  const Impl& x = *impl_;
  const Vocabulary& words = x.words;
  NameScratch::Room& room = *scratch.room_;
  NameTokens tokens;
  for (const auto& t : fold_name(text)) tokens.add(t.text());
  if (x.live == 0 || question.most == 0 || std::none_of(tokens.begin(), tokens.end(), [](const NameToken& t) { return t.size() >= 2; })) return {};

  // 1. The tokens of the vocabulary that each asked token meets.
  std::vector<Asked> asked(tokens.size());
  for (std::size_t q = 0; q < tokens.size(); ++q) {
    Asked& a = asked[q];
    a.text = tokens[q].text();
    auto& ids = room.ids;  // with the keys that they share
    ids.clear();
    if (const auto id = words.find(a.text); id != no_token) ids.push_back({id, 0});
    if (a.text.size() >= 2) words.with_keys(keys_of(a.text), [&](std::uint32_t id, unsigned which) { ids.push_back({id, 1U << which}); });
    if (a.text.size() >= 4) words.with_half_of(a.text, [&](std::uint32_t id) { if (one_edit(a.text, words.text(id))) ids.push_back({id, 0}); });
    std::sort(ids.begin(), ids.end());
    std::size_t with = 0;
    for (std::size_t i = 0; i < ids.size();) {
      const std::uint32_t id = ids[i].first;
      unsigned keys = 0;
      for (; i < ids.size() && ids[i].first == id; ++i) keys |= ids[i].second;
      const Likeness by = match(a.text, words.text(id), keys);
      if (by.score == 0) continue;
      const std::size_t n = x.postings[id].size();
      if (by.score >= 850) with += n;
      a.entries += n;
      a.found.push_back({id, by});
    }
    if (a.text.size() >= 2) {
      const std::size_t before = a.found.size();
      std::size_t by_start = 0;
      words.with_start(a.text, [&](std::uint32_t id) {
        const auto at = std::lower_bound(ids.begin(), ids.end(), std::pair(id, 0U));
        if (at != ids.end() && at->first == id) return;
        const auto score = static_cast<std::uint32_t>(600 + 250 * a.text.size() / words.text(id).size());
        a.found.push_back({id, {TokenMatch::prefix, score}});
        by_start += x.postings[id].size();
      });
      if (by_start > most_start_entries && before) a.found.resize(before);
      else a.entries += by_start;
      std::sort(a.found.begin(), a.found.end(), [](const Found& l, const Found& r) { return l.id < r.id; });
    }
    a.weight = a.text.size() == 1 ? 1 : weight_of(x.live, with);
  }

  // 2. The rarest choose the candidates, as long as there is time.
  std::vector<std::size_t> by_rarity;
  for (std::size_t q = 0; q < asked.size(); ++q)
    if (asked[q].entries) by_rarity.push_back(q);
  std::stable_sort(by_rarity.begin(), by_rarity.end(), [&](std::size_t a, std::size_t b) { return asked[a].entries < asked[b].entries; });
  if (by_rarity.size() > most_asked) by_rarity.resize(most_asked);
  room.lists.clear();
  std::size_t entries = 0, choosing = 0;
  for (std::size_t k = 0; k < by_rarity.size(); ++k) {
    Asked& a = asked[by_rarity[k]];
    if (k && entries + a.entries > most_entries) break;
    entries += a.entries;
    a.chooses = true;
    ++choosing;
    for (const auto& f : a.found) {
      const auto& list = x.postings[f.id];
      if (!list.empty()) room.lists.push_back({list.data(), list.data() + list.size(), list.front(), level_of(f.by.score) << (4 * k), 15U << (4 * k)});
    }
  }
  // 3. What was too common to choose, and initials, compare by number of token.
  // First letters of what it meets, its highest level; and the same of what is another spelling of it at least.
  struct Comparing { std::size_t q; std::uint32_t letters, most, near_letters, near_most; };
  constexpr std::uint32_t near_level = 13;
  std::vector<Comparing> comparing;
  for (std::size_t q = 0; q < asked.size() && comparing.size() < 4; ++q)
    if (!asked[q].chooses) comparing.push_back({q, 0, 0, 0, 0});
  if (!comparing.empty()) room.near.assign(words.numbers(), 0);
  for (std::size_t k = 0; k < comparing.size(); ++k) {
    Comparing& c = comparing[k];
    const Asked& a = asked[c.q];
    const auto raise = [&](std::uint32_t id, std::uint32_t score) {
      const std::uint32_t level = level_of(score), now = room.near[id];
      if (level <= (now >> (4 * k) & 15)) return;
      room.near[id] = static_cast<std::uint16_t>((now & ~(15U << (4 * k))) | level << (4 * k));
      (level >= near_level ? c.near_letters : c.letters) |= 1U << words.first_letter(id);
      auto& most = level >= near_level ? c.near_most : c.most;
      most = std::max(most, level);
    };
    if (a.text.size() == 1) {
      const std::uint8_t letter = Vocabulary::first_letter(a.text);
      for (std::uint32_t id = 0; id < words.numbers(); ++id)
        if (words.first_letter(id) == letter) raise(id, 500);
    } else {
      words.with_start(a.text, [&](std::uint32_t id) { raise(id, match_otherwise(a.text, words.text(id)).score); });  // what a key joins is in `found`
    }
    for (const auto& f : a.found) raise(f.id, f.by.score);
  }

  // 4. A rough score for every candidate; the best go on. Ties at the bound go by person number.
  std::uint32_t whole = 0, compared = 0;
  for (const auto& a : asked) whole += a.weight;
  for (const auto& c : comparing) compared += asked[c.q].weight;
  // Two asked tokens a byte of levels: what they add, and in the high half how many of them met something.
  std::array<std::array<std::uint32_t, 256>, most_asked / 2> adds{};
  for (std::size_t k = 0; k < choosing; ++k)
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t level = k % 2 ? byte >> 4 : byte & 15;
      adds[k / 2][byte] += level * asked[by_rarity[k]].weight + (level ? 1U << 16 : 0U);
    }
  const std::size_t wanted = question.most * 8 + 100, halves = (choosing + 1) / 2;
  const auto bound_of = [&](const std::vector<std::uint32_t>& count) {
    std::size_t above = 0;
    std::uint32_t bound = 1000;
    while (bound > 0 && above + count[bound] < wanted) above += count[bound--];
    return bound;
  };
  std::vector<std::uint32_t> count(1001, 0);
  room.thousandths.resize(15 * whole + 1);
  for (std::uint32_t sum = 0; sum <= 15 * whole; ++sum) room.thousandths[sum] = static_cast<std::uint16_t>(sum * 1000 / (15 * whole));
  const std::uint16_t* const thousandths = room.thousandths.data();
  room.levels.resize(block);
  room.candidates.clear();
  for (std::size_t from = 0; from < x.slot_count(); from += block) {  // a block's levels stay in the cache
    const auto until = static_cast<std::uint32_t>(std::min(from + block, x.slot_count()));
    const std::size_t before = room.candidates.size();
    for (auto& list : room.lists)
      while (list.next < until) {
        std::uint32_t& now = room.levels[list.next & (block - 1)];
        if (now == 0) room.candidates.push_back({list.next, 0});
        if ((now & list.mask) < list.level) now = (now & ~list.mask) | list.level;
        list.next = ++list.at == list.end ? no_slot : *list.at;
      }
    for (std::size_t i = before; i < room.candidates.size(); ++i) {
      auto& c = room.candidates[i];
      std::uint32_t& levels = room.levels[c.slot & (block - 1)];
      for (std::size_t k = 0; k < halves; ++k, levels >>= 8) c.sum += adds[k][levels & 255];
      levels = 0;
      ++count[thousandths[c.sum & 0xFFFF]];
    }
  }
  // Only those can be among the best who would be with all that comparing may add, less what tokens too many may cost.
  const std::uint32_t slack = most_extra + 1 + compared * 1000 / whole, rough = bound_of(count), least = rough > slack ? rough - slack : 0;
  const auto score_of = [&](std::uint32_t sum, std::uint32_t has, std::uint32_t met) {
    const std::uint32_t score = thousandths[sum], extra = has > met ? std::min(most_extra, (has - met) * extra_costs) : 0;
    return score > extra ? score - extra : 0;
  };
  room.best.clear();
  room.scored.assign(1001, 0);
  std::size_t better = 0;  // candidates with a score of `passed` or more; `wanted` of them, and less need not be looked at
  std::uint32_t passed = 0;
  const std::size_t candidates = room.candidates.size();
  for (std::size_t i = 0; i < candidates; ++i) {
    if (i + 32 < candidates) {  // persons lie far apart: fetched ahead, they do not have to be waited for
      __builtin_prefetch(&x.start[room.candidates[i + 32].slot]);
      if (!comparing.empty()) {
        __builtin_prefetch(&x.gist[room.candidates[i + 32].slot]);
        __builtin_prefetch(&x.tokens[x.start[room.candidates[i + 16].slot]]);
      }
    }
    const auto& c = room.candidates[i];
    std::uint32_t sum = c.sum & 0xFFFF, met = c.sum >> 16;
    if (thousandths[sum] < least) continue;
    const std::uint32_t slot = c.slot;
    if (!comparing.empty()) {  // what it may come to at most, by its gist alone
      const std::uint32_t gist = x.gist[slot];
      std::uint32_t may = sum, meets = met;
      for (const auto& k : comparing)
        if (const std::uint32_t level = gist & k.near_letters ? k.near_most : gist & k.letters ? k.most : 0) {
          may += level * asked[k.q].weight;
          ++meets;
        }
      if (score_of(may, gist >> gist_count, meets) < passed) continue;
    }
    const std::uint32_t first = x.start[slot], last = x.start[slot + 1];
    if (!comparing.empty()) {
      std::array<std::uint32_t, 4> level{};
      for (std::uint32_t t = first; t < last; ++t)
        if (const std::uint32_t near = room.near[x.tokens[t]])
          for (std::size_t k = 0; k < comparing.size(); ++k) level[k] = std::max(level[k], near >> (4 * k) & 15);
      for (std::size_t k = 0; k < comparing.size(); ++k) {
        sum += level[k] * asked[comparing[k].q].weight;
        met += level[k] != 0;
      }
    }
    const std::uint32_t score = score_of(sum, last - first, met);
    if (score < passed) continue;
    room.best.push_back({1000 - score, x.person[slot], slot});
    ++room.scored[score];
    for (++better; better - room.scored[passed] >= wanted; ++passed) better -= room.scored[passed];
  }
  if (room.best.size() > wanted) {
    std::nth_element(room.best.begin(), room.best.begin() + static_cast<std::ptrdiff_t>(wanted), room.best.end());
    room.best.resize(wanted);
  }

  // 5. Each of them token by token: the best pairs first, each token in one pair.
  struct Pair { std::uint32_t q, t; Likeness by; };
  struct Graded { std::uint32_t score = 0, slot = 0; };
  std::vector<std::vector<Found>> known(asked.size());  // what was compared already, by number of token
  for (std::size_t q = 0; q < asked.size(); ++q) known[q] = asked[q].found;
  const auto compare = [&](std::size_t q, std::uint32_t id) {
    auto& list = known[q];
    const auto at = std::lower_bound(list.begin(), list.end(), id, [](const Found& f, std::uint32_t i) { return f.id < i; });
    if (at != list.end() && at->id == id) return at->by;
    const Likeness by = match_otherwise(asked[q].text, words.text(id));
    list.insert(at, {id, by});
    return by;
  };
  struct Pairs { std::array<Pair, most_tokens> taken; std::size_t size = 0; };
  const auto pairs_of = [&](std::uint32_t slot) {
    std::array<Pair, most_tokens * most_tokens> all;
    std::size_t n = 0;
    for (std::uint32_t t = x.start[slot]; t < x.start[slot + 1]; ++t)
      for (std::uint32_t q = 0; q < asked.size(); ++q)
        if (const Likeness by = compare(q, x.tokens[t]); by.score) {
          std::size_t at = n++;
          for (; at > 0 && all[at - 1].by.score < by.score; --at) all[at] = all[at - 1];
          all[at] = {q, t, by};
        }
    Pairs out;
    std::uint32_t used_q = 0, used_t = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t q = 1U << all[i].q, t = 1U << (all[i].t - x.start[slot]);
      if ((used_q & q) || (used_t & t)) continue;
      used_q |= q;
      used_t |= t;
      out.taken[out.size++] = all[i];
    }
    return out;
  };
  std::vector<Graded> graded;
  for (const auto& [_, person, slot] : room.best) {
    const Pairs pairs = pairs_of(slot);
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < pairs.size; ++i) sum += pairs.taken[i].by.score * asked[pairs.taken[i].q].weight;
    const std::uint32_t extra = std::min(most_extra, static_cast<std::uint32_t>(x.start[slot + 1] - x.start[slot] - pairs.size) * extra_costs);
    const std::uint32_t score = sum / whole;
    if (score >= question.least_score + extra) graded.push_back({score - extra, slot});
  }
  std::sort(graded.begin(), graded.end(), [&](const Graded& a, const Graded& b) { return a.score != b.score ? a.score > b.score : x.person[a.slot] < x.person[b.slot]; });
  if (graded.size() > question.most) graded.resize(question.most);

  std::vector<NameHit> hits;
  hits.reserve(graded.size());
  for (const auto& g : graded) {
    NameHit hit{x.person[g.slot], g.score, {}};
    Pairs pairs = pairs_of(g.slot);
    std::sort(pairs.taken.begin(), pairs.taken.begin() + static_cast<std::ptrdiff_t>(pairs.size), [](const Pair& a, const Pair& b) { return a.q < b.q; });
    for (const Pair& p : std::span(pairs.taken.data(), pairs.size)) hit.why.push_back({std::string(asked[p.q].text), std::string(words.text(x.tokens[p.t])), p.by.how, p.by.score});
    hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace safar::inline v0::linkage
