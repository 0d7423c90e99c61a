#include <safar/base/field_set.hpp>

#include <algorithm>
#include <set>

#include <safar/base/json.hpp>
#include <safar/base/quote.hpp>

#include "base/field_set_type.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {

bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

/// A name that JSON pointers, FEEL, Python and column heads take as it is.
bool plain_name(std::string_view s) {
  return !s.empty() && s.size() <= 40 && lower(s[0]) && std::all_of(s.begin(), s.end(), [](char c) { return lower(c) || digit(c) || c == '_'; });
}
bool plain_version(std::string_view s) {
  return !s.empty() && s.size() <= 40 && std::all_of(s.begin(), s.end(), [](char c) { return lower(c) || (c >= 'A' && c <= 'Z') || digit(c) || c == '.' || c == '_' || c == '-'; });
}
/// A code is a word for machines; labels are for people.
bool plain_code(std::string_view s) {
  return !s.empty() && s.size() <= 64 && std::all_of(s.begin(), s.end(), [](char c) { return lower(c) || (c >= 'A' && c <= 'Z') || digit(c) || c == '_' || c == '-' || c == '.' || c == ':'; });
}

// Columns that stand beside the fields, members that JSON gives a meaning of its own, what statistics count by, and words of FEEL and Python.
constexpr std::string_view reserved[] = {
    "absent", "age_band", "and", "as", "assert", "async", "await", "between", "break", "case", "class", "continue", "def", "del",
    "elif", "else", "every", "except", "false", "finally", "for", "from", "function", "global", "if", "import", "in", "instance", "is", "item", "lambda",
    "nationality", "none", "nonlocal", "not", "null", "number", "of", "or", "other_person", "pass", "person_id", "raise", "return", "route", "satisfies", "self",
    "set", "set_version", "sex", "since", "site", "some", "then", "true", "try", "unknown", "valid", "values", "version", "while", "with", "yield"};

bool is_reserved(std::string_view s) { return std::binary_search(std::begin(reserved), std::end(reserved), s); }
static_assert(std::is_sorted(std::begin(reserved), std::end(reserved)));

Error lint(const char* reason, std::string message, std::string pointer, std::string remedy) { return fail(ErrorCode::lint, std::move(message), std::move(pointer), reason, std::move(remedy)); }

Result<> check_name(const std::string& name, const std::string& at) {
  constexpr const char* form = "Use 1 to 40 lower-case letters, digits and _, a letter first.";
  if (!plain_name(name)) return lint("bad_name", "This is no name of a field or field set.", at, form);
  if (is_reserved(name)) return lint("reserved_name", "The name \"" + name + "\" has a meaning of its own.", at, "Take another, for instance with the agency's prefix.");
  return {};
}

Result<> check_codes(const FieldDef& f, const std::string& at) {
  if (f.type.value != FieldType::code)
    return f.codes.empty() ? Result<>() : Result<>(lint("bad_code", "Only a field of type code has codes.", at + "/codes", "Leave them out, or say \"type\": \"code\"."));
  if (f.codes.empty()) return lint("no_codes", "A field of type code lists its codes.", at + "/codes", "Say which values there are.");
  if (f.codes.size() > most_field_codes) return lint("bad_code", "A field has at most 1000 codes.", at + "/codes", "Split the field.");
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < f.codes.size(); ++i) {
    const std::string here = at + "/codes/" + std::to_string(i);
    if (!plain_code(f.codes[i])) return lint("bad_code", "A code is 1 to 64 letters, digits and _ - . :", here, "Give people's words as labels.");
    if (!seen.insert(f.codes[i]).second) return lint("bad_code", "The code stands twice.", here, "Keep one of them.");
  }
  return {};
}

Result<> check_field(const FieldSetDocument& d, const FieldDef& f, const std::string& at) {
  if (f.id < 1 || f.id > 65535) return lint("bad_id", "A field has an id from 1 to 65535.", at + "/id", "Count up; never use a number again.");
  if (auto r = check_name(f.name, at + "/name"); !r) return r;
  if (!f.type.known()) return lint("no_type", "What is a value of this field?", at + "/type", "Say boolean, integer, text, code, date, partial_date, country or money.");
  if (!f.shelf.known()) return lint("no_shelf", "Who may read this field?", at + "/shelf", "Say open, counted, identity, casefile or sensitive.");
  if (d.of.value == FieldSubject::case_ && typed::is_secret(f.shelf.value))
    return lint("sealed_field_of_case", "A sealed field needs a person, whose key seals it.", at + "/shelf", "Make the set one of persons, or the field open or counted.");
  return check_codes(f, at);
}

