#include <safar/base/shelves.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

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

class Splitter::Work {
 public:
  Result<> run(const TypeInfo& type, const void* fact, Split& out, std::uint32_t version, const SealedName* name) {
    if (type.kind != Kind::record) return fail(ErrorCode::invalid_argument, "only a record can be split by shelf");
    error_.reset();
    path_.clear();
    text_.clear();
    text_.reserve(std::size_t{64} << 10);
    sealed_.clear();
    body_ = &out.body;
    persons_ = &out.persons;
    body_->clear();
    persons_->clear();
    record(type, fact, {}, version);
    if (name) say_name(*name, scope_in(type, fact, {}));
    if (error_) return *std::exchange(error_, std::nullopt);
    persons(type, fact);
    std::sort(persons_->begin(), persons_->end());
    persons_->erase(std::unique(persons_->begin(), persons_->end()), persons_->end());
    // By box, and in it by pointer: one box has one text.
    const auto place = [this](const Sealed& m) { return std::tuple(m.shelf, m.subject, m.other, pointer(m)); };
    std::sort(sealed_.begin(), sealed_.end(), [&](const Sealed& a, const Sealed& b) { return place(a) < place(b); });
    const Sealed* last = nullptr;
    std::size_t boxes = 0;
    for (const Sealed& m : sealed_) {
      const bool same = last && last->shelf == m.shelf && last->subject == m.subject && last->other == m.other;
      if (!same) {
        if (last) out.boxes[boxes - 1].content += '}';
        if (boxes == out.boxes.size()) out.boxes.emplace_back().content = take();
        out.boxes[boxes].content.reserve(text_.size() + 64);  // never outgrown: what it left behind would not be wiped
        Sealable& box = out.boxes[boxes++];
        box.subject = m.subject;
        box.other = m.other;
        box.shelf = m.shelf;
        box.content.assign(1, '{');
      }
      std::string& content = out.boxes[boxes - 1].content;
      last = &m;
      if (m.value == m.end) continue;  // nothing is said: the box is there all the same
      if (content.size() > 1) content += ',';
      write_string(content, pointer(m));
      (content += ':') += std::string_view(text_).substr(m.value, m.end - m.value);
    }
    if (last) out.boxes[boxes - 1].content += '}';
    wipe(text_);
    for (std::size_t i = boxes; i < out.boxes.size(); ++i) spare_.push_back(std::move(out.boxes[i].content));
    out.boxes.resize(boxes);
    return {};
  }

 private:
  // Where a sealed member stands and what it says, both in text_; a place without a value only says whose box there is.
  struct Sealed {
    Shelf shelf{};
    Id subject{};
    std::optional<Id> other{};
    std::size_t at = 0, value = 0, end = 0;
  };
  Wiped take() {
    if (spare_.empty()) return {};
    Wiped s = std::move(spare_.back());
    spare_.pop_back();
    return s;
  }
  std::string_view pointer(const Sealed& m) const { return std::string_view(text_).substr(m.at, m.value - m.at); }

  // One step deeper, for the time of `inner`.
  template <class Inner>
  void under(std::string_view name, Inner&& inner) {
    const std::size_t before = path_.size();
    add_token(path_, name);
    inner();
    path_.resize(before);
  }

  void record(const TypeInfo& type, const void* p, const Scope& outer, std::uint32_t version = 0) {
    const Scope scope = scope_in(type, p, outer);
    unsigned empty = 0, full = 0;  // shelves of members without a value, and with one
    *body_ += '{';
    const auto say_version = [&] {
      if (body_->back() != '{') *body_ += ',';
      (*body_ += "\"v\":") += std::to_string(std::exchange(version, 0));
    };
    by_name(type, [&](const FieldInfo& f) {
      if (version && f.name > "v") say_version();
      const TypeInfo& t = f.type();
      const void* at = member(p, f);
      if (f.shelf != Shelf::open) (seal(f, t, at, scope) ? full : empty) |= bit(f.shelf);
      else if (!has_members(t)) write_member(*body_, f, t, at, [&] { write_value(*body_, t, at); });
      else write_member(*body_, f, t, at, [&] { under(f.name, [&] { value(t, at, scope); }); });
    });
    if (version) say_version();
    *body_ += '}';
    for (const Shelf shelf : {Shelf::identity, Shelf::casefile, Shelf::sensitive})
      if (empty & ~full & bit(shelf)) stand(shelf, scope);
  }

