#include "register/column.hpp"

#include <cstring>
#include <stdexcept>

#include <safar/base/date.hpp>
#include <safar/base/id.hpp>
#include <safar/base/time.hpp>

namespace safar::inline v0 {
namespace {

// What tells one value from another, as a text or a number.
inline const std::string& key(const std::string& s, std::string&) { return s; }
inline const std::string& key(const Known<std::string>& k, std::string& made) {
  made.assign(1, static_cast<char>(k.absence));
  return made += k.value;
}
inline const std::string& key(const std::vector<std::string>& list, std::string& made) {
  made.clear();
  for (const auto& s : list) { made += std::to_string(s.size()); made += ':'; made += s; }
  return made;
}
inline std::int64_t key(bool b, std::string&) { return b; }
inline std::int64_t key(std::int64_t n, std::string&) { return n; }
inline std::int64_t key(const Known<std::int64_t>& n, std::string&) { return n.known() ? n.value : INT64_MIN + static_cast<std::int64_t>(n.absence); }
inline std::int64_t key(const Known<Date>& d, std::string&) { return d.known() ? d.value.days() : INT64_MIN + static_cast<std::int64_t>(d.absence); }

template <class T> std::size_t heap(const T&) { return 0; }
std::size_t heap(const std::string& s) { return s.capacity() > 15 ? s.capacity() + 1 : 0; }
std::size_t heap(const Known<std::string>& s) { return heap(s.value); }

template <class T> class Plain final : public Column {
 public:
  std::size_t rows() const override { return values_.size(); }
  const void* at(std::size_t row) const override { return &values_[row]; }
  void append(const void* value) override { values_.push_back(*static_cast<const T*>(value)); }
  void set(std::size_t row, const void* value) override { values_[row] = *static_cast<const T*>(value); }
  void put(std::size_t row, void* to) const override { *static_cast<T*>(to) = values_[row]; }
  std::unique_ptr<Column> take(std::span<const std::uint32_t> rows) const override {
    auto out = std::make_unique<Plain>();
    out->values_.reserve(rows.size());
    for (const auto r : rows) out->values_.push_back(values_[r]);
    return out;
  }
  std::size_t bytes() const override {
    std::size_t n = values_.capacity() * sizeof(T);
    for (const auto& v : values_) n += heap(v);
    return n;
  }

 private:
  std::vector<T> values_{};
};

template <class T> class Coded final : public Column {
  // std::vector<bool> has no addresses.
  struct Word { T value; };

 public:
  std::size_t rows() const override { return codes_.size(); }
  const void* at(std::size_t row) const override { return &words_[codes_[row]].value; }
  void append(const void* value) override { codes_.push_back(code(*static_cast<const T*>(value))); }
  void set(std::size_t row, const void* value) override { codes_[row] = code(*static_cast<const T*>(value)); }
  void put(std::size_t row, void* to) const override { *static_cast<T*>(to) = words_[codes_[row]].value; }
  bool coded() const override { return true; }
  std::span<const std::uint32_t> codes() const override { return codes_; }
  std::size_t words() const override { return words_.size(); }
  const void* word(std::size_t n) const override { return &words_[n].value; }
  std::unique_ptr<Column> take(std::span<const std::uint32_t> rows) const override {
    auto out = std::make_unique<Coded>();
    out->words_ = words_;
    out->codes_.reserve(rows.size());
    for (const auto r : rows) out->codes_.push_back(codes_[r]);
    return out;
  }
  std::size_t bytes() const override {
    std::size_t n = codes_.capacity() * sizeof(std::uint32_t) + words_.capacity() * sizeof(Word);
    for (const auto& w : words_) n += heap(w.value) * 2 + 40;
    return n;
  }

 private:
  using Key = std::decay_t<decltype(key(std::declval<const T&>(), std::declval<std::string&>()))>;

  std::uint32_t code(const T& value) {
    if (!codes_.empty() && words_[codes_.back()].value == value) return codes_.back();  // neighbours are often alike
    const auto [it, fresh] = index_.try_emplace(key(value, made_), static_cast<std::uint32_t>(words_.size()));
    if (fresh) words_.push_back({value});
    return it->second;
  }

  std::vector<std::uint32_t> codes_{};
  std::vector<Word> words_{};
  std::unordered_map<Key, std::uint32_t> index_{};
  std::string made_{};
};

template <class T> std::unique_ptr<Column> one(bool plain) {
  if (plain) return std::make_unique<Plain<T>>();
  return std::make_unique<Coded<T>>();
}

}  // namespace

std::unique_ptr<Column> make_column(const FieldInfo& field, bool plain) {
  const TypeInfo* t = &field.type();
  if (t == &info<std::string>()) return one<std::string>(plain);
  if (t == &info<std::int64_t>()) return one<std::int64_t>(plain);
  if (t == &info<bool>()) return std::make_unique<Coded<bool>>();
  if (t == &info<Known<std::string>>()) return one<Known<std::string>>(plain);
  if (t == &info<Known<std::int64_t>>()) return one<Known<std::int64_t>>(plain);
  if (t == &info<Known<Date>>()) return one<Known<Date>>(plain);
  if (t == &info<std::vector<std::string>>()) return one<std::vector<std::string>>(plain);
  if (t == &info<CaseId>()) return std::make_unique<Plain<CaseId>>();
  if (t == &info<PersonId>()) return std::make_unique<Plain<PersonId>>();
  if (t == &info<Instant>()) return std::make_unique<Plain<Instant>>();
  throw std::logic_error("no column for the type of " + std::string(field.name));
}

Columns::Columns(const TypeInfo& row, std::span<const std::string_view> plain) : row_(&row) {
  for (const auto& f : row.fields) {
    bool is_plain = false;
    for (const auto name : plain) is_plain = is_plain || name == f.name;
    columns_.push_back(make_column(f, is_plain));
  }
}

void Columns::append(const void* row) {
  for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i]->append(static_cast<const char*>(row) + row_->fields[i].offset);
}

void Columns::set(std::size_t at, const void* row) {
  for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i]->set(at, static_cast<const char*>(row) + row_->fields[i].offset);
}

Column* Columns::find(std::string_view name) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) if (row_->fields[i].name == name) return columns_[i].get();
  return nullptr;
}

std::size_t Columns::bytes() const {
  std::size_t n = 0;
  for (const auto& c : columns_) n += c->bytes();
  return n;
}

std::size_t IdRows::slot(const void* id) const {
  std::size_t at = IdHash()(*static_cast<const Id*>(id)) & (slots_.size() - 1);
  while (slots_[at] != none && std::memcmp(ids_->at(slots_[at]), id, 16) != 0) at = (at + 1) & (slots_.size() - 1);
  return at;
}

std::uint32_t IdRows::find(const void* id) const { return slots_[slot(id)]; }

void IdRows::add(std::uint32_t row) {
  if (2 * (used_ + 1) > slots_.size()) {
    std::vector<std::uint32_t> old(slots_.size() * 2, none);
    old.swap(slots_);
    for (const auto r : old) if (r != none) slots_[slot(ids_->at(r))] = r;
  }
  slots_[slot(ids_->at(row))] = row;
  ++used_;
}

}  // namespace safar::inline v0
