// Any bytes, a field set and values of it apart by a zero byte: refused, or a type that reads back what it wrote.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>
#include <safar/base/field_set.hpp>
#include <safar/base/json.hpp>
#include <safar/base/shelves.hpp>

namespace {
void need(bool ok) {
  if (!ok) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace safar;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cut = std::min(text.find('\0'), text.size());
  const auto set = FieldSet::load(text.substr(0, cut));
  if (!set) {
    need(canonical_json(to_json(set.error())).ok());
    return 0;
  }
  const TypeInfo& type = (*set)->type();
  need((*set)->follows(**set).ok());
  need(type.fields.size() >= (*set)->open_type().fields.size() && type.fields.size() <= most_fields);
  need(canonical_json(json_schema(type)).ok());
  FieldValues values;
  if (cut == text.size() || !from_json(text.substr(cut + 1), type, &values)) return 0;
  const std::string once = to_json(type, &values);
  FieldValues back;
  need(from_json(once, type, &back).ok() && to_json(type, &back) == once);
  (void)(*set)->check(values);
  ArrowSchema schema{};
  ArrowArray array{};
  need(arrow_schema(type, &schema, true).ok());
  if (arrow_array(type, &values, sizeof values, 1, &array, true)) {
    FieldValues read;
    const auto rows = ArrowRows::open(type, schema);
    need(rows.ok() && rows->read(array, 0, &read).ok());
    array.release(&array);
  }
  schema.release(&schema);
  for (const Shelf s : {Shelf::counted, Shelf::identity, Shelf::casefile, Shelf::sensitive}) redact(type, &values, s, Absence::withheld);
  for (const auto& f : type.fields)
    if (f.shelf != Shelf::open) need(f.type().get(reinterpret_cast<const char*>(&values) + f.offset) != 0);
  return 0;
}