  static constexpr unsigned bit(Shelf shelf) { return 1U << static_cast<unsigned>(shelf); }

  /// A box of this person and shelf, whatever it holds.
  void stand(Shelf shelf, const Scope& scope) {
    if (!scope.fault && !scope.subject.none()) sealed_.push_back({shelf, scope.subject, scope.other, text_.size(), text_.size(), text_.size()});
  }

  void say_name(const SealedName& name, const Scope& scope) {
    stand(Shelf::casefile, scope);
    stand(Shelf::sensitive, scope);
    Sealed m{name.shelf, scope.subject, scope.other, text_.size()};
    text_ += sealed_name_pointer;
    m.value = text_.size();
    write_string(text_, name.name);
    m.end = text_.size();
    if (scope.fault || scope.subject.none()) error_ = error_ ? error_ : fail(ErrorCode::internal, "a fact whose name is sealed has no person");
    else sealed_.push_back(m);
  }

  /// An open value: what is sealed inside it goes to its box.
  void value(const TypeInfo& type, const void* p, const Scope& scope) {
    if (!has_members(type) || (type.kind == Kind::known && absence(type, p) != Absence::present)) return write_value(*body_, type, p);
    switch (type.kind) {
      case Kind::known: return value(type.of[0](), inside(type, p), scope);
      case Kind::record: return record(type, p, scope);
      case Kind::choice: {
        const TypeInfo& t = chosen(type, p);
        *body_ += '{';
        write_string(*body_, alternative(t));
        *body_ += ':';
        under(alternative(t), [&] { value(t, inside(type, p), scope); });
        *body_ += '}';
        return;
      }
      default:
        *body_ += '[';
        for (std::size_t i = 0, n = count(type, p); i < n; ++i) {
          if (i) *body_ += ',';
          under(std::to_string(i), [&] { value(type.of[0](), inside(type, p, i), scope); });
        }
        *body_ += ']';
    }
  }

  /// False: it has no value.
  bool seal(const FieldInfo& f, const TypeInfo& type, const void* p, const Scope& scope) {
    Sealed m{f.shelf, {}, {}, text_.size()};
    under(f.name, [&] { text_ += path_; });
    m.value = text_.size();
    if (!write_member_value(text_, f, type, p, [&] { write_value(text_, type, p); })) {
      text_.resize(m.at);
      return false;
    }
    m.end = text_.size();
    const bool of_person = f.shelf != Shelf::counted;
    const char* fault = of_person && scope.fault ? scope.fault
                        : of_person && scope.subject.none() ? "a sealed member has no person: give the person's id first"
                        : has_members(type) && mixed(type, p, f.shelf) ? "a sealed member has members of another shelf: make it open, the inner ones decide"
                                                                       : nullptr;
    if (fault) {
      if (!error_) error_ = fail(ErrorCode::internal, fault, std::string(pointer(m)));
      return true;
    }
    if (of_person) {
      m.subject = scope.subject;
      m.other = scope.other;
    }
    sealed_.push_back(m);
    return true;
  }

  void persons(const TypeInfo& type, const void* p) {
    switch (type.kind) {
      case Kind::scalar:
        if (person_member(type) != PersonMember::no)
          if (const Id id = person_id(type, p); !id.none()) persons_->push_back(id);
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

  std::string* body_ = nullptr;       // of what is being made
  std::vector<Id>* persons_ = nullptr;
  std::vector<Wiped> spare_{};  // of boxes that were not needed
  std::string path_{}, text_{};
  std::vector<Sealed> sealed_{};
  std::optional<Error> error_{};
};

Splitter::Splitter() : work_(std::make_unique<Work>()) {}
Splitter::~Splitter() = default;
Result<> Splitter::run(const TypeInfo& type, const void* fact, Split& out, std::uint32_t version, const SealedName* name) { return work_->run(type, fact, out, version, name); }

Result<Split> split(const TypeInfo& type, const void* fact) {
  Split out;
  if (auto r = Splitter().run(type, fact, out); !r) return std::move(r).error();
  return out;
}

std::size_t redact(const TypeInfo& type, void* fact, Shelf shelf, Absence with) {
  std::size_t n = 0;
  fields_of(type, fact, shelf, [&](const TypeInfo& t, void* p) {
    if (shelf != Shelf::open || t.kind == Kind::known) n += mask(t, p, with);
  });
  return n;
}

}  // namespace safar::inline v0
