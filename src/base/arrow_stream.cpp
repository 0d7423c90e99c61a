#include <algorithm>
#include <cerrno>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <safar/base/arrow.hpp>

#include "base/arrow_build.hpp"
#include "base/arrow_column.hpp"

namespace safar::inline v0 {
namespace {

using Build = std::function<Result<>(std::size_t first, std::size_t rows, ArrowArray* out)>;

struct State {
  const TypeInfo* type;
  std::vector<bool> coded;
  bool absences;
  std::shared_ptr<const void> owner;
  Build build;
  std::size_t next, rows, batch;
  std::string error;
};

State& state(ArrowArrayStream* s) { return *static_cast<State*>(s->private_data); }

/// The callbacks run in foreign code, which no exception may reach.
template <class Body>
int guarded(State& s, Body&& body) noexcept {
  try {
    const Result<> r = body();
    if (r) return 0;
    s.error = r.error().message;
    return EINVAL;
  } catch (...) {
    s.error.clear();  // "": out of memory is the only way here, and saying so might need some
    return ENOMEM;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  State& s = state(stream);
  return guarded(s, [&] { return s.absences ? arrow_schema(*s.type, out, true) : arrow::schema(*s.type, s.coded, out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  State& s = state(stream);
  return guarded(s, [&]() -> Result<> {
    if (s.rows == 0) {
      *out = ArrowArray{};
      return {};
    }
    const std::size_t n = std::min(s.rows, s.batch);
    if (auto r = s.build(s.next, n, out); !r) return r;
    s.rows -= n;
    s.next += n;
    return {};
  });
}

const char* get_last_error(ArrowArrayStream* stream) {
  const State& s = state(stream);
  return s.error.empty() ? nullptr : s.error.c_str();
}

void release(ArrowArrayStream* stream) {
  delete static_cast<State*>(stream->private_data);
  stream->release = nullptr;
}

void start(const TypeInfo& type, std::vector<bool> coded, std::shared_ptr<const void> owner, Build build, std::size_t rows, std::size_t batch, ArrowArrayStream* out, bool absences = false) {
  auto s = std::make_unique<State>(State{&type, std::move(coded), absences, std::move(owner), std::move(build), 0, rows, std::max<std::size_t>(batch, 1), {}});
  *out = {get_schema, get_next, get_last_error, release, s.release()};
}

bool is_coded_text(const FieldInfo& field, const ArrowColumn& column) {
  return !column.codes.empty() && arrow::form(*arrow::column(field.type()).type) == arrow::Form::text;
}

// Indices into the words that are there: an absent word is a null row, not a null in the dictionary, which readers dislike.
Result<> dictionary_column(const TypeInfo& type, const ArrowColumn& column, std::size_t first, std::size_t rows, ArrowArray& out) {
  auto held = std::make_unique<arrow::Held>();
  std::vector<const void*> words;
  std::vector<std::int32_t> index;
  for (const void* v : column.values) {
    bool there = true;
    const TypeInfo* t = &type;
    for (const void* p = v; there && t->kind == Kind::known; t = &t->of[0]()) {
      there = t->get(p) == 0;
      p = t->at(const_cast<void*>(p), 0);
    }
    index.push_back(there ? static_cast<std::int32_t>(words.size()) : -1);
    if (there) words.push_back(v);
  }
  arrow::Buffer indices(rows * sizeof(std::int32_t)), valid((rows + 7) / 8);
  std::int64_t nulls = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::int32_t n = index[column.codes[first + i]];
    if (n < 0) { ++nulls; continue; }
    indices.put(i, n);
    valid.set_bit(i);
  }
  held->buffers.push_back(nulls ? valid.data() : nullptr);
  if (nulls) held->owned.push_back(std::move(valid));
  held->own(std::move(indices));
  held->dictionary = std::make_unique<ArrowArray>();
  if (auto r = arrow::build_column(type, false, std::move(words), *held->dictionary); !r) return r;
  arrow::hand_over(std::move(held), rows, nulls, out);
  return {};
}

Result<> struct_of(const TypeInfo& type, const std::vector<ArrowColumn>& columns, std::size_t first, std::size_t rows, ArrowArray& out) {
  auto held = std::make_unique<arrow::Held>();
  held->buffers.push_back(nullptr);
  for (std::size_t k = 0; k < columns.size(); ++k) {
    held->children.push_back(std::make_unique<ArrowArray>());
    held->places.push_back(held->children.back().get());
    const FieldInfo& field = type.fields[k];
    const ArrowColumn& c = columns[k];
    if (is_coded_text(field, c)) {
      if (auto r = dictionary_column(field.type(), c, first, rows, *held->places.back()); !r) return r;
      continue;
    }
    std::vector<const void*> at(rows);
    for (std::size_t i = 0; i < rows; ++i) at[i] = c.codes.empty() ? c.values[first + i] : c.values[c.codes[first + i]];
    if (auto r = arrow::build_column(field.type(), false, std::move(at), *held->places.back()); !r) return r;
  }
  arrow::hand_over(std::move(held), rows, 0, out);
  return {};
}

/// A stream from a function. `ended`: errno that it ended with; -1: it goes on.
struct Pulled {
  const TypeInfo* type;
  std::function<Result<bool>(ArrowArray*)> next;
  std::string error;
  int ended = -1;
};

Pulled& pulled(ArrowArrayStream* s) { return *static_cast<Pulled*>(s->private_data); }

template <class Body>
int pull(Pulled& p, Body&& body) noexcept {
  try {
    const Result<> r = body();
    if (r) return 0;
    p.error = r.error().message;
    return p.ended = r.error().code == ErrorCode::cancelled ? ECANCELED : EINVAL;
  } catch (...) {
    p.error.clear();
    return p.ended = ENOMEM;
  }
}

}  // namespace

void arrow_stream(const TypeInfo& type, std::function<Result<bool>(ArrowArray*)> next, ArrowArrayStream* out) {
  auto p = std::make_unique<Pulled>(Pulled{&type, std::move(next), {}, -1});
  out->get_schema = [](ArrowArrayStream* s, ArrowSchema* schema) { return pull(pulled(s), [&] { return arrow_schema(*pulled(s).type, schema); }); };
  out->get_next = [](ArrowArrayStream* s, ArrowArray* array) {
    Pulled& from = pulled(s);
    if (from.ended > 0) return from.ended;
    return pull(from, [&]() -> Result<> {
      ArrowArray batch{};
      auto more = from.ended == 0 ? Result<bool>(false) : from.next(&batch);
      if (!more) return std::move(more).error();
      if (!*more) from.ended = 0;
      *array = batch;
      return {};
    });
  };
  out->get_last_error = [](ArrowArrayStream* s) -> const char* { return pulled(s).error.empty() ? nullptr : pulled(s).error.c_str(); };
  out->release = [](ArrowArrayStream* s) {
    delete static_cast<Pulled*>(s->private_data);
    s->release = nullptr;
  };
  out->private_data = p.release();
}

void arrow_stream(const TypeInfo& type, std::shared_ptr<const void> owner, const void* first, std::size_t stride, std::size_t rows, ArrowArrayStream* out,
                  std::size_t batch, bool absences) {
  Build build = [&type, first, stride, absences](std::size_t at, std::size_t n, ArrowArray* array) {
    return arrow_array(type, static_cast<const char*>(first) + at * stride, stride, n, array, absences);
  };
  start(type, {}, std::move(owner), std::move(build), rows, batch, out, absences);
}

void arrow_stream(const TypeInfo& type, std::shared_ptr<const void> owner, std::vector<ArrowColumn> columns, std::size_t rows, ArrowArrayStream* out,
                  std::size_t batch) {
  std::vector<bool> coded;
  for (std::size_t k = 0; k < columns.size(); ++k) coded.push_back(is_coded_text(type.fields[k], columns[k]));
  Build build = [&type, all = std::move(columns)](std::size_t at, std::size_t n, ArrowArray* array) { return struct_of(type, all, at, n, *array); };
  start(type, std::move(coded), std::move(owner), std::move(build), rows, batch, out);
}

}  // namespace safar::inline v0
