/// \file
/// A described value as a FEEL value: the boundary at which what is absent becomes unknown.
#include <safar/base/date.hpp>
#include <safar/base/partial_date.hpp>

#include <safar/dmn/feel.hpp>

namespace safar::inline v0::feel {
namespace {

std::int64_t days(std::chrono::sys_days d) { return d.time_since_epoch().count(); }

Value scalar(const TypeInfo& type, const void* value, std::string_view path) {
  std::string text = type.print(value);
  if (type.name == Date::type_name) {
    Date d;
    if (parse_into(text, d)) return Value::date(d.days(), d.days());
  } else if (type.name == PartialDate::type_name) {
    PartialDate d;
    if (parse_into(text, d)) return Value::date(days(d.earliest()), days(d.latest()), {{std::string(path), Absence::unknown}});
  }
  return Value::string(std::move(text));
}

}  // namespace

Value to_value(const TypeInfo& type, const void* value, std::string_view path) {
  const auto inner = [&](std::size_t i) { return type.at(const_cast<void*>(value), i); };  // at() only finds the place
  switch (type.kind) {
    case Kind::boolean: return Value::boolean(*static_cast<const bool*>(value));
    case Kind::integer: return Value::integer(type.get(value));
    case Kind::text: return Value::string(*static_cast<const std::string*>(value));
    case Kind::code: {
      const auto i = static_cast<std::size_t>(type.get(value));
      return i < type.codes.size() ? Value::string(std::string(type.codes[i])) : Value::null(Cause::domain);
    }
    case Kind::scalar: return scalar(type, value, path);
    case Kind::record: {
      std::vector<std::pair<std::string, Value>> entries;
      entries.reserve(type.fields.size());
      for (const FieldInfo& f : type.fields) {
        const std::string at = (path.empty() ? std::string() : std::string(path) + '.') + std::string(f.name);
        entries.emplace_back(std::string(f.name), to_value(f.type(), static_cast<const char*>(value) + f.offset, at));
      }
      return Value::context(std::move(entries));
    }
    case Kind::list: {
      const auto n = static_cast<std::size_t>(type.get(value));
      std::vector<Value> items;
      items.reserve(n);
      for (std::size_t i = 0; i < n; ++i) items.push_back(to_value(type.of[0](), inner(i), std::string(path) + '[' + std::to_string(i + 1) + ']'));
      return Value::list(std::move(items));
    }
    case Kind::choice: return to_value(type.of[static_cast<std::size_t>(type.get(value))](), inner(0), path);
    case Kind::known: {
      const auto absence = static_cast<Absence>(type.get(value));
      if (absence == Absence::present) return to_value(type.of[0](), inner(0), path);
      if (absence == Absence::not_applicable) return Value::null();
      return Value::unknown({{std::string(path), absence}});
    }
  }
  return Value::null(Cause::type);
}

}  // namespace safar::inline v0::feel
