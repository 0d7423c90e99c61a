#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <safar/base/arrow.hpp>

#include "base/arrow_build.hpp"
#include "base/arrow_column.hpp"
#include "base/arrow_time.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {

/// Owns what one ArrowSchema points to.
struct Owned {
  std::string name{}, metadata{};
  std::vector<std::unique_ptr<ArrowSchema>> children{};
  std::vector<ArrowSchema*> places{};
  std::unique_ptr<ArrowSchema> dictionary{};

  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    for (const auto& c : children)
      if (c->release) c->release(c.get());  // a consumer may have moved it out
    if (dictionary && dictionary->release) dictionary->release(dictionary.get());
  }
};

void release(ArrowSchema* s) {
  delete static_cast<Owned*>(s->private_data);
  s->release = nullptr;
}

std::string metadata(const std::vector<std::pair<std::string_view, std::string_view>>& pairs) {
  std::string out;
  const auto number = [&](std::size_t n) {
    const auto v = static_cast<std::int32_t>(n);
    char bytes[sizeof v];
    std::memcpy(bytes, &v, sizeof v);  // the machine's order, as the specification has it
    out.append(bytes, sizeof v);
  };
  number(pairs.size());
  for (const auto& [key, value] : pairs)
    for (const auto s : {key, value}) number(s.size()), out += s;
  return out;
}

constexpr std::string_view shelf_names[] = {"open", "counted", "identity", "casefile", "sensitive"};

ArrowSchema absence_of(const FieldInfo& f) {
  auto held = std::make_unique<Owned>();
  (held->name = f.name) += arrow::absence_suffix;
  held->metadata = metadata({{"safar.shelf", shelf_names[static_cast<std::size_t>(f.shelf)]}, {"safar.doc", "Why there is no value."}});
  ArrowSchema out{};
  out.format = arrow::format(arrow::Form::text);
  out.name = held->name.c_str();
  out.metadata = held->metadata.data();
  out.flags = ARROW_FLAG_NULLABLE;
  out.private_data = held.release();
  out.release = release;
  return out;
}

/// The type is known not to contain itself.
ArrowSchema build(const TypeInfo& type, std::string_view name, const FieldInfo* field, bool nullable, bool absences) {
  const auto [t, may_be_null] = arrow::column(type, nullable);
  auto held = std::make_unique<Owned>();
  held->name = name;
  if (field) held->metadata = metadata({{"safar.shelf", shelf_names[static_cast<std::size_t>(field->shelf)]}, {"safar.doc", field->doc}});
  const auto place = [&]() -> ArrowSchema& {
    held->children.push_back(std::make_unique<ArrowSchema>());
    held->places.push_back(held->children.back().get());
    return *held->places.back();
  };
  const auto add = [&](const TypeInfo& inner, std::string_view called, const FieldInfo* f, bool may_lack) { place() = build(inner, called, f, may_lack, absences); };
  for (const FieldInfo& f : t->fields) {
    add(f.type(), f.name, &f, false);
    if (absences && f.type().kind == Kind::known) place() = absence_of(f);
  }
  for (const auto of : t->of) add(of(), t->kind == Kind::list ? std::string_view("item") : typed::alternative(of()), nullptr, t->kind == Kind::choice);
  ArrowSchema out{};
  out.format = arrow::format(arrow::form(*t));
  out.name = held->name.c_str();
  out.metadata = field ? held->metadata.data() : nullptr;
  out.flags = may_be_null ? ARROW_FLAG_NULLABLE : 0;
  out.n_children = static_cast<std::int64_t>(held->places.size());
  out.children = held->places.empty() ? nullptr : held->places.data();
  out.private_data = held.release();
  out.release = release;
  return out;
}

}  // namespace

Result<> arrow::schema(const TypeInfo& type, const std::vector<bool>& coded, ArrowSchema* out) {
  if (auto r = arrow_schema(type, out); !r) return r;
  for (std::size_t i = 0; i < coded.size(); ++i) {
    if (!coded[i]) continue;
    ArrowSchema& child = *out->children[i];
    auto values = std::make_unique<ArrowSchema>();
    auto held = std::make_unique<Owned>();
    values->format = child.format;
    values->name = held->name.c_str();
    values->private_data = held.release();
    values->release = release;
    child.format = "i";
    child.dictionary = values.get();
    static_cast<Owned*>(child.private_data)->dictionary = std::move(values);
  }
  return {};
}

Result<> arrow_schema(const TypeInfo& type, ArrowSchema* out, bool absences) {
  if (type.kind != Kind::record || !out) return fail(ErrorCode::invalid_argument, "rows are of a record type; give one, and a place for the schema");
  if (auto r = arrow::has_columns(type); !r) return r;
  *out = build(type, "", nullptr, false, absences);
  return {};
}

}  // namespace safar::inline v0
