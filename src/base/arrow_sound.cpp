#include "base/arrow_sound.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <safar/base/quote.hpp>

#include "base/utf8.hpp"

namespace safar::inline v0::arrow {
namespace {

constexpr int most_levels = 64;
constexpr std::int64_t most_columns = 65'536, most_buffers = 65'536;
constexpr std::int64_t most_rows = std::numeric_limits<std::int32_t>::max(), most_empty_rows = std::int64_t{1} << 20;

Error at_fault(const std::string& what) { return fail(ErrorCode::corrupt, what + ": the producer of the data is at fault"); }

struct SchemaWalk {
  std::int64_t columns = 0;

  Result<> look(const ArrowSchema* s, int level) {
    if (level > most_levels) return fail(ErrorCode::too_deep, "columns are nested more than 64 levels deep; flatten them");
    if (!s || !s->release) return at_fault("a column's schema is missing or was released");
    if (!s->format) return at_fault("a column's schema has no format");
    if (s->name && typed::utf8_prefix(s->name) != std::string_view(s->name).size()) return fail(ErrorCode::encoding, "the name of a column is not UTF-8; rename it");
    if (s->n_children < 0 || (s->n_children > 0 && !s->children)) return at_fault("a column's schema counts children and has none");
    if (s->n_children > most_columns || (columns += s->n_children + 1) > most_columns) return fail(ErrorCode::too_large, "there are more than 65,536 columns; send fewer");
    for (std::int64_t i = 0; i < s->n_children; ++i)
      if (auto r = look(s->children[i], level + 1); !r) return r;
    return s->dictionary ? look(s->dictionary, level + 1) : Result<>();
  }
};

/// How many buffers a column of this format has at the most: whatever the producer counts, no more of them are looked at.
/// Source: the Arrow columnar format, "Buffer Listing for Each Layout".
std::int64_t buffers_of(std::string_view format) {
  if (format == "n" || format == "+r") return 0;
  if (format == "+s" || format.starts_with("+w:") || format.starts_with("+us")) return 1;
  if (format == "u" || format == "U" || format == "z" || format == "Z" || format.starts_with("v") || format.starts_with("+v")) return 3;
  return 2;
}

struct ArrayWalk {
  bool holds = false;  ///< some column has a buffer

  /// `least`: rows, with the offset before them, that what lies around it reads.
  Result<> look(const ArrowSchema& s, const ArrowArray* a, std::int64_t least) {
    if (!a || !a->release) return at_fault("an array is missing or was released");
    if (a->length < 0 || a->offset < 0 || a->offset > std::numeric_limits<std::int64_t>::max() - a->length) return at_fault("an array's length or offset is out of range");
    if (a->length < least) return at_fault("an array is shorter than what it belongs to");
    if (a->null_count < -1 || a->null_count > a->length) return at_fault("an array's count of nulls is out of range");
    if (a->n_buffers < 0 || a->n_buffers > most_buffers || (a->n_buffers > 0 && !a->buffers)) return at_fault("an array counts buffers and has none");
    if (a->n_children != s.n_children || (a->n_children > 0 && !a->children)) return at_fault("an array has not the children of its type");
    if ((a->dictionary != nullptr) != (s.dictionary != nullptr)) return at_fault("an array lacks its dictionary, or has one that its type does not have");
    const std::string_view format = s.format;
    for (std::int64_t i = 0; i < std::min(a->n_buffers, buffers_of(format)); ++i) holds = holds || a->buffers[i];
    std::int64_t inside = 0;
    if (format == "+s") inside = a->offset + a->length;
    if (format.starts_with("+w:")) {
      const int n = detail::digits(format.substr(3));
      if (n < 0 || __builtin_mul_overflow(a->offset + a->length, std::int64_t{n}, &inside)) return at_fault("a list goes beyond its elements");
    }
    for (std::int64_t i = 0; i < a->n_children; ++i)
      if (auto r = look(*s.children[i], a->children[i], inside); !r) return r;
    return a->dictionary ? look(*s.dictionary, a->dictionary, 0) : Result<>();
  }
};

}  // namespace

Result<> check(const ArrowSchema& schema) { return SchemaWalk{}.look(&schema, 0); }

Result<> check(const ArrowSchema& schema, const ArrowArray& batch) {
  ArrayWalk walk;
  if (auto r = walk.look(schema, &batch, 0); !r) return r;
  if (batch.length > most_rows) return fail(ErrorCode::too_large, "a batch has more than 2,147,483,647 rows; split it");
  if (!walk.holds && batch.length > most_empty_rows) return at_fault("a batch counts rows and holds none");
  return {};
}

}  // namespace safar::inline v0::arrow
