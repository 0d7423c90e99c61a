#include "linkage/vocabulary.hpp"

namespace safar::inline v0::linkage {
namespace {

std::uint64_t hash(std::string_view text) noexcept {  // FNV-1a, then its high bits spread
  std::uint64_t h = 14695981039346656037ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h ^ h >> 29;
}

}  // namespace

std::size_t Vocabulary::place(std::string_view t) const noexcept {
  const std::size_t last = table_.size() - 1;
  std::size_t i = hash(t) & last;
  while (table_[i] && text(table_[i] - 1) != t) i = (i + 1) & last;
  return i;
}

std::uint32_t Vocabulary::find(std::string_view t) const noexcept {
  if (table_.empty()) return no_token;
  return table_[place(t)] - 1;  // 0 - 1: no_token
}

void Vocabulary::grow_table() {
  std::vector<std::uint32_t> old(std::max<std::size_t>(1024, table_.size() * 2));
  old.swap(table_);
  for (const auto id : old)
    if (id) table_[place(text(id - 1))] = id;
}

std::uint32_t Vocabulary::put(std::string_view t) {
  if (const auto id = find(t); id != no_token) return id;
  if (table_.size() < (size_ + 1) * 3 / 2 + 1) grow_table();
  std::uint32_t id;
  if (!free_.empty()) {
    id = free_.back();
    free_.pop_back();
  } else {
    id = static_cast<std::uint32_t>(first_.size());
    if (id % block == 0) blocks_.push_back(std::make_unique<Cell[]>(block));
    first_.push_back(0);
  }
  Cell& cell = blocks_[id / block][id % block];
  std::copy(t.begin(), t.end(), cell.text.begin());
  cell.size = static_cast<std::uint8_t>(t.size());
  first_[id] = first_letter(t);
  table_[place(t)] = id + 1;
  order_.push_back(id);
  back_.push_back(id);
  const NameKeys keys = keys_of(t);
  for (const std::uint64_t key : {keys.tight, keys.loose, keys.listed})
    if (key) keys_.push_back({key, id});
  ++size_;
  if (order_.size() - sorted_ > most_unsorted) sort_tails();
  return id;
}

void Vocabulary::sort_tails() {
  const auto less = [&](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); };
  const auto middle = order_.begin() + static_cast<std::ptrdiff_t>(sorted_);
  std::sort(middle, order_.end(), less);
  std::inplace_merge(order_.begin(), middle, order_.end(), less);
  sorted_ = order_.size();
  const auto back_less = [&](std::uint32_t a, std::uint32_t b) { return backwards_less(text(a), text(b)); };
  const auto back = back_.begin() + static_cast<std::ptrdiff_t>(back_sorted_);
  std::sort(back, back_.end(), back_less);
  std::inplace_merge(back_.begin(), back, back_.end(), back_less);
  back_sorted_ = back_.size();
  const auto keyed = keys_.begin() + static_cast<std::ptrdiff_t>(keys_sorted_);
  std::sort(keyed, keys_.end());
  std::inplace_merge(keys_.begin(), keyed, keys_.end());
  keys_sorted_ = keys_.size();
}

void Vocabulary::remove(std::uint32_t id) {
  const std::string_view t = text(id);
  // The table: what stands behind moves up, so that no search stops too early.
  const std::size_t last = table_.size() - 1;
  std::size_t hole = place(t);
  for (std::size_t i = (hole + 1) & last; table_[i]; i = (i + 1) & last) {
    const std::size_t home = hash(text(table_[i] - 1)) & last;
    if (((i - home) & last) >= ((i - hole) & last)) {
      table_[hole] = table_[i];
      hole = i;
    }
  }
  table_[hole] = 0;

  const auto take_out = [&](std::vector<std::uint32_t>& list, std::size_t& sorted, auto less) {
    const auto end = list.begin() + static_cast<std::ptrdiff_t>(sorted);
    auto at = std::lower_bound(list.begin(), end, t, [&](std::uint32_t a, std::string_view b) { return less(text(a), b); });
    if (at == end || *at != id) at = std::find(end, list.end(), id);
    if (at < end) --sorted;
    erase_wiped(list, static_cast<std::size_t>(at - list.begin()));
  };
  take_out(order_, sorted_, [](std::string_view a, std::string_view b) { return a < b; });
  take_out(back_, back_sorted_, backwards_less);

  const NameKeys keys = keys_of(t);
  for (const std::uint64_t key : {keys.tight, keys.loose, keys.listed}) {
    if (key == 0) continue;
    const Keyed wanted{key, id};
    const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(keys_sorted_);
    auto k = std::lower_bound(keys_.begin(), end, wanted);
    if (k == end || *k != wanted) k = std::find(end, keys_.end(), wanted);
    if (k < end) --keys_sorted_;
    erase_wiped(keys_, static_cast<std::size_t>(k - keys_.begin()));
  }
  blocks_[id / block][id % block] = Cell{};
  first_[id] = 0;
  free_.push_back(id);
  --size_;
}

std::size_t Vocabulary::bytes() const noexcept {
  return blocks_.size() * block * sizeof(Cell) + blocks_.capacity() * sizeof(void*) + first_.capacity() + (table_.capacity() + order_.capacity() + back_.capacity() + free_.capacity()) * sizeof(std::uint32_t) +
         keys_.capacity() * sizeof(Keyed);
}

}  // namespace safar::inline v0::linkage
