#include <safar/base/shelves.hpp>

#include <algorithm>
#include <tuple>

#include "base/json_write.hpp"
#include "base/scope.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {
using namespace typed;

/// Whether a value holds a field of another sealed shelf than the one around it.
bool mixed(const TypeInfo& type, const void* p, Shelf shelf) {
  switch (type.kind) {
    case Kind::record:
      return std::any_of(type.fields.begin(), type.fields.end(), [&](const FieldInfo& f) {
        return (f.shelf != Shelf::open && f.shelf != shelf) || mixed(f.type(), member(p, f), shelf);
      });
    case Kind::list:
      for (std::size_t i = 0, n = has_members(type) ? count(type, p) : 0; i < n; ++i)
        if (mixed(type.of[0](), inside(type, p, i), shelf)) return true;
      return false;
    case Kind::choice: return mixed(chosen(type, p), inside(type, p), shelf);
    case Kind::known: return absence(type, p) == Absence::present && mixed(type.of[0](), inside(type, p), shelf);
    default: return false;
  }
}

class Splitter {
 public:
  Result<Split> run(const TypeInfo& type, const void* fact) {
    if (type.kind != Kind::record) return fail(ErrorCode::invalid_argument, "only a record can be split by shelf");
    record(type, fact, {});
    if (error_) return *error_;
    persons(type, fact);
    std::sort(out_.persons.begin(), out_.persons.end());
    out_.persons.erase(std::unique(out_.persons.begin(), out_.persons.end()), out_.persons.end());
    // By box, and in it by pointer: one box has one text.
    const auto place = [this](const Sealed& m) { return std::tuple(m.shelf, m.subject, m.other, pointer(m)); };
    std::sort(sealed_.begin(), sealed_.end(), [&](const Sealed& a, const Sealed& b) { return place(a) < place(b); });
    const Sealed* last = nullptr;
    for (const Sealed& m : sealed_) {
      const bool same = last && last->shelf == m.shelf && last->subject == m.subject && last->other == m.other;
      if (!same) {
        if (last) out_.boxes.back().content += '}';
        out_.boxes.push_back({m.subject, m.other, m.shelf, "{"});
      }
      std::string& content = out_.boxes.back().content;
      if (same) content += ',';
      write_string(content, pointer(m));
      (content += ':') += std::string_view(text_).substr(m.value, m.end - m.value);
      last = &m;
    }
    if (last) out_.boxes.back().content += '}';
    return std::move(out_);
  }

 private:
  // Where a sealed member stands and what it says, both in text_.
  struct Sealed {
    Shelf shelf{};
    Id subject{};
    std::optional<Id> other{};
    std::size_t at = 0, value = 0, end = 0;
  };
  std::string_view pointer(const Sealed& m) const { return std::string_view(text_).substr(m.at, m.value - m.at); }

  // One step deeper, for the time of `inner`.
  template <class Inner>
  void under(std::string_view name, Inner&& inner) {
    const std::size_t before = path_.size();
    add_token(path_, name);
    inner();
    path_.resize(before);
  }

  void record(const TypeInfo& type, const void* p, const Scope& outer) {
    const Scope scope = scope_in(type, p, outer);
    out_.body += '{';
    by_name(type, [&](const FieldInfo& f) {
      const TypeInfo& t = f.type();
      const void* at = member(p, f);
      if (f.shelf != Shelf::open) seal(f, t, at, scope);
      else if (!has_members(t)) write_member(out_.body, f, t, at, [&] { write_value(out_.body, t, at); });
      else write_member(out_.body, f, t, at, [&] { under(f.name, [&] { value(t, at, scope); }); });
    });
    out_.body += '}';
  }

  /// An open value: what is sealed inside it goes to its box.
  void value(const TypeInfo& type, const void* p, const Scope& scope) {
    if (!has_members(type) || (type.kind == Kind::known && absence(type, p) != Absence::present)) return write_value(out_.body, type, p);
    switch (type.kind) {
      case Kind::known: return value(type.of[0](), inside(type, p), scope);
      case Kind::record: return record(type, p, scope);
      case Kind::choice: {
        const TypeInfo& t = chosen(type, p);
        out_.body += '{';
        write_string(out_.body, alternative(t));
        out_.body += ':';
        under(alternative(t), [&] { value(t, inside(type, p), scope); });
        out_.body += '}';
        return;
      }
      default:
        out_.body += '[';
        for (std::size_t i = 0, n = count(type, p); i < n; ++i) {
          if (i) out_.body += ',';
          under(std::to_string(i), [&] { value(type.of[0](), inside(type, p, i), scope); });
        }
        out_.body += ']';
    }
  }

