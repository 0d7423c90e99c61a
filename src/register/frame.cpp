#include "register/frame.hpp"

#include <algorithm>
#include <new>

#include <safar/base/arrow.hpp>
#include <safar/base/json.hpp>
#include <safar/exchange/csv.hpp>

namespace safar::inline v0 {

const TypeInfo& Frame::type() const { return *impl_->type; }
std::size_t Frame::rows() const { return impl_->rows; }
const void* Frame::data() const { return impl_->row_data(); }
std::size_t Frame::stride() const { return impl_->stride; }
const std::string& Frame::next() const { return impl_->next; }

const void* Frame::Impl::row_data() const {
  if (!base) return data;
  std::call_once(once, [this] {
    const auto drop = [type = base, n = rows](char* p) {
      for (std::size_t i = 0; i < n; ++i) type->drop(p + i * type->size);
      operator delete[](p, std::align_val_t(type->align));
    };
    std::shared_ptr<char> all(new (std::align_val_t(base->align)) char[std::max<std::size_t>(rows * base->size, 1)], drop);
    for (std::size_t i = 0; i < rows; ++i) {
      char* row = all.get() + i * base->size;
      base->make(row);
      for (std::size_t k = 0; k < columns.size(); ++k) columns[k]->put(i, row + type->fields[k].offset);
    }
    made = std::move(all);
  });
  return made.get();
}

std::string Frame::json() const {
  const char* data = static_cast<const char*>(impl_->row_data());
  std::string out = "{\"from\":" + json_string(impl_->from) + ",\"masked\":" + std::to_string(impl_->masked);
  if (!impl_->next.empty()) out += ",\"next\":" + json_string(impl_->next);
  out += ",\"rows\":[";
  for (std::size_t i = 0; i < impl_->rows; ++i) {
    if (i) out += ',';
    out += to_json(*impl_->type, data + i * impl_->stride);
  }
  return out + "],\"v\":1}";
}

std::string Frame::csv(char separator) const { return exchange::write_csv(*impl_->type, impl_->row_data(), impl_->stride, impl_->rows, separator); }

void Frame::arrow(ArrowArrayStream* out) const {
  // The frame itself is what the stream keeps: rows and, where it was made at run time, their type.
  if (!impl_->base) return arrow_stream(*impl_->type, impl_, impl_->data, impl_->stride, impl_->rows, out);
  std::vector<ArrowColumn> columns(impl_->columns.size());
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const Column& from = *impl_->columns[k];
    columns[k].codes = from.codes();
    const std::size_t n = from.coded() ? from.words() : from.rows();
    for (std::size_t i = 0; i < n; ++i) columns[k].values.push_back(from.coded() ? from.word(i) : from.at(i));
  }
  arrow_stream(*impl_->type, impl_, std::move(columns), impl_->rows, out);
}

bool has_value(const TypeInfo& type, const void* value) {
  if (type.kind == Kind::known) return type.get(value) == 0 && has_value(type.of[0](), type.at(const_cast<void*>(value), 0));
  if (type.kind == Kind::list) return type.get(value) > 0;
  if (type.kind == Kind::text) return !static_cast<const std::string*>(value)->empty();
  if (type.kind == Kind::scalar) return !type.print(value).empty();
  return true;
}

std::string plain_text(const TypeInfo& type, const void* value) {
  constexpr const char* absent[] = {"", "(unknown)", "(refused)", "(not applicable)", "(placeholder)", "(withheld)", "(erased)", "(conflict)"};
  switch (type.kind) {
    case Kind::known: {
      const auto a = type.get(value);
      return a ? absent[a] : plain_text(type.of[0](), type.at(const_cast<void*>(value), 0));
    }
    case Kind::boolean: return *static_cast<const bool*>(value) ? "true" : "false";
    case Kind::integer: return std::to_string(type.get(value));
    case Kind::text: return *static_cast<const std::string*>(value);
    case Kind::code: return std::string(type.codes[static_cast<std::size_t>(type.get(value))]);
    case Kind::scalar: return type.print(value);
    case Kind::list: {
      std::string out;
      for (std::int64_t i = 0; i < type.get(value); ++i) out += (i ? "," : "") + plain_text(type.of[0](), type.at(const_cast<void*>(value), static_cast<std::size_t>(i)));
      return out;
    }
    default: return to_json(type, value);
  }
}

}  // namespace safar::inline v0
