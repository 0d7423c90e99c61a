#include <safar/linkage/name_index.hpp>

#include <algorithm>

#include "linkage/index_impl.hpp"

namespace safar::inline v0::linkage {

NameIndex::NameIndex() : impl_(std::make_unique<Impl>()) {}
NameIndex::~NameIndex() = default;
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;

void NameIndex::put(std::uint32_t number, const NameTokens& tokens) {
  Impl& x = *impl_;
  x.remove(number);
  if (tokens.empty()) return;
  const auto slot = static_cast<std::uint32_t>(x.slot_count());
  for (const auto& t : tokens) {
    const std::uint32_t id = x.words.put(t.text());
    x.tokens.push_back(id);
    if (id >= x.postings.size()) x.postings.resize(id + 1);
    auto& list = x.postings[id];
    if (list.empty() || list.back() != slot) list.push_back(slot);
  }
  x.person.push_back(number);
  x.gist.push_back(gist_of(tokens));
  x.start.push_back(static_cast<std::uint32_t>(x.tokens.size()));
  x.slots.put(number, slot);
  ++x.live;
}

bool NameIndex::Impl::remove(std::uint32_t number) {
  const std::uint32_t slot = slots.of(number);
  if (slot == no_slot) return false;
  for (std::uint32_t i = start[slot]; i < start[slot + 1]; ++i) {
    const std::uint32_t id = tokens[i];
    tokens[i] = no_token;
    auto& list = postings[id];
    const auto at = std::lower_bound(list.begin(), list.end(), slot);
    if (at == list.end() || *at != slot) continue;  // the same token twice in one name
    erase_wiped(list, static_cast<std::size_t>(at - list.begin()));
    if (!list.empty()) continue;
    std::vector<std::uint32_t>().swap(list);
    words.remove(id);
  }
  gist[slot] = 0;
  slots.put(number, no_slot);
  --live;
  if (slot_count() - live > live / 4 + 1024) compact();
  return true;
}

// Slots in the order of persons again, without those that nobody has. O(everything).
void NameIndex::Impl::compact() {
  std::vector<std::uint32_t> to(slot_count(), no_slot), persons, gists, starts{0}, all;
  persons.reserve(live);
  gists.reserve(live);
  starts.reserve(live + 1);
  all.reserve(tokens.size());
  slots.each(0, 0xFFFFFFFF, [&](std::uint32_t number, std::uint32_t slot) {
    to[slot] = static_cast<std::uint32_t>(persons.size());
    persons.push_back(number);
    gists.push_back(gist[slot]);
    all.insert(all.end(), tokens.begin() + start[slot], tokens.begin() + start[slot + 1]);
    starts.push_back(static_cast<std::uint32_t>(all.size()));
  });
  for (std::uint32_t s = 0; s < persons.size(); ++s) slots.put(persons[s], s);
  for (auto& list : postings) {
    for (auto& s : list) s = to[s];
    std::sort(list.begin(), list.end());
    list.shrink_to_fit();
  }
  person = std::move(persons);
  gist = std::move(gists);
  start = std::move(starts);
  tokens = std::move(all);
}

bool NameIndex::remove(std::uint32_t number) { return impl_->remove(number); }
bool NameIndex::has(std::uint32_t number) const noexcept { return impl_->slots.of(number) != no_slot; }
std::size_t NameIndex::persons() const noexcept { return impl_->live; }
std::size_t NameIndex::vocabulary() const noexcept { return impl_->words.size(); }

NameTokens NameIndex::tokens_of(std::uint32_t number) const {
  NameTokens out;
  const std::uint32_t slot = impl_->slots.of(number);
  if (slot == no_slot) return out;
  for (std::uint32_t i = impl_->start[slot]; i < impl_->start[slot + 1]; ++i) {
    NameToken t;
    t.assign(impl_->words.text(impl_->tokens[i]));
    out.push(t);
  }
  return out;
}

std::size_t NameIndex::bytes() const noexcept {
  const Impl& x = *impl_;
  std::size_t n = x.words.bytes() + x.slots.bytes() + x.postings.capacity() * sizeof(x.postings[0]) + (x.person.capacity() + x.gist.capacity() + x.start.capacity() + x.tokens.capacity()) * sizeof(std::uint32_t);
  for (const auto& list : x.postings) n += list.capacity() * sizeof(std::uint32_t);
  return n;
}

}  // namespace safar::inline v0::linkage