  void seal(const FieldInfo& f, const TypeInfo& type, const void* p, const Scope& scope) {
    Sealed m{f.shelf, {}, {}, text_.size()};
    under(f.name, [&] { text_ += path_; });
    m.value = text_.size();
    if (!write_member_value(text_, f, type, p, [&] { write_value(text_, type, p); })) {
      text_.resize(m.at);
      return;
    }
    m.end = text_.size();
    const bool of_person = f.shelf != Shelf::counted;
    const char* fault = of_person && scope.fault ? scope.fault
                        : of_person && scope.subject.none() ? "a sealed member has no person: give the person's id first"
                        : has_members(type) && mixed(type, p, f.shelf) ? "a sealed member has members of another shelf: make it open, the inner ones decide"
                                                                       : nullptr;
    if (fault) {
      if (!error_) error_ = fail(ErrorCode::internal, fault, std::string(pointer(m)));
      return;
    }
    if (of_person) {
      m.subject = scope.subject;
      m.other = scope.other;
    }
    sealed_.push_back(m);
  }

  void persons(const TypeInfo& type, const void* p) {
    switch (type.kind) {
      case Kind::scalar:
        if (person_member(type) != PersonMember::no)
          if (const Id id = person_id(type, p); !id.none()) out_.persons.push_back(id);
        return;
      case Kind::record:
        for (const auto& f : type.fields) persons(f.type(), member(p, f));
        return;
      case Kind::list:
        for (std::size_t i = 0, n = count(type, p); i < n; ++i) persons(type.of[0](), inside(type, p, i));
        return;
      case Kind::choice: return persons(chosen(type, p), inside(type, p));
      case Kind::known:
        if (absence(type, p) == Absence::present) persons(type.of[0](), inside(type, p));
        return;
      default: return;
    }
  }

  Split out_{};
  std::string path_{}, text_{};
  std::vector<Sealed> sealed_{};
  std::optional<Error> error_{};
};

/// Hides a value: Known says `with`, a list is emptied, the rest goes back to its default. Returns how many were there.
std::size_t mask(const TypeInfo& type, void* p, Absence with) {
  switch (type.kind) {
    case Kind::known: return absence(type, p) == Absence::present && set_absence(type, p, with) ? 1 : 0;
    case Kind::record: {
      std::size_t n = 0;
      for (const auto& f : type.fields) n += mask(f.type(), member(p, f), with);
      return n;
    }
    case Kind::choice: return mask(chosen(type, p), type.at(p, 0), with);
    case Kind::list: return count(type, p) > 0 && type.set(p, 0) ? 1 : 0;
    default: {
      std::string before, after;
      write_value(before, type, p);
      const Made fresh(type);
      type.assign(p, fresh.get());
      write_value(after, type, p);
      return before != after ? 1 : 0;
    }
  }
}

/// Calls `each(type, place)` for every field of `shelf`, the outermost one where they nest.
void fields_of(const TypeInfo& type, void* p, Shelf shelf, const std::function<void(const TypeInfo&, void*)>& each) {
  switch (type.kind) {
    case Kind::record:
      for (const auto& f : type.fields) {
        const TypeInfo& t = f.type();
        if (f.shelf == shelf && (shelf != Shelf::open || !has_members(t))) each(t, member(p, f));
        else fields_of(t, member(p, f), shelf, each);
      }
      return;
    case Kind::list:
      if (!has_members(type)) return;
      for (std::size_t i = 0, n = count(type, p); i < n; ++i) fields_of(type.of[0](), type.at(p, i), shelf, each);
      return;
    case Kind::choice: return fields_of(chosen(type, p), type.at(p, 0), shelf, each);
    case Kind::known:
      if (absence(type, p) == Absence::present) fields_of(type.of[0](), type.at(p, 0), shelf, each);
      return;
    default: return;
  }
}

}  // namespace

Result<Split> split(const TypeInfo& type, const void* fact) { return Splitter().run(type, fact); }

std::size_t redact(const TypeInfo& type, void* fact, Shelf shelf, Absence with) {
  std::size_t n = 0;
  fields_of(type, fact, shelf, [&](const TypeInfo& t, void* p) {
    if (shelf != Shelf::open || t.kind == Kind::known) n += mask(t, p, with);
  });
  return n;
}

}  // namespace safar::inline v0
