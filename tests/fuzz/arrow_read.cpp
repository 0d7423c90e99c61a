// Any bytes as arrays of the sample's schema: offsets, lengths, indices, numbers of children and nulls are what the bytes say. A row is read
// or refused; what is read is a value that JSON takes. Buffers are as large as lengths and last offsets promise, since the interface does not
// say how large they are.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>
#include <safar/base/json.hpp>

#include "../base/sample.hpp"

namespace {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  template <class T>
  T take() {
    T v{};
    const std::size_t n = size_ < sizeof v ? size_ : sizeof v;
    if (n > 0) std::memcpy(&v, data_, n);
    data_ += n, size_ -= n;
    return v;
  }
  std::uint8_t below(unsigned n) { return static_cast<std::uint8_t>(take<std::uint8_t>() % n); }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
};

constexpr std::int64_t most = 64;  // of a length or an offset that is not meant to be wrong

struct Array {
  ArrowSchema schema{};
  ArrowArray array{};
  std::string format{};
  std::vector<std::unique_ptr<char[]>> owned{};
  std::vector<const void*> buffers{};
  std::vector<std::unique_ptr<Array>> inner{};
  std::vector<ArrowSchema*> schemas{};
  std::vector<ArrowArray*> arrays{};
  std::unique_ptr<Array> words{};

  char* buffer(std::size_t n) {
    owned.push_back(std::make_unique<char[]>(n));  // exactly so large: a sanitizer sees the first byte beyond
    buffers.push_back(owned.back().get());
    return owned.back().get();
  }
};

template <class Offset>
std::int64_t offsets(Array& a, Bytes& in, std::int64_t n) {
  char* at = a.buffer(static_cast<std::size_t>(n + 1) * sizeof(Offset));
  Offset last = 0;
  for (std::int64_t i = 0; i <= n; ++i) {
    if (in.below(8) == 0) last = static_cast<Offset>(in.take<std::int8_t>());
    else last = static_cast<Offset>(last + in.below(4));
    std::memcpy(at + static_cast<std::size_t>(i) * sizeof last, &last, sizeof last);
  }
  return last > 0 ? static_cast<std::int64_t>(last) : 0;
}

std::unique_ptr<Array> array_of(const ArrowSchema& like, Bytes& in, std::int64_t wanted, int level) {
  auto out = std::make_unique<Array>();
  Array& a = *out;
  a.format = like.format;
  if (in.below(16) == 0) {
    constexpr const char* others[] = {"n", "b", "c", "L", "u", "U", "vu", "tdD", "tdm", "tss:UTC", "tsn:", "w:16", "+l", "+L", "+w:3", "+s", "g"};
    a.format = others[in.below(std::size(others))];
  }
  const std::string& f = a.format;
  const bool nested = f == "+l" || f == "+L" || f == "+w:3";
  a.array.offset = in.below(8) == 0 ? in.below(3) : 0;
  a.array.length = in.below(8) == 0 ? in.below(5) : wanted;
  const std::int64_t n = a.array.offset + a.array.length;
  const auto rows = static_cast<std::size_t>(n);
  if (f != "n") {
    if (in.below(2) == 0) {
      a.buffers.push_back(nullptr);
    } else {
      char* bits = a.buffer(rows / 8 + 1);
      for (std::size_t i = 0; i <= rows / 8; ++i) bits[i] = static_cast<char>(in.take<std::uint8_t>());
      a.array.null_count = -1;
    }
  }
  std::int64_t inside = n;
  if (f == "u" || f == "U" || f == "+l" || f == "+L") {
    inside = f == "u" || f == "+l" ? offsets<std::int32_t>(a, in, n) : offsets<std::int64_t>(a, in, n);
    if (f == "u" || f == "U") {
      char* text = a.buffer(static_cast<std::size_t>(inside));
      for (std::int64_t i = 0; i < inside; ++i) text[i] = static_cast<char>(in.take<std::uint8_t>());
    }
  } else if (f == "vu") {
    const std::size_t size = in.below(40);
    char* views = a.buffer(rows * 16);
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t k = 0; k < 4; ++k) {
        const std::int32_t part = in.take<std::int8_t>();
        std::memcpy(views + i * 16 + k * 4, &part, sizeof part);
      }
    char* text = a.buffer(size);
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(in.take<std::uint8_t>());
    const auto told = static_cast<std::int64_t>(size);
    std::memcpy(a.buffer(sizeof told), &told, sizeof told);
  } else if (f[0] != '+' && f != "n") {
    const std::size_t width = f == "w:16" ? 16 : 8;
    char* values = a.buffer(rows * width);
    for (std::size_t i = 0; i < rows; ++i) {
      const auto v = in.below(4) == 0 ? in.take<std::int64_t>() : in.take<std::int8_t>();
      std::memcpy(values + i * width, &v, sizeof v);
    }
  }
  const auto add = [&](const ArrowSchema& child, std::int64_t length) {
    a.inner.push_back(array_of(child, in, length < most ? length : most, level + 1));
    a.inner.back()->schema.name = child.name;
    if (in.below(32) == 0) a.inner.back()->schema.name = "given_name.absent";
    a.schemas.push_back(&a.inner.back()->schema), a.arrays.push_back(&a.inner.back()->array);
  };
  if (level < 12 && (nested || f == "+s"))
    for (std::int64_t i = 0; i < like.n_children; ++i) add(*like.children[i], f == "+w:3" ? n * 3 : inside);
  if (level < 12 && f == like.format && f[0] != '+' && f != "n" && in.below(8) == 0) {
    a.words = array_of(like, in, in.below(6), level + 1);
    a.format = "l";
    a.buffers.resize(1);
    char* values = a.buffer(rows * 8);
    for (std::size_t i = 0; i < rows; ++i) {
      const std::int64_t v = in.below(8) == 0 ? in.take<std::int64_t>() : in.below(4);
      std::memcpy(values + i * 8, &v, sizeof v);
    }
  }
  a.schema.format = a.format.c_str();
  a.schema.release = [](ArrowSchema*) {};
  a.array.release = [](ArrowArray*) {};
  a.schema.n_children = a.array.n_children = static_cast<std::int64_t>(a.schemas.size());
  a.schema.children = a.schemas.data(), a.array.children = a.arrays.data();
  a.schema.dictionary = a.words ? &a.words->schema : nullptr, a.array.dictionary = a.words ? &a.words->array : nullptr;
  a.array.n_buffers = static_cast<std::int64_t>(a.buffers.size());
  a.array.buffers = a.buffers.data();
  switch (in.below(64)) {  // seldom, something that no length explains
    case 0: a.array.length = in.take<std::int64_t>() | std::int64_t{1} << 62; break;
    case 1: a.array.offset = -a.array.offset - 1; break;
    case 2: a.array.null_count = in.take<std::int64_t>(); break;
    case 3: a.array.n_buffers += in.take<std::int8_t>(); break;
    case 4: a.array.n_children += in.take<std::int8_t>(); break;
    case 5: a.array.buffers = nullptr; break;
    case 6: a.array.dictionary = a.words ? nullptr : &a.array; break;
    case 7: a.array.release = nullptr; break;
    case 8: if (!a.arrays.empty()) a.arrays[0] = nullptr; break;
    case 9: if (!a.buffers.empty()) a.buffers.back() = nullptr; break;
    default: break;
  }
  // A length that nothing explains is only allowed where no buffer is behind it: the reader cannot know.
  if (a.array.length > most && f != "n") a.array.length = -1;
  return out;
}

