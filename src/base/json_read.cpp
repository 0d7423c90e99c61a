#include <algorithm>
#include "base/json_read.hpp"

#include <vector>

#include <safar/base/quote.hpp>

#include "base/json_sax.hpp"
#include "base/good_value.hpp"
#include "base/nearest.hpp"
#include "base/of_the_log.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {
using typed::Atom;

/// What a place takes, in words.
std::string wanted(const TypeInfo& t) {
  switch (t.kind) {
    case Kind::boolean: return "true or false";
    case Kind::integer: return "a whole number";
    case Kind::text: return "a string";
    case Kind::code: return "a code as a string";
    case Kind::scalar: return "a string (" + std::string(t.name) + ")";
    case Kind::record: return "an object (" + std::string(t.name) + ")";
    case Kind::list: return "a list";
    case Kind::choice: return "an object with one member that names the alternative";
    case Kind::known: return wanted(t.of[0]()) + ", null or {\"absent\":...}";
  }
  return "a value";
}

std::string joined(std::string_view before, const auto& names) {
  std::string s(before);
  const char* comma = " ";
  for (const auto& n : names) (s += comma) += n, comma = ", ";
  return s;
}

class Reader final : public typed::Strict {
 public:
  Reader(const TypeInfo& type, void* root, JsonLimits limits, typed::Passes passes)
      : Strict(limits.depth), root_{&type, root, false}, room_(limits.memory), passes_(passes) {}

  bool value(const Atom& a) override {
    if (skip_ > 0 || skip_next_) return skip_next_ = false, true;
    if (in_absent()) return read_absence(a);
    const Slot s = next();
    if (full_) return crowded();
    if (s.type->kind == Kind::known && a.is == Atom::Is::null) return typed::set_absence(*s.type, s.at, Absence::not_applicable);
    return store(present(s), a);
  }

  bool open(bool object) override {
    if (skip_ > 0 || skip_next_) return skip_next_ = false, ++skip_, true;
    if (in_absent()) return refuse(ErrorCode::wrong_type, "the reason of an absence is a string", reasons());
    Slot s = next();
    if (full_) return crowded();
    if (object && s.type->kind == Kind::known) return stack_.push_back({Is::maybe, s, nullptr, 0, {}}), true;
    s = present(s);
    if (object) return enter(s);
    if (s.type->kind != Kind::list) return wrong(s, "a list");
    s.type->set(s.at, 0);
    stack_.push_back({Is::list, s, nullptr, 0, {}});
    return true;
  }

  bool name(std::string& key) override {
    if (skip_ > 0) return true;
    Frame& f = stack_.back();
    if (f.is == Is::maybe) {
      if (key == "absent" && !has_member(bare(*f.slot.type), key)) return f.is = Is::absent, true;
      if (!become(f)) return false;
    }
    switch (f.is) {
      case Is::absent: return refuse(key == "absent" ? ErrorCode::duplicate_member : ErrorCode::unknown_member, "an absence has the one member \"absent\"", reasons());
      case Is::record: return name_field(f, key);
      case Is::choice: return name_alternative(f, key);
      default: return true;  // a list has no names
    }
  }

  bool close() override {
    if (skip_ > 0) return --skip_, true;
    Frame& f = stack_.back();
    if (f.is == Is::maybe && !become(f)) return false;
    if (f.is == Is::choice && f.n == 0) return refuse(ErrorCode::missing_member, "name the alternative", joined("One of:", alternatives(*f.slot.type)));
    stack_.pop_back();
    return true;
  }

  void arrived() override {
    if (!stack_.empty() && stack_.back().is == Is::list) ++stack_.back().n;
  }
  [[nodiscard]] std::string pointer() const override {
    std::string s;
    for (const Frame& f : stack_) {
      if (f.is == Is::record && f.field) s += typed::token(f.field->name);
      if (f.is == Is::list && f.n > 0) s += typed::token(std::to_string(f.n - 1));
      if (f.is == Is::choice && f.n > 0) s += typed::token(typed::alternative(typed::chosen(*f.slot.type, f.slot.at)));
      if (f.is == Is::absent) s += "/absent";
    }
    return s;
  }

 private:
  struct Slot {
    const TypeInfo* type;
    void* at;
    bool secret;  ///< a field around it is on a sealed shelf: its value is never quoted
  };
  enum class Is : std::uint8_t { record, list, choice, maybe, absent };  // maybe: an object for a Known, before its first name
  struct Frame {
    Is is;
    Slot slot;
    const FieldInfo* field;
    std::size_t n;           ///< elements or members so far
    std::vector<bool> seen;  ///< fields of a record
  };

