// ArrowRows::open: every look-up by name, and every question of type, before the first row.
#include "base/arrow_plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <safar/base/arrow_read.hpp>
#include <safar/base/quote.hpp>

#include "base/nearest.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {
using arrow::Lies;

constexpr int most_levels = 64;

Error under(Error e, std::string_view name) {
  e.pointer.insert(0, typed::token(name));
  return e;
}

/// Whether values that lie so can be values of this type; else what is needed, in words.
const char* lacks(const TypeInfo& t, const arrow::Layout& l) {
  switch (t.kind) {
    case Kind::boolean: return l.is == Lies::boolean ? nullptr : "a bool column";
    case Kind::integer: return arrow::is_integer(l.is) ? nullptr : "a column of whole numbers (int64; a fraction is never taken for one)";
    case Kind::text:
    case Kind::code: return arrow::is_text(l.is) ? nullptr : "a text column (utf8)";
    case Kind::record: return l.is == Lies::record ? nullptr : "a struct column";
    case Kind::choice: return l.is == Lies::record ? nullptr : "a struct column with its alternatives";
    case Kind::list: return l.is == Lies::list || l.is == Lies::large_list || l.is == Lies::fixed_list ? nullptr : "a list column";
    default: break;
  }
  if (arrow::is_text(l.is)) return nullptr;
  if (t.name == "date" || t.name == "partial_date") {
    if (l.is == Lies::date32 || l.is == Lies::date64 || (l.is == Lies::timestamp && (!l.zoned || l.utc))) return nullptr;
    return l.is == Lies::timestamp ? "a day: a date32 column, since a time in a zone does not say whose day it is" : "a date32 or text column";
  }
  if (t.name == "instant") {
    if (l.is == Lies::timestamp && l.zoned) return nullptr;
    return l.is == Lies::timestamp ? "a timestamp with a time zone: without one nobody knows which instant it is" : "a timestamp column with a time zone, or text";
  }
  if (l.is == Lies::bytes16 && (t.name == "id" || t.name.ends_with("_id"))) return nullptr;
  return "a text column (utf8)";
}

class Matcher {
 public:
  explicit Matcher(std::span<const std::string_view> also) : also_(also) {}

  Result<> match(const TypeInfo& stated, const ArrowSchema& schema, bool secret, int level, ArrowPlan& out) {
    if (level > most_levels) return fail(ErrorCode::too_deep, "columns are nested more than 64 levels deep; flatten them");
    out.stated = out.type = &stated;
    out.secret = secret;
    while (out.type->kind == Kind::known) out.type = &out.type->of[0]();
    auto lies = arrow::layout(schema);
    if (!lies) return std::move(lies).error();
    out.lies = std::move(*lies);
    const arrow::Layout& values = out.lies.values ? *out.lies.values : out.lies;
    if (values.is == Lies::null) return {};
    if (const char* need = lacks(*out.type, values)) return fail(ErrorCode::wrong_type, std::string(need) + " is needed here, not " + detail::quoted(schema.format), "", "", "Cast the column.");
    const ArrowSchema& s = out.lies.values ? *schema.dictionary : schema;
    for (std::int64_t i = 0; i < s.n_children; ++i)
      if (!s.children[i]) return fail(ErrorCode::corrupt, "a column's schema lacks a child that it counts");
    switch (out.type->kind) {
      case Kind::record: return record(s, level, out);
      case Kind::choice: return choice(s, level, out);
      case Kind::list: {
        out.parts.emplace_back();
        if (auto r = match(out.type->of[0](), *s.children[0], secret, level + 1, out.parts[0].plan); !r) return under(std::move(r).error(), "-");
        return {};
      }
      default: return {};
    }
  }

 private:
  static std::string_view name_of(const ArrowSchema& s) { return s.name ? s.name : ""; }

