#pragma once
// Arrow columns made by hand, right ones and wrong ones.
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <safar/c/arrow.h>

namespace safar::made {

/// A column with its schema. It owns what both point to, so neither's release frees anything.
struct Column {
  ArrowSchema schema{};
  ArrowArray array{};
  std::string format{}, name{};
  std::deque<std::vector<char>> bytes{};
  std::vector<const void*> buffers{};
  std::vector<std::shared_ptr<Column>> inner{};
  std::vector<ArrowSchema*> inner_schemas{};
  std::vector<ArrowArray*> inner_arrays{};
  std::shared_ptr<Column> values{};
};
using Made = std::shared_ptr<Column>;

template <class T>
std::vector<char> raw(const std::vector<T>& v) {
  std::vector<char> out(v.size() * sizeof(T) + 1);
  if (!v.empty()) std::memcpy(out.data(), v.data(), v.size() * sizeof(T));
  return out;
}

inline std::vector<char> bits(const std::vector<bool>& v) {
  std::vector<char> out(v.size() / 8 + 1);
  for (std::size_t i = 0; i < v.size(); ++i)
    if (v[i]) out[i / 8] = static_cast<char>(out[i / 8] | 1 << (i % 8));
  return out;
}

/// `buffers` after the validity, which is left out where `valid` is empty.
inline Made column(std::string format, std::string name, std::int64_t length, const std::vector<std::vector<char>>& buffers = {}, const std::vector<Made>& children = {}, const std::vector<bool>& valid = {}) {
  auto c = std::make_shared<Column>();
  c->format = std::move(format), c->name = std::move(name), c->inner = children;
  if (c->format != "n") {
    c->buffers.push_back(nullptr);
    if (!valid.empty()) c->bytes.push_back(bits(valid)), c->buffers[0] = c->bytes.back().data();
  }
  for (const auto& b : buffers) c->bytes.push_back(b), c->buffers.push_back(c->bytes.back().data());
  for (const auto& k : children) c->inner_schemas.push_back(&k->schema), c->inner_arrays.push_back(&k->array);
  c->schema.format = c->format.c_str(), c->schema.name = c->name.c_str();
  c->schema.n_children = c->array.n_children = static_cast<std::int64_t>(children.size());
  c->schema.children = c->inner_schemas.data(), c->array.children = c->inner_arrays.data();
  c->schema.release = [](ArrowSchema* s) { s->release = nullptr; };
  c->array.release = [](ArrowArray* a) { a->release = nullptr; };
  c->array.length = length;
  c->array.null_count = valid.empty() ? 0 : -1;
  c->array.n_buffers = static_cast<std::int64_t>(c->buffers.size());
  c->array.buffers = c->buffers.data();
  return c;
}

template <class T>
Made numbers(std::string format, std::string name, const std::vector<T>& v, const std::vector<bool>& valid = {}) {
  return column(std::move(format), std::move(name), static_cast<std::int64_t>(v.size()), {raw(v)}, {}, valid);
}

template <class Offset = std::int32_t>
Made texts(std::string name, const std::vector<std::string>& v, const std::vector<bool>& valid = {}) {
  std::vector<Offset> offsets{0};
  std::string all;
  for (const auto& s : v) all += s, offsets.push_back(static_cast<Offset>(all.size()));
  return column(sizeof(Offset) == 4 ? "u" : "U", std::move(name), static_cast<std::int64_t>(v.size()), {raw(offsets), std::vector<char>(all.begin(), all.end())}, {}, valid);
}

inline Made texts_by_view(std::string name, const std::vector<std::string>& v) {
  std::vector<char> views(v.size() * 16 + 1), data;
  for (std::size_t i = 0; i < v.size(); ++i) {
    const auto size = static_cast<std::int32_t>(v[i].size()), at = static_cast<std::int32_t>(data.size()), first = 0;
    std::memcpy(&views[i * 16], &size, 4);
    if (size <= 12) {
      std::memcpy(&views[i * 16 + 4], v[i].data(), v[i].size());
      continue;
    }
    std::memcpy(&views[i * 16 + 4], v[i].data(), 4);
    std::memcpy(&views[i * 16 + 8], &first, 4);
    std::memcpy(&views[i * 16 + 12], &at, 4);
    data.insert(data.end(), v[i].begin(), v[i].end());
  }
  const std::vector<std::int64_t> sizes{static_cast<std::int64_t>(data.size())};
  data.push_back(0);
  return column("vu", std::move(name), static_cast<std::int64_t>(v.size()), {views, data, raw(sizes)});
}

inline Made list(std::string name, const std::vector<std::int32_t>& offsets, Made item, const std::vector<bool>& valid = {}) {
  item->name = "item", item->schema.name = item->name.c_str();
  return column("+l", std::move(name), static_cast<std::int64_t>(offsets.size()) - 1, {raw(offsets)}, {std::move(item)}, valid);
}

inline Made record(std::string name, std::int64_t length, const std::vector<Made>& children, const std::vector<bool>& valid = {}) { return column("+s", std::move(name), length, {}, children, valid); }

/// `index` says which of `words` a row has.
template <class T = std::int8_t>
Made coded(std::string format, std::string name, const std::vector<T>& index, Made words, const std::vector<bool>& valid = {}) {
  Made c = numbers(std::move(format), std::move(name), index, valid);
  c->values = std::move(words);
  c->schema.dictionary = &c->values->schema;
  c->array.dictionary = &c->values->array;
  return c;
}

}  // namespace safar::made
