#include "base/typed.hpp"

namespace safar::inline v0::typed {

void wipe_texts(const TypeInfo& type, void* p) {
  switch (type.kind) {
    case Kind::text: return wipe(*static_cast<std::string*>(p));
    case Kind::record:
      for (const auto& f : type.fields) wipe_texts(f.type(), member(p, f));
      return;
    case Kind::list: {
      const TypeInfo& of = type.of[0]();
      if (of.kind == Kind::integer || of.kind == Kind::boolean || of.kind == Kind::code || of.kind == Kind::scalar) return;
      for (std::size_t i = 0, n = count(type, p); i < n; ++i) wipe_texts(of, type.at(p, i));
      return;
    }
    case Kind::choice: return wipe_texts(chosen(type, p), type.at(p, 0));
    case Kind::known:  // where it is absent, a field of an agency's own has no text to ask for
      if (absence(type, p) == Absence::present) wipe_texts(type.of[0](), type.at(p, 0));
      return;
    default: return;
  }
}

}  // namespace safar::inline v0::typed
