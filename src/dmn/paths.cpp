/// \file
/// Which paths of its context a tree reads. A value that is a path (or may be one of several) is passed upward as such and is written
/// down only where it is used, so that `p` in `every p in persons satisfies p.age > 3` is persons.age.
#include <algorithm>
#include <deque>
#include <set>

#include "ast.hpp"

namespace safar::inline v0::feel {
namespace {

using Places = std::vector<Read>;  // where a value may come from; empty: from nowhere in the context

struct Scope {
  const Scope* outer = nullptr;
  const std::string* local = nullptr;  // nullptr: the items of a filter
  const Places* places = nullptr;
};

class Reader {
 public:
  [[nodiscard]] std::set<Read>& found() { return found_; }
  [[nodiscard]] bool too_many() const { return too_many_; }

  void use(const Ast& a, const Scope* scope) { write(places(a, scope)); }

 private:
  static constexpr std::size_t most = 1000;

  void write(const Places& places) {
    found_.insert(places.begin(), places.end());
    if (found_.size() > most) too_many_ = true;
  }
  Places joined(Places a, const Places& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end());
    a.erase(std::unique(a.begin(), a.end()), a.end());
    if (a.size() > most) too_many_ = true;
    return too_many_ ? Places{} : a;
  }

  Places of_name(const std::string& name, const Scope* scope) {
    const Scope* filter = nullptr;
    for (; scope; scope = scope->outer) {
      if (scope->local && *scope->local == name) return *scope->places;
      if (scope->local || scope->places->empty() || filter) continue;
      filter = scope;
    }
    if (!filter) return {{name, ""}};
    if (name == "item") return *filter->places;
    Places out;
    for (const Read& r : *filter->places) out.push_back({r.path + '.' + name, name});
    return out;
  }

  Places places(const Ast& a, const Scope* scope) {
    if (too_many_) return {};
    switch (a.op) {
      case Op::literal: return {};
      case Op::name: return of_name(a.name, scope);
      case Op::inlined: return places(*a.kids[0], nullptr);
      case Op::path: {
        Places p = places(*a.kids[0], scope);
        for (Read& r : p) {
          (r.path += '.') += a.name;
          if (!r.otherwise.empty()) (r.otherwise += '.') += a.name;
        }
        return p;
      }
      case Op::filter: {
        Places items = places(*a.kids[0], scope);
        const Scope inner{scope, nullptr, &items};
        use(*a.kids[1], &inner);
        return items;
      }
      case Op::list: {
        std::set<Read> all;
        for (const AstPtr& kid : a.kids) {
          const Places p = places(*kid, scope);
          all.insert(p.begin(), p.end());
          if (all.size() > most) too_many_ = true;
        }
        return {all.begin(), all.end()};
      }
      case Op::choose:
        use(*a.kids[0], scope);
        return joined(places(*a.kids[1], scope), places(*a.kids[2], scope));
      case Op::context: entries(a, scope); return {};
      case Op::iterate: return loop(a, 0, scope);
      case Op::some:
      case Op::every: write(loop(a, 0, scope)); return {};
      default:
        for (const AstPtr& kid : a.kids) use(*kid, scope);
        return {};
    }
  }

  void entries(const Ast& a, const Scope* scope) {
    std::deque<Places> values;
    std::deque<Scope> scopes;
    for (std::size_t k = 0; k < a.kids.size() && !too_many_; ++k) {
      write(values.emplace_back(places(*a.kids[k], scope)));
      scope = &scopes.emplace_back(Scope{scope, &a.names[k], &values.back()});
    }
  }

  Places loop(const Ast& a, std::size_t k, const Scope* scope) {
    if (k == a.names.size()) return places(*a.kids[k], scope);
    const Places domain = places(*a.kids[k], scope);
    if (!mentions(a, k, a.names[k])) write(domain);  // read for its length alone
    const Scope inner{scope, &a.names[k], &domain};
    return loop(a, k + 1, &inner);
  }

  // Whether the variable of iterator k is named anywhere after it.
  static bool mentions(const Ast& a, std::size_t k, const std::string& name) {
    return std::any_of(a.kids.begin() + static_cast<std::ptrdiff_t>(k) + 1, a.kids.end(), [&](const AstPtr& kid) { return named(*kid, name); });
  }
  static bool named(const Ast& a, const std::string& name) {
    if (a.op == Op::inlined) return false;
    if (a.op == Op::name && a.name == name) return true;
    return std::any_of(a.kids.begin(), a.kids.end(), [&](const AstPtr& kid) { return named(*kid, name); });
  }

  std::set<Read> found_{};
  bool too_many_ = false;
};

}  // namespace

Result<std::vector<Read>> reads_of(const Ast& root) {
  Reader reader;
  reader.use(root, nullptr);
  if (reader.too_many()) return fail(ErrorCode::too_large, "column 1: the expression reads more than 1000 paths: split it", {}, "limit");
  return std::vector<Read>(reader.found().begin(), reader.found().end());
}

}  // namespace safar::inline v0::feel
