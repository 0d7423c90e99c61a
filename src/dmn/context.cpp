/// \file
/// A described value as a FEEL value: the boundary at which what is absent becomes unknown.
#include <safar/base/date.hpp>
#include <safar/base/partial_date.hpp>

#include <safar/dmn/feel.hpp>

namespace safar::inline v0::feel {
namespace {

std::int64_t days(std::chrono::sys_days d) { return d.time_since_epoch().count(); }

// Where a value stands; written out where something there is not known.
struct Place {
  const Place* in = nullptr;
  std::string_view name{};
  std::size_t item = 0;  // 1-based; 0: not of a list

  [[nodiscard]] std::string text() const {
    std::string out = in ? in->text() : std::string();
    if (item) return out + '[' + std::to_string(item) + ']';
    if (!out.empty() && !name.empty()) out += '.';
    return out += name;
  }
};

Value partial(const PartialDate& d, const Place& place) {
  const std::int64_t first = days(d.earliest()), last = days(d.latest());
  return first == last ? Value::date(first, last) : Value::date(first, last, {{place.text(), Absence::unknown}});
}

Value scalar(const TypeInfo& type, const void* value, const Place& place) {
  if (&type == &info<Date>()) {
    const auto& d = *static_cast<const Date*>(value);
    return Value::date(d.days(), d.days());
  }
  if (&type == &info<PartialDate>()) return partial(*static_cast<const PartialDate*>(value), place);
  std::string text = type.print(value);
  if (type.name == Date::type_name) {
    Date d;
    if (parse_into(text, d)) return Value::date(d.days(), d.days());
  } else if (type.name == PartialDate::type_name) {
    PartialDate d;
    if (parse_into(text, d)) return partial(d, place);
  }
  return Value::string(std::move(text));
}

Value value_at(const TypeInfo& type, const void* value, const Place& place) {
  const auto inner = [&](std::size_t i) { return type.at(const_cast<void*>(value), i); };  // at() only finds the place
  switch (type.kind) {
    case Kind::boolean: return Value::boolean(*static_cast<const bool*>(value));
    case Kind::integer: return Value::integer(type.get(value));
    case Kind::text: return Value::string(*static_cast<const std::string*>(value));
    case Kind::code: {
      const auto i = static_cast<std::size_t>(type.get(value));
      return i < type.codes.size() ? Value::string(std::string(type.codes[i])) : Value::null(Cause::domain);
    }
    case Kind::scalar: return scalar(type, value, place);
    case Kind::record: {
      std::vector<std::pair<std::string, Value>> entries;
      entries.reserve(type.fields.size());
      for (const FieldInfo& f : type.fields) entries.emplace_back(std::string(f.name), value_at(f.type(), static_cast<const char*>(value) + f.offset, {&place, f.name}));
      return Value::context(std::move(entries));
    }
    case Kind::list: {
      const auto n = static_cast<std::size_t>(type.get(value));
      std::vector<Value> items;
      items.reserve(n);
      for (std::size_t i = 0; i < n; ++i) items.push_back(value_at(type.of[0](), inner(i), {&place, {}, i + 1}));
      return Value::list(std::move(items));
    }
    case Kind::choice: return value_at(type.of[static_cast<std::size_t>(type.get(value))](), inner(0), place);
    case Kind::known: {
      const auto absence = static_cast<Absence>(type.get(value));
      if (absence == Absence::present) return value_at(type.of[0](), inner(0), place);
      if (absence == Absence::not_applicable) return Value::null();
      return Value::unknown({{place.text(), absence}});
    }
  }
  return Value::null(Cause::type);
}

}  // namespace

Value to_value(const TypeInfo& type, const void* value, std::string_view path) { return value_at(type, value, {nullptr, path}); }

}  // namespace safar::inline v0::feel