  [[nodiscard]] bool in_absent() const { return !stack_.empty() && stack_.back().is == Is::absent; }

  /// Where the next value goes; a list grows by one.
  Slot next() {
    if (stack_.empty()) return root_;
    Frame& f = stack_.back();
    const TypeInfo& t = *f.slot.type;
    if (f.is == Is::record) return {&f.field->type(), typed::member(f.slot.at, *f.field), f.slot.secret || typed::is_secret(f.field->shelf)};
    if (f.is == Is::choice) return {&typed::chosen(t, f.slot.at), t.at(f.slot.at, 0), f.slot.secret};
    full_ = t.of[0]().size > room_;
    room_ -= full_ ? 0 : t.of[0]().size;
    t.set(f.slot.at, static_cast<std::int64_t>(f.n + 1));
    return {&t.of[0](), t.at(f.slot.at, f.n++), f.slot.secret};
  }

  bool crowded() { return refuse(ErrorCode::too_large, "the lists of this text take too much memory; split it"); }

  /// The place inside a Known, which becomes present.
  static Slot present(Slot s) {
    while (s.type->kind == Kind::known) {
      typed::set_absence(*s.type, s.at, Absence::present);
      s = {&s.type->of[0](), s.type->at(s.at, 0), s.secret};
    }
    return s;
  }
  static const TypeInfo& bare(const TypeInfo& t) { return t.kind == Kind::known ? bare(t.of[0]()) : t; }
  static bool has_member(const TypeInfo& t, std::string_view key) {
    if (t.kind == Kind::record)
      for (const auto& f : t.fields)
        if (f.name == key) return true;
    if (t.kind == Kind::choice)
      for (const auto of : t.of)
        if (typed::alternative(of()) == key) return true;
    return false;
  }

  /// Begins an object at a place that is no Known.
  bool enter(const Slot& s) {
    if (s.type->kind == Kind::record) {
      for (const auto& f : s.type->fields)  // missing means unknown, whatever the default is
        if (const TypeInfo& t = f.type(); t.kind == Kind::known) typed::set_absence(t, typed::member(s.at, f), Absence::unknown);
      stack_.push_back({Is::record, s, nullptr, 0, std::vector<bool>(s.type->fields.size())});
      return true;
    }
    if (s.type->kind == Kind::choice) return stack_.push_back({Is::choice, s, nullptr, 0, {}}), true;
    return wrong(s, "an object");
  }
  /// An object for a Known turns out to be the value's own.
  bool become(Frame& f) {
    const Slot s = present(f.slot);
    if (s.type->kind != Kind::record && s.type->kind != Kind::choice) return wrong(f.slot, "an object");
    stack_.pop_back();
    return enter(s);  // the same place in memory: `f` of the caller is the new frame
  }