/// The same as a stream, its schema and batch changed once more: what ArrowStreamIn lets through is there to be walked.
void stream(Array& made, Bytes& in) {
  struct Source { Array* made; bool given = false; } source{&made};
  if (in.below(8) == 0) {  // counted, and not there
    made.schemas.push_back(nullptr);
    made.schema.children = made.schemas.data(), ++made.schema.n_children;
  }
  if (in.below(8) == 0) made.schema.n_children = -1;
  if (in.below(8) == 0) made.schema.children = nullptr;
  if (in.below(8) == 0 && !made.schemas.empty()) made.schemas[in.below(static_cast<unsigned>(made.schemas.size()))] = in.below(2) ? nullptr : &made.schema;
  if (in.below(8) == 0) made.array.length = in.take<std::int64_t>();
  ArrowArrayStream s{};
  s.private_data = &source;
  s.get_schema = [](ArrowArrayStream* x, ArrowSchema* out) { return *out = static_cast<Source*>(x->private_data)->made->schema, 0; };
  s.get_next = [](ArrowArrayStream* x, ArrowArray* out) {
    auto& from = *static_cast<Source*>(x->private_data);
    *out = ArrowArray{};
    if (!std::exchange(from.given, true)) *out = from.made->array;
    return 0;
  };
  s.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  s.release = [](ArrowArrayStream* x) { x->release = nullptr; };
  auto taken = safar::ArrowStreamIn::open(&s);
  if (!taken) return;
  for (std::int64_t i = 0; i < taken->schema().n_children; ++i)
    if (!taken->schema().children[i] || !taken->schema().children[i]->format) std::abort();
  if (const auto batch = taken->next(); batch && *batch && ((*batch)->length < 0 || (*batch)->n_children != taken->schema().n_children)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace safar;
  Bytes in(data, size);
  ArrowSchema like{};
  arrow_schema(info<sample::Journey>(), &like, in.below(2) == 1).value();
  const auto made = array_of(like, in, 3, 0);
  if (const auto rows = ArrowRows::open(info<sample::Journey>(), made->schema)) {
    for (std::int64_t i = -1; i < 5; ++i) {
      sample::Journey fact;
      if (const auto r = rows->read(made->array, i, &fact); r.ok()) {
        if (from_json<sample::Journey>(to_json(fact)).ok() != true) std::abort();
      } else if (r.error().code == ErrorCode::ok || r.error().message.empty() || r.error().row != i) {
        std::abort();
      }
    }
  }
  stream(*made, in);
  like.release(&like);  // names of columns are its own
  return 0;
}
