#include <safar/base/limits.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include "base/typed.hpp"
#include "base/utf8.hpp"

namespace safar::inline v0 {
namespace {
using namespace typed;

class Measure {
 public:
  explicit Measure(const FactLimits& limits) : limits_(limits) {}

  /// False: too much, or no text; the fault is made, and its pointer is put together while the walk goes back.
  bool value(const TypeInfo& type, const void* p, Shelf shelf, std::size_t depth) {
    if (depth > limits_.depth) return refuse(ErrorCode::too_deep, "Values are nested deeper than " + std::to_string(limits_.depth) + " levels.", "Flatten it.");
    switch (type.kind) {
      case Kind::boolean: return add(5);
      case Kind::integer: return add(16);
      case Kind::code: return add(24);
      case Kind::scalar: return add(40);
      case Kind::text: return text(typed::text(p), shelf);
      case Kind::known: return absence(type, p) != Absence::present ? add(24) : value(type.of[0](), inside(type, p), shelf, depth);
      case Kind::choice: return add(8 + alternative(chosen(type, p)).size()) && value(chosen(type, p), inside(type, p), shelf, depth + 1);
      case Kind::list: return list(type, p, shelf, depth);
      case Kind::record: return record(type, p, shelf, depth);
    }
    return true;
  }
  [[nodiscard]] Error& fault() { return fault_; }

 private:
  // Members that canonical JSON leaves out cost nothing: most of a fact's are not said.
  static bool left_out(const TypeInfo& t, const void* p) {
    return (t.kind == Kind::known && absence(t, p) == Absence::unknown) || (t.kind == Kind::text && typed::text(p).empty()) || (t.kind == Kind::list && count(t, p) == 0);
  }

  bool record(const TypeInfo& type, const void* p, Shelf shelf, std::size_t depth) {
    if (!add(2)) return false;
    for (const auto& f : type.fields) {
      const TypeInfo& t = f.type();
      const void* at = member(p, f);
      if (left_out(t, at)) continue;
      if (!add(f.name.size() + 4) || !value(t, at, f.shelf == Shelf::open ? shelf : f.shelf, depth + 1)) return under(f.name);
    }
    return true;
  }

  bool list(const TypeInfo& type, const void* p, Shelf shelf, std::size_t depth) {
    const TypeInfo& t = type.of[0]();
    const std::size_t n = count(type, p);
    const TypeInfo& bare = t.kind == Kind::known ? t.of[0]() : t;
    const bool records = bare.kind == Kind::record || bare.kind == Kind::choice || bare.kind == Kind::list;
    if (const std::size_t most = records ? limits_.records : limits_.values; n > most)
      return refuse(ErrorCode::too_large, "This list has " + std::to_string(n) + " entries; at most " + std::to_string(most) + " are taken.", "Say it in several commands.");
    if (!add(2 + n)) return false;
    for (std::size_t i = 0; i < n; ++i)
      if (!value(t, inside(type, p, i), shelf, depth + 1)) return under(std::to_string(i));
    return true;
  }

  bool text(const std::string& s, Shelf shelf) {
    const std::size_t most = shelf == Shelf::counted ? std::min(limits_.counted, limits_.text) : limits_.text;
    if (s.size() > most)
      return refuse(ErrorCode::too_large, "This text has " + std::to_string(s.size()) + " bytes; at most " + std::to_string(most) + " are taken.",
                    "Shorten it, or keep the document itself elsewhere and say where.");
    if (const std::size_t n = utf8_prefix(s); n != s.size())
      return refuse(ErrorCode::encoding, "Byte " + std::to_string(n + 1) + " of this text is not UTF-8.", "Write the text in UTF-8.");
    std::size_t escapes = 0;
    bool nul = false;
    for (const char c : s) {
      const auto u = static_cast<unsigned char>(c);
      escapes += u < 0x20 ? 5 : (u == '"' || u == '\\') ? 1 : 0;
      nul |= u == 0;
    }
    if (nul) return refuse(ErrorCode::encoding, "This text has the character U+0000 in it.", "Leave it out: no text that people write has it.");
    return add(s.size() + escapes + 2);
  }

  bool add(std::size_t n) {
    size_ += n;
    return size_ <= limits_.whole || refuse(ErrorCode::too_large, "The whole takes more than " + std::to_string(limits_.whole) + " bytes from here on.", "Say it in several commands.");
  }
  bool refuse(ErrorCode code, std::string message, std::string remedy) {
    fault_ = fail(code, std::move(message), "", "", std::move(remedy));
    return false;
  }
  bool under(std::string_view name) {
    fault_.pointer.insert(0, token(name));
    return false;
  }

  const FactLimits& limits_;
  std::size_t size_ = 0;
  Error fault_{};
};

}  // namespace

Result<> check_limits(const TypeInfo& type, const void* fact, const FactLimits& limits) {
  Measure m(limits);
  if (m.value(type, fact, Shelf::open, 0)) return {};
  return std::move(m.fault());
}

}  // namespace safar::inline v0