  bool name_field(Frame& f, const std::string& key) {
    f.field = nullptr;
    const auto& fields = f.slot.type->fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name != key) continue;
      f.field = &fields[i];
      if (f.seen[i]) return refuse(ErrorCode::duplicate_member, "a member comes twice; keep one of them");
      f.seen[i] = true;
      return true;
    }
    if (passes_.all || (stack_.size() == 1 && (passes_.top || std::find(passes_.names.begin(), passes_.names.end(), key) != passes_.names.end())))
      return skip_next_ = true;
    std::vector<std::string_view> names;
    for (const auto& x : fields) names.push_back(x.name);
    return refuse_at(unknown(f, key), ErrorCode::unknown_member, "no such member; check its spelling", joined(std::string(f.slot.type->name) + " has:", names));
  }

  bool name_alternative(Frame& f, const std::string& key) {
    const auto& of = f.slot.type->of;
    if (f.n > 0) return refuse(ErrorCode::duplicate_member, "an object that names an alternative has one member; keep one of them");
    for (std::size_t i = 0; i < of.size(); ++i)
      if (typed::alternative(of[i]()) == key) return ++f.n, f.slot.type->set(f.slot.at, static_cast<std::int64_t>(i));
    return refuse_at(unknown(f, key), ErrorCode::unknown_member, "no such alternative", joined("One of:", alternatives(*f.slot.type)));
  }
  std::string unknown(const Frame& f, std::string_view key) const { return f.slot.secret ? pointer() : pointer() + typed::token_of_unknown(key); }
  static std::vector<std::string_view> alternatives(const TypeInfo& t) {
    std::vector<std::string_view> v;
    for (const auto of : t.of) v.push_back(typed::alternative(of()));
    return v;
  }

  static std::string reasons() { return "One of: unknown, refused, placeholder, withheld, erased, conflict; null for not applicable."; }
  bool read_absence(const Atom& a) {
    const Slot s = stack_.back().slot;
    if (stack_.back().n++ > 0 || a.is != Atom::Is::text) return refuse(ErrorCode::wrong_type, "the reason of an absence is a string", reasons());
    for (std::size_t i = 1; i < std::size(typed::absence_names); ++i)
      if (i != static_cast<std::size_t>(Absence::not_applicable) && typed::absence_names[i] == *a.text) return s.type->set(s.at, static_cast<std::int64_t>(i));
    return refuse(ErrorCode::unknown_code, "no such reason of an absence", reasons());
  }

  bool store(const Slot& s, const Atom& a) {
    const TypeInfo& t = *s.type;
    const bool is_text = a.is == Atom::Is::text;
    switch (t.kind) {
      case Kind::boolean:
        if (a.is != Atom::Is::boolean) break;
        *static_cast<bool*>(s.at) = a.boolean;
        return true;
      case Kind::integer:
        if (a.is != Atom::Is::integer) break;
        return t.set(s.at, a.integer) || refuse(ErrorCode::out_of_range, "the number is too small or too large here", typed::good_value(t));
      case Kind::text:
        if (!is_text) break;
        *static_cast<std::string*>(s.at) = std::move(*a.text);
        return true;
      case Kind::code:
        if (!is_text) break;
        for (std::size_t i = 0; i < t.codes.size(); ++i)
          if (t.codes[i] == *a.text) return t.set(s.at, static_cast<std::int64_t>(i));
        return refuse(ErrorCode::unknown_code, "no such code" + meant(*a.text, t.codes), joined("One of:", t.codes));
      case Kind::scalar:
        if (!is_text) break;
        return t.parse(*a.text, s.at) || refuse(ErrorCode::parse, "not a valid " + std::string(t.name), typed::good_value(t));
      default: break;
    }
    static constexpr const char* words[] = {"null", "true or false", "a number", "a string"};
    return wrong(s, words[static_cast<std::size_t>(a.is)]);
  }
  /// The word of ours that is near: what was said itself is never repeated, for a name may stand there in the wrong column.
  static std::string meant(std::string_view said, const std::vector<std::string_view>& ours) {
    const std::string_view near = typed::nearest(said, ours);
    return near.empty() ? std::string() : ": did you mean " + detail::quoted(near) + "?";
  }
  bool wrong(const Slot& s, const char* got) { return refuse(ErrorCode::wrong_type, wanted(*s.type) + " is needed here, not " + got, typed::good_value(*s.type)); }

  Slot root_;
  std::size_t room_;  ///< bytes that list elements may still take
  typed::Passes passes_;  ///< unknown members that are skipped
  bool full_ = false, skip_next_ = false;
  std::size_t skip_ = 0;  ///< open brackets of a member that is skipped
  std::vector<Frame> stack_{};
};

}  // namespace

Result<> typed::read_dom(const nlohmann::json& document, const TypeInfo& type, void* made, bool lenient) {
  Reader reader(type, made, {std::size_t(-1), std::size_t(-1), std::size_t(-1)}, {.all = lenient});
  if (feed(document, reader)) return {};
  return std::move(reader.error());
}

Result<> typed::read_text(std::string_view text, const TypeInfo& type, void* made) {
  Reader reader(type, made, of_the_log, {.all = true});
  return typed::run(text, of_the_log, reader);
}

Result<> typed::read_part(std::string_view text, const TypeInfo& type, void* made, JsonLimits limits, Passes passes) {
  Reader reader(type, made, limits, passes);
  return typed::run(text, limits, reader);
}

Result<> from_json(std::string_view text, const TypeInfo& type, void* out, JsonLimits limits) {
  if (!type.make || !type.drop || !type.assign) return fail(ErrorCode::invalid_argument, "the type cannot be made and moved; give TypeInfo make, drop and assign");
  const typed::Made made(type);
  Reader reader(type, made.get(), limits, {});
  if (auto r = typed::run(text, limits, reader); !r) return r;
  type.assign(out, made.get());
  return {};
}

}  // namespace safar::inline v0