  Result<> record(const ArrowSchema& s, int level, ArrowPlan& out) {
    const auto& fields = out.type->fields;
    std::vector<std::size_t> part_of(fields.size(), fields.size());
    std::vector<bool> absence_of(fields.size(), false);
    for (std::size_t c = 0; c < static_cast<std::size_t>(s.n_children); ++c) {
      const std::string_view name = name_of(*s.children[c]);
      const auto field = index_of(fields, name);
      if (field < fields.size()) {
        if (part_of[field] < fields.size()) return under(fail(ErrorCode::duplicate_member, "a column comes twice; keep one of them"), name);
        part_of[field] = out.parts.size();
        out.parts.emplace_back();
        out.parts.back().column = c;
        out.parts.back().field = &fields[field];
        if (auto r = match(fields[field].type(), *s.children[c], out.secret || typed::is_secret(fields[field].shelf), level + 1, out.parts.back().plan); !r)
          return under(std::move(r).error(), name);
      } else if (const auto of = name.ends_with(arrow::absence_suffix) ? index_of(fields, name.substr(0, name.size() - arrow::absence_suffix.size())) : fields.size();
                 of < fields.size() && fields[of].type().kind == Kind::known) {
        if (absence_of[of]) return under(fail(ErrorCode::duplicate_member, "a column comes twice; keep one of them"), name);
        absence_of[of] = true;
      } else if (level > 0 || std::find(also_.begin(), also_.end(), name) == also_.end()) {
        return unknown_column(name, out);
      }
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (absence_of[i] && part_of[i] == fields.size()) {  // an absence alone: the value is never there
        part_of[i] = out.parts.size();
        out.parts.emplace_back();
        Part& p = out.parts.back();
        p.field = &fields[i];
        p.plan.stated = &fields[i].type();
        p.column = s.n_children > 0 ? static_cast<std::size_t>(s.n_children) : 0;
      }
      if (part_of[i] == fields.size() && fields[i].type().kind == Kind::known) out.unknown.push_back(&fields[i]);
    }
    for (std::size_t c = 0; c < static_cast<std::size_t>(s.n_children); ++c) {
      const std::string_view name = name_of(*s.children[c]);
      if (!name.ends_with(arrow::absence_suffix) || index_of(fields, name) < fields.size()) continue;
      const auto of = index_of(fields, name.substr(0, name.size() - arrow::absence_suffix.size()));
      if (of == fields.size() || !absence_of[of]) continue;
      auto lies = arrow::layout(*s.children[c]);
      if (!lies) return under(std::move(lies).error(), name);
      const Lies is = lies->values ? lies->values->is : lies->is;
      if (is != Lies::null && !arrow::is_text(is)) return under(fail(ErrorCode::wrong_type, "a text column (utf8) is needed here"), name);
      Part& p = out.parts[part_of[of]];
      p.has_absence = true;
      p.absence_column = c;
      p.absence_lies = std::move(*lies);
    }
    return {};
  }

  Result<> choice(const ArrowSchema& s, int level, ArrowPlan& out) {
    const auto& of = out.type->of;
    std::vector<std::string_view> names;
    for (const auto t : of) names.push_back(typed::alternative(t()));
    std::vector<bool> seen(of.size());
    for (std::size_t c = 0; c < static_cast<std::size_t>(s.n_children); ++c) {
      const std::string_view name = name_of(*s.children[c]);
      const auto k = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
      if (k == of.size()) return unknown_name(name, names, "no such alternative", out.secret);
      if (seen[k]) return under(fail(ErrorCode::duplicate_member, "a column comes twice; keep one of them"), name);
      seen[k] = true;
      out.parts.emplace_back();
      out.parts.back().column = c;
      out.parts.back().alternative = k;
      if (auto r = match(of[k](), *s.children[c], out.secret, level + 1, out.parts.back().plan); !r) return under(std::move(r).error(), name);
    }
    return {};
  }

  using Part = ArrowPlan::Part;

  static std::size_t index_of(const std::vector<FieldInfo>& fields, std::string_view name) {
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (fields[i].name == name) return i;
    return fields.size();
  }
  static Error unknown_name(std::string_view name, const std::vector<std::string_view>& names, const char* what, bool secret) {
    const std::string_view near = typed::nearest(name, names);
    const std::string_view bare = name.ends_with(arrow::absence_suffix) ? name.substr(0, name.size() - arrow::absence_suffix.size()) : name;
    Error e = fail(ErrorCode::unknown_member, std::string(what) + (near.empty() ? std::string() : ": did you mean " + detail::quoted(near) + "?"), secret || !typed::like_a_member(bare) ? "" : typed::token(name), "", "");
    e.remedy = "Rename or drop the column. There are:";
    const char* comma = " ";
    for (const auto n : names) (e.remedy += comma) += n, comma = ", ";
    return e;
  }
  Error unknown_column(std::string_view name, const ArrowPlan& plan) const {
    std::vector<std::string_view> names;
    for (const auto& f : plan.type->fields) names.push_back(f.name);
    return unknown_name(name, names, "no such member for this column", plan.secret);
  }

  std::span<const std::string_view> also_;
};

}  // namespace

Result<ArrowRows> ArrowRows::open(const TypeInfo& type, const ArrowSchema& schema, std::span<const std::string_view> also) {
  if (type.kind != Kind::record) return fail(ErrorCode::invalid_argument, "rows are of a record type; give one");
  if (!schema.release || !schema.format) return fail(ErrorCode::corrupt, "the schema was released, or is none");
  if (std::string_view(schema.format) != "+s" || schema.dictionary) return fail(ErrorCode::wrong_type, "rows are structs; give a struct schema, as a record batch has it");
  auto plan = std::make_shared<ArrowPlan>();
  if (auto r = Matcher(also).match(type, schema, false, 0, *plan); !r) return std::move(r).error();
  return ArrowRows(std::move(plan));
}

bool ArrowRows::has(std::string_view member) const {
  return std::any_of(plan_->parts.begin(), plan_->parts.end(), [&](const auto& p) { return p.field && p.field->name == member; });
}

}  // namespace safar::inline v0