Result<> check_document(const FieldSetDocument& d) {
  if (d.v != 1) return fail(ErrorCode::newer, "This library reads field sets of version 1.", "/v", "", "Say \"v\":1, or use a newer library.");
  if (auto r = check_name(d.field_set, "/field_set"); !r) return r;
  if (!plain_version(d.version)) return lint("bad_name", "A version is 1 to 40 letters, digits and . _ -", "/version", "For instance 2026-1.");
  if (!d.of.known()) return lint("no_subject", "What does the set describe?", "/of", "Say person or case.");
  if (d.fields.empty()) return lint("no_fields", "A field set has fields.", "/fields", "List one or more.");
  if (d.fields.size() > most_fields) return lint("too_many_fields", "A field set has at most 64 fields.", "/fields", "Make two sets of it.");
  std::set<std::string_view> names;
  std::set<std::int64_t> ids;
  for (std::size_t i = 0; i < d.fields.size(); ++i) {
    const std::string at = "/fields/" + std::to_string(i);
    if (auto r = check_field(d, d.fields[i], at); !r) return r;
    if (!ids.insert(d.fields[i].id).second) return lint("id_twice", "The id stands twice.", at + "/id", "Each field has an id of its own.");
    if (!names.insert(d.fields[i].name).second) return lint("name_twice", "The name stands twice.", at + "/name", "Each field has a name of its own.");
  }
  return {};
}

Result<> check_value(const TypeInfo& type, const void* p, const std::string& at) {
  if (type.kind == Kind::text && typed::text(p).size() > most_field_text)
    return fail(ErrorCode::too_large, "A text of a field is at most 4096 bytes.", at, "", "Shorten it, or attach it as a document.");
  if (type.kind != Kind::list) return {};
  const std::size_t n = typed::count(type, p);
  if (n > most_field_items) return fail(ErrorCode::too_large, "A list of a field has at most 64 values.", at, "", "Leave some out.");
  for (std::size_t i = 0; i < n; ++i)
    if (auto r = check_value(type.of[0](), typed::inside(type, p, i), at + "/" + std::to_string(i)); !r) return r;
  return {};
}

}  // namespace

FieldSet::FieldSet(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
FieldSet::~FieldSet() = default;
const FieldSetDocument& FieldSet::document() const { return impl_->document; }
const TypeInfo& FieldSet::type() const { return impl_->type; }
const TypeInfo& FieldSet::open_type() const { return impl_->open_type; }

Result<std::shared_ptr<const FieldSet>> FieldSet::load(std::string_view json) {
  constexpr JsonLimits limits{1u << 20, 8, 8u << 20};
  auto document = from_json<FieldSetDocument>(json, limits);
  if (!document) return std::move(document).error();
  if (auto r = check_document(*document); !r) return std::move(r).error();
  auto impl = std::make_unique<Impl>();
  impl->document = std::move(*document);
  make_types(*impl);
  return std::shared_ptr<const FieldSet>(new FieldSet(std::move(impl)));
}

Result<> FieldSet::follows(const FieldSet& earlier) const {
  const FieldSetDocument &now = document(), &before = earlier.document();
  if (now.of.value != before.of.value) return lint("subject_changed", "The set described something else before.", "/of", "Make a set of another name.");
  for (std::size_t i = 0; i < now.fields.size(); ++i) {
    const FieldDef& f = now.fields[i];
    const std::string at = "/fields/" + std::to_string(i);
    for (const FieldDef& b : before.fields) {
      if (f.id == b.id && f.name != b.name) return lint("id_reused", "The id was that of \"" + b.name + "\" before.", at + "/id", "Give the new field a new id; labels may change, names stay.");
      if (f.name == b.name && f.id != b.id) return lint("name_reused", "The name had the id " + std::to_string(b.id) + " before.", at + "/name", "Keep the id, or take another name.");
      if (f.id != b.id) continue;
      if (f.type.value != b.type.value || f.list != b.list) return lint("type_changed", "The field had another type before.", at + "/type", "Make a new field with a new id.");
      if (shelf_rank(f.shelf.value) < shelf_rank(b.shelf.value))
        return lint("shelf_weaker", "The field was sealed better before.", at + "/shelf", "Keep its shelf; what was promised to people is kept.");
      for (const auto& c : b.codes)
        if (std::find(f.codes.begin(), f.codes.end(), c) == f.codes.end())
          return lint("code_removed", "A code that was there before is missing: " + detail::quoted(c) + ".", at + "/codes", "Keep it, and say in doc that it is no longer used.");
    }
  }
  return {};
}

Result<> FieldSet::check(const FieldValues& values) const {
  for (const FieldInfo& f : impl_->type.fields) {
    const void* p = typed::member(&values, f);
    if (typed::absence(f.type(), p) != Absence::present) continue;
    if (auto r = check_value(f.type().of[0](), typed::inside(f.type(), p), typed::token(f.name)); !r) return r;
  }
  return {};
}

}  // namespace safar::inline v0
