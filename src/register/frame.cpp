#include "register/frame.hpp"

#include <safar/base/arrow.hpp>
#include <safar/base/json.hpp>
#include <safar/exchange/csv.hpp>

namespace safar::inline v0 {

const TypeInfo& Frame::type() const { return *impl_->type; }
std::size_t Frame::rows() const { return impl_->rows; }
const void* Frame::data() const { return impl_->data; }
std::size_t Frame::stride() const { return impl_->stride; }
const std::string& Frame::next() const { return impl_->next; }

std::string Frame::json() const {
  std::string out = "{\"from\":" + json_string(impl_->from) + ",\"masked\":" + std::to_string(impl_->masked);
  if (!impl_->next.empty()) out += ",\"next\":" + json_string(impl_->next);
  out += ",\"rows\":[";
  for (std::size_t i = 0; i < impl_->rows; ++i) {
    if (i) out += ',';
    out += to_json(*impl_->type, static_cast<const char*>(impl_->data) + i * impl_->stride);
  }
  return out + "],\"v\":1}";
}

std::string Frame::csv(char separator) const { return exchange::write_csv(*impl_->type, impl_->data, impl_->stride, impl_->rows, separator); }

void Frame::arrow(ArrowArrayStream* out) const {
  // The frame itself is what the stream keeps: rows and, where it was made at run time, their type.
  arrow_stream(*impl_->type, impl_, impl_->data, impl_->stride, impl_->rows, out);
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
