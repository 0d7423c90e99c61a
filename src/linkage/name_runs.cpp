// A run: persons and tokens as bytes.
//   "names" u8(1) u32(names_version) | n tokens | each, sorted: length shared with the one before, length of the rest, the rest
//   | n persons | each, ascending: distance from the one before, n tokens, places of the tokens in the list above
// All numbers but the version are base-128, low digits first.
#include <safar/linkage/name_index.hpp>

#include <algorithm>
#include <unordered_map>

#include "linkage/index_impl.hpp"

namespace safar::inline v0::linkage {
namespace {

constexpr std::string_view magic = "names\x01";

void put_number(std::string& out, std::uint64_t n) {
  for (; n >= 0x80; n >>= 7) out += static_cast<char>((n & 0x7F) | 0x80);
  out += static_cast<char>(n);
}

// Numbers and texts of a run; `fine` falls at the first that is not there.
struct Reader {
  std::string_view rest;
  bool fine = true;

  std::uint64_t number() {
    std::uint64_t n = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      if (rest.empty()) break;
      const auto c = static_cast<unsigned char>(rest[0]);
      rest.remove_prefix(1);
      n |= std::uint64_t{c & 0x7FU} << shift;
      if (!(c & 0x80)) return n;
    }
    fine = false;
    return 0;
  }
  std::string_view text(std::uint64_t n) {
    if (n > rest.size()) {
      fine = false;
      return {};
    }
    const auto t = rest.substr(0, n);
    rest.remove_prefix(n);
    return t;
  }
};

Error not_a_run() { return fail(ErrorCode::corrupt, "These bytes are no run of a name index.", "", "", "Build the index anew from the names."); }

}  // namespace

std::string NameIndex::run(std::uint32_t first, std::uint32_t last) const {
  const Impl& x = *impl_;
  std::vector<std::uint32_t> ids;
  std::size_t count = 0;
  x.slots.each(first, last, [&](std::uint32_t, std::uint32_t slot) {
    ids.insert(ids.end(), x.tokens.begin() + x.start[slot], x.tokens.begin() + x.start[slot + 1]);
    ++count;
  });
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::sort(ids.begin(), ids.end(), [&](std::uint32_t a, std::uint32_t b) { return x.words.text(a) < x.words.text(b); });
  std::unordered_map<std::uint32_t, std::uint32_t> place;
  std::string out(magic);
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(names_version >> shift & 0xFF);
  put_number(out, ids.size());
  std::string_view before;
  for (const auto id : ids) {
    const auto t = x.words.text(id);
    const auto shared = static_cast<std::size_t>(std::mismatch(before.begin(), before.end(), t.begin(), t.end()).first - before.begin());
    put_number(out, shared);
    put_number(out, t.size() - shared);
    out += t.substr(shared);
    before = t;
    place.emplace(id, static_cast<std::uint32_t>(place.size()));
  }
  put_number(out, count);
  std::uint32_t previous = 0;
  x.slots.each(first, last, [&](std::uint32_t number, std::uint32_t slot) {
    put_number(out, number - previous);
    previous = number;
    put_number(out, x.start[slot + 1] - x.start[slot]);
    for (std::uint32_t i = x.start[slot]; i < x.start[slot + 1]; ++i) put_number(out, place[x.tokens[i]]);
  });
  return out;
}

Result<> NameIndex::load(std::string_view run) {
  if (!run.starts_with(magic) || run.size() < magic.size() + 4) return not_a_run();
  std::uint32_t version = 0;
  for (unsigned i = 0; i < 4; ++i) version |= static_cast<std::uint32_t>(static_cast<unsigned char>(run[magic.size() + i])) << (8 * i);
  if (version != names_version) return fail(ErrorCode::newer, "This run of a name index was made by another version.", "", "", "Build the index anew from the names.");
  Reader in{run.substr(magic.size() + 4)};
  const std::uint64_t words = in.number();
  if (!in.fine || words > in.rest.size()) return not_a_run();
  std::vector<NameToken> list;
  list.reserve(words);
  for (std::uint64_t i = 0; i < words; ++i) {
    const std::uint64_t shared = in.number(), rest = in.number();
    NameToken t;
    if (i) t.assign(list.back().text().substr(0, shared));
    if (!in.fine || shared != t.size() || rest > token_bytes - shared) return not_a_run();
    for (const char c : in.text(rest)) {
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return not_a_run();
      t.push(c);
    }
    if (!in.fine || t.size() == 0 || (i && t.text() <= list.back().text())) return not_a_run();
    list.push_back(t);
  }
  const std::uint64_t persons = in.number();
  std::uint64_t number = 0;
  for (std::uint64_t i = 0; i < persons; ++i) {
    const std::uint64_t step = in.number(), n = in.number();
    number += step;
    if (!in.fine || (i && step == 0) || number >= 0xFFFFFFFF || n == 0 || n > most_tokens) return not_a_run();
    NameTokens tokens;
    for (std::uint64_t k = 0; k < n; ++k) {
      const std::uint64_t at = in.number();
      if (!in.fine || at >= list.size()) return not_a_run();
      tokens.push(list[at]);
    }
    put(static_cast<std::uint32_t>(number), tokens);
  }
  if (!in.fine || !in.rest.empty()) return not_a_run();
  // The list of tokens is a copy of names: it goes now, not when its memory is used again.
  for (auto& t : list) t = NameToken{};
  asm volatile("" : : "r"(list.data()) : "memory");
  return {};
}

}  // namespace safar::inline v0::linkage
