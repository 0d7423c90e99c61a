#include "base/arrow_cells.hpp"

#include <cstring>
#include <limits>
#include <utility>

#include <safar/base/quote.hpp>

namespace safar::inline v0::arrow {
namespace {

template <class T>
T load(const void* buffer, std::int64_t i) {
  T v;
  std::memcpy(&v, static_cast<const char*>(buffer) + static_cast<std::size_t>(i) * sizeof v, sizeof v);  // buffers need not be aligned
  return v;
}

bool bit(const void* buffer, std::int64_t i) { return (load<std::uint8_t>(buffer, i / 8) >> (i % 8) & 1) != 0; }

std::int64_t buffers_of(Lies is) {
  switch (is) {
    case Lies::null: return 0;
    case Lies::record:
    case Lies::fixed_list: return 1;
    case Lies::utf8:
    case Lies::binary:
    case Lies::large_binary:
    case Lies::large_utf8: return 3;
    default: return 2;
  }
}

bool is_view(Lies is) { return is == Lies::utf8_view || is == Lies::binary_view; }

/// What holds of the array as a whole.
Fault sound(const Layout& lies, const ArrowArray* a) {
  if (!a || !a->release) return "an array is missing or was released";
  if (a->length < 0 || a->offset < 0 || a->offset > std::numeric_limits<std::int64_t>::max() - a->length - 1) return "an array's length or offset is out of range";
  if (a->null_count < -1 || a->null_count > a->length) return "an array's count of nulls is out of range";
  const std::int64_t want = buffers_of(lies.is);
  const bool right = lies.is == Lies::null ? a->n_buffers == 0 || a->n_buffers == 1 : is_view(lies.is) ? a->n_buffers >= 3 : a->n_buffers == want;
  if (!right || (a->n_buffers > 0 && !a->buffers)) return "an array has not the buffers of its type";
  if (a->n_children != lies.children || (a->n_children > 0 && !a->children)) return "an array has not the children of its type";
  if ((a->dictionary != nullptr) != (lies.values != nullptr)) return "an array lacks its dictionary, or has one that its type does not have";
  return nullptr;
}

Fault integer(const Layout& lies, const void* b, std::int64_t at, std::int64_t& out, bool& too_large) {
  if (!b) return "an array's buffer of values is missing";
  too_large = false;
  switch (lies.is) {
    case Lies::boolean: return out = bit(b, at), nullptr;
    case Lies::i8: return out = load<std::int8_t>(b, at), nullptr;
    case Lies::u8: return out = load<std::uint8_t>(b, at), nullptr;
    case Lies::i16: return out = load<std::int16_t>(b, at), nullptr;
    case Lies::u16: return out = load<std::uint16_t>(b, at), nullptr;
    case Lies::date32:
    case Lies::i32: return out = load<std::int32_t>(b, at), nullptr;
    case Lies::u32: return out = load<std::uint32_t>(b, at), nullptr;
    case Lies::u64: {
      const auto v = load<std::uint64_t>(b, at);
      too_large = v > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
      return out = too_large ? 0 : static_cast<std::int64_t>(v), nullptr;
    }
    default: return out = load<std::int64_t>(b, at), nullptr;
  }
}

template <class T>
Fault range(const Cell& c, std::int64_t& from, std::int64_t& to) {
  const void* offsets = c.in->buffers[1];
  if (!offsets) return "an array's buffer of offsets is missing";
  from = load<T>(offsets, c.at);
  to = load<T>(offsets, c.at + 1);
  const std::int64_t end = load<T>(offsets, c.in->offset + c.in->length);
  return from < 0 || to < from || end < to ? "an array's offsets decrease or are negative" : nullptr;
}

Fault view_text(const Cell& c, std::string_view& out) {
  const char* views = static_cast<const char*>(c.in->buffers[1]);
  if (!views) return "an array's buffer of views is missing";
  const char* view = views + static_cast<std::size_t>(c.at) * 16;
  const auto size = load<std::int32_t>(view, 0);
  if (size < 0) return "a text's size is negative";
  if (size <= 12) return out = {view + 4, static_cast<std::size_t>(size)}, nullptr;
  const auto buffer = load<std::int32_t>(view, 2), offset = load<std::int32_t>(view, 3);
  const std::int64_t data = c.in->n_buffers - 3;  // validity, views, ..., sizes
  if (buffer < 0 || buffer >= data || offset < 0) return "a text lies in a buffer that is not there";
  const void* sizes = c.in->buffers[c.in->n_buffers - 1];
  const void* bytes = c.in->buffers[2 + buffer];
  if (!sizes || !bytes) return "a text lies in a buffer that is not there";
  if (const auto all = load<std::int64_t>(sizes, buffer); all < offset || all - offset < size) return "a text goes beyond its buffer";
  return out = {static_cast<const char*>(bytes) + offset, static_cast<std::size_t>(size)}, nullptr;
}

}  // namespace

Result<Layout> layout(const ArrowSchema& schema) {
  if (!schema.format || schema.n_children < 0 || (schema.n_children > 0 && !schema.children)) return fail(ErrorCode::corrupt, "a column's schema has no format, or no children where it counts some");
  const std::string_view f = schema.format;
  Layout out;
  out.children = schema.n_children;
  constexpr std::pair<std::string_view, Lies> plain[] = {
      {"n", Lies::null}, {"b", Lies::boolean}, {"c", Lies::i8}, {"C", Lies::u8}, {"s", Lies::i16}, {"S", Lies::u16}, {"i", Lies::i32}, {"I", Lies::u32}, {"l", Lies::i64}, {"L", Lies::u64},
      {"u", Lies::utf8}, {"U", Lies::large_utf8}, {"vu", Lies::utf8_view}, {"z", Lies::binary}, {"Z", Lies::large_binary}, {"vz", Lies::binary_view}, {"tdD", Lies::date32}, {"tdm", Lies::date64}, {"w:16", Lies::bytes16}, {"+l", Lies::list}, {"+L", Lies::large_list}, {"+s", Lies::record}};
  bool found = false;
  for (const auto& [format, is] : plain)
    if (f == format) out.is = is, found = true;
  if (!found && f.size() >= 4 && f.starts_with("ts") && f[3] == ':') {
    const std::string_view zone = f.substr(4);
    out.is = Lies::timestamp;
    out.per_second = f[2] == 's' ? 1 : f[2] == 'm' ? 1'000 : f[2] == 'u' ? 1'000'000 : 1'000'000'000;
    out.zoned = !zone.empty();
    out.utc = zone == "UTC" || zone == "Z" || zone == "+00:00" || zone == "Etc/UTC";
    found = f[2] == 's' || f[2] == 'm' || f[2] == 'u' || f[2] == 'n';
  }
  if (!found && f.starts_with("+w:")) {
    const int n = detail::digits(f.substr(3));
    out.is = Lies::fixed_list, out.elements = n, found = n >= 0;
  }
  if (!found) return fail(ErrorCode::unsupported, "columns of the Arrow format " + detail::quoted(f) + " are not read; cast it to text, whole numbers, dates, lists or structs");
  const bool one = out.is == Lies::list || out.is == Lies::large_list || out.is == Lies::fixed_list;
  if ((one && out.children != 1) || (!one && out.is != Lies::record && out.children != 0)) return fail(ErrorCode::corrupt, "a column's schema has not the children of its format");
  if (schema.dictionary) {
    if (schema.dictionary->dictionary) return fail(ErrorCode::too_deep, "a dictionary of dictionaries is not read; decode the column");
    if (out.is < Lies::i8 || out.is > Lies::u64) return fail(ErrorCode::corrupt, "the index of a dictionary is a whole number");
    auto values = layout(*schema.dictionary);
    if (!values) return values;
    out.values = std::make_unique<Layout>(std::move(*values));
  }
  return out;
}

Fault find(const Layout& lies, const ArrowArray* array, std::int64_t i, Cell& out, bool& null) {
  if (const Fault f = sound(lies, array)) return f;
  if (i < 0 || i >= array->length) return "a value is counted that its array does not have";
  null = true;
  if (lies.is == Lies::null) return nullptr;
  const std::int64_t at = array->offset + i;
  if (array->null_count != 0) {
    if (const void* valid = array->buffers[0]; valid && !bit(valid, at)) return nullptr;
    else if (!valid && array->null_count > 0) return "an array counts nulls and does not say which";
  }
  if (lies.values) {
    std::int64_t index = 0;
    bool too_large = false;
    if (const Fault f = integer(lies, array->buffers[1], at, index, too_large)) return f;
    if (too_large) return "an index is beyond its dictionary";
    if (const Fault f = sound(*lies.values, array->dictionary)) return f;
    if (index < 0 || index >= array->dictionary->length) return "an index is beyond its dictionary";
    return find(*lies.values, array->dictionary, index, out, null);
  }
  null = false;
  out = {&lies, array, at};
  return nullptr;
}

Fault text(const Cell& c, std::string_view& out) {
  out = {};
  if (is_view(c.lies->is)) return view_text(c, out);
  std::int64_t from = 0, to = 0;
  if (const Fault f = c.lies->is == Lies::utf8 || c.lies->is == Lies::binary ? range<std::int32_t>(c, from, to) : range<std::int64_t>(c, from, to)) return f;
  if (from == to) return nullptr;
  const void* bytes = c.in->buffers[2];
  if (!bytes) return "an array's buffer of bytes is missing";
  out = {static_cast<const char*>(bytes) + from, static_cast<std::size_t>(to - from)};
  return nullptr;
}

Fault bytes16(const Cell& c, std::string_view& out) {
  const void* bytes = c.in->buffers[1];
  if (!bytes) return "an array's buffer of values is missing";
  out = {static_cast<const char*>(bytes) + static_cast<std::size_t>(c.at) * 16, 16};
  return nullptr;
}

Fault number(const Cell& c, std::int64_t& out, bool& too_large) { return integer(*c.lies, c.in->buffers[1], c.at, out, too_large); }

Fault list(const Cell& c, std::int64_t& first, std::int64_t& count) {
  const ArrowArray* elements = child(c, 0);
  if (!elements) return "a list has no array of elements";
  if (c.lies->is == Lies::fixed_list) {
    count = c.lies->elements;
    if (__builtin_mul_overflow(c.at, count, &first)) return "a list goes beyond its elements";
  } else {
    std::int64_t to = 0;
    if (const Fault f = c.lies->is == Lies::list ? range<std::int32_t>(c, first, to) : range<std::int64_t>(c, first, to)) return f;
    count = to - first;
  }
  return first > elements->length || count > elements->length - first ? "a list goes beyond its elements" : nullptr;
}

const ArrowArray* child(const Cell& c, std::size_t i) { return c.in->children[i]; }

}  // namespace safar::inline v0::arrow
