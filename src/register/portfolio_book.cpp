#include "register/portfolio_book.hpp"

#include <algorithm>


#include "register/impl.hpp"

namespace safar::inline v0 {
namespace {

// Folds one stored event into the nouns that it is about. `at`: where such a noun is kept; nullptr: it is not asked for.
template <class At>
Result<> add(Register::Impl& home, const store::EventOut& e, const AsOf& as_of, const At& at) {
  if (is_newer(e)) {  // kept and counted; what it says a newer library knows
    auto act = home.log->act(e.act);
    if (!act) return std::move(act).error();
    for (const auto& event : act->events)
      for (const auto& s : event.streams)
        if (event.pos == e.pos && is_noun(s.kind))
          if (Noun* noun = at(s.id))
            if (NounHead* head = head_of(*noun)) ++head->version, ++head->opaque;
    return {};
  }
  const Verb* verb = any_verb(e.kind);
  const auto day = e.valid ? Date::from_days(*e.valid) : (*home.days)(e.received);
  if (!day || (as_of.valid && !verb->begins && *day > *as_of.valid)) return {};
  Made fact(verb->type());
  if (auto r = read_fact(e, *verb, fact.get()); !r) return r;
  const auto id = noun_of_fact(*verb, fact.get());
  Noun* noun = id.none() ? nullptr : at(id);
  if (!noun) return {};
  auto act = home.log->name_of(e);
  if (!act) return std::move(act).error();
  fold(*noun, id, *verb, fact.get(), {*act, e.received, *day});
  return {};
}

std::string plain(std::string_view ref) {
  std::string out(ref);
  for (char& c : out) if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

}  // namespace

Result<const Noun*> PortfolioBook::find(Register::Impl& home, const Id& id) {
  if (const auto it = at_hand().find(id); it != now_->end()) return &it->second;
  static const Noun nothing{};
  if (complete_) return &nothing;
  if (home.staged.settle) {  // one wait for the writing thread, not one a row
    auto r = all(home, {}, {});
    if (!r) return std::move(r).error();
    const auto it = now_->find(id);
    return it == now_->end() ? &nothing : &it->second;
  }
  Noun noun;
  Result<> problem;
  auto r = home.log->each_of(id, 0, 0, store::Want::body, [&](store::EventOut& e) {
    problem = add(home, e, {}, [&](const Id& touched) { return touched == id ? &noun : nullptr; });
    return problem.ok();
  });
  if (!r) return std::move(r).error();
  if (!problem) return std::move(problem).error();
  if (noun.index() == 0) return &nothing;
  return &(now_->insert_or_assign(id, std::move(noun)).first->second);
}

Result<> PortfolioBook::load(Register::Impl& home, const AsOf& as_of, Nouns& into, const Progress& progress) const {
  const auto at = [&](const Id& id) { return &into[id]; };
  Result<> problem;
  std::uint64_t seen = 0;
  auto r = home.log->each_of(home.log->derived_id(portfolio_stream, {}), 0, as_of.before, store::Want::body, [&](store::EventOut& e) {
    if (progress && ++seen % 4096 == 0 && !progress(seen, 0)) problem = fail(ErrorCode::cancelled, "Cancelled by the caller.");
    else problem = add(home, e, as_of, at);
    return problem.ok();
  });
  if (!r) return r;
  if (!problem) return problem;
  std::erase_if(into, [](const auto& entry) { return entry.second.index() == 0; });
  return {};
}

Result<std::shared_ptr<const Nouns>> PortfolioBook::all(Register::Impl& home, const AsOf& as_of, const Progress& progress) {
  if (auto r = home.settle(); !r) return std::move(r).error();
  if (as_of.now()) {
    if (!complete_) {
      auto fresh = std::make_shared<Nouns>();
      if (auto r = load(home, as_of, *fresh, progress); !r) return std::move(r).error();
      now_ = std::move(fresh);
      complete_ = true;
    }
    return std::shared_ptr<const Nouns>(now_);
  }
  for (const auto& k : kept_)
    if (k.before == as_of.before && k.valid == as_of.valid && k.of == home.log->last_event()) return k.nouns;
  auto fresh = std::make_shared<Nouns>();
  if (auto r = load(home, as_of, *fresh, progress); !r) return std::move(r).error();
  constexpr std::size_t kept_most = 2;
  if (kept_.size() == kept_most) kept_.erase(kept_.begin());
  kept_.push_back({as_of.before, as_of.valid, home.log->last_event(), fresh});
  return std::shared_ptr<const Nouns>(fresh);
}

std::shared_ptr<const NounOrder> PortfolioBook::order_of(const std::shared_ptr<const Nouns>& nouns) {
  for (const auto& o : ordered_)
    if (o.order && o.size == nouns->size() && o.of.lock() == nouns) return o.order;  // a noun that is there stays where it is
  auto order = std::make_shared<NounOrder>();
  for (const auto& [id, noun] : *nouns)
    if (head_of(noun)) (*order)[noun.index()].push_back(&noun);
  for (auto& list : *order)
    std::sort(list.begin(), list.end(), [](const Noun* a, const Noun* b) {
      const NounHead &x = *head_of(*a), &y = *head_of(*b);
      return x.opened != y.opened ? x.opened < y.opened : x.id < y.id;
    });
  Ordered& place = ordered_[next_ordered_++ % ordered_.size()];
  place = {nouns, nouns->size(), order};
  return order;
}

Nouns& PortfolioBook::at_hand() {
  if (!now_) now_ = std::make_shared<Nouns>();
  return *now_;
}

void PortfolioBook::apply(const Id& id, const Verb& verb, const void* fact, const Occurrence& at) {
  auto it = at_hand().find(id);
  if (it == now_->end()) {
    if (!verb.begins) return;  // not at hand: it is read from the log when it is asked for
    it = now_->emplace(id, Noun()).first;
  }
  fold(it->second, id, verb, fact, at);
}

std::int64_t PortfolioBook::version(const Id& id) const {
  if (!now_) return 0;
  const auto it = now_->find(id);
  const NounHead* head = it == now_->end() ? nullptr : head_of(it->second);
  return head ? head->version : 0;
}

Result<> PortfolioBook::catch_up(Register::Impl& home, std::int64_t seen) {
  kept_.clear();
  if (!complete_ && at_hand().empty()) return {};
  const auto at = [&](const Id& id) -> Noun* {
    if (complete_) return &(*now_)[id];
    const auto it = now_->find(id);
    return it == now_->end() ? nullptr : &it->second;
  };
  Result<> problem;
  auto r = home.log->each_of(home.log->derived_id(portfolio_stream, {}), seen, 0, store::Want::body, [&](store::EventOut& e) {
    problem = add(home, e, {}, at);
    return problem.ok();
  });
  std::erase_if(*now_, [](const auto& entry) { return entry.second.index() == 0; });
  return r ? problem : r;
}

void PortfolioBook::forget() {
  now_.reset();
  complete_ = false;
  kept_.clear();
  ordered_ = {};
}

void PortfolioBook::let_go() {
  constexpr std::size_t most = 100'000;
  if (!complete_ && now_ && now_->size() > most) now_.reset();
}

std::string ref_mac(Register::Impl& home, StreamKind kind, std::string_view ref) {
  return home.log->mac("safar ref", {noun_name(kind), plain(ref)});
}

Result<Id> noun_named(Register::Impl& home, StreamKind kind, std::string_view text, const std::string& pointer) {
  const std::string name(noun_name(kind));
  const auto none = [&]() -> Error {
    return fail(ErrorCode::not_found, "There is no such " + name + ".", pointer, "no_such_" + name, "Give its id or its reference; the views list them.");
  };
  if (Id id; !text.empty() && parse_into(text, id)) {
    auto there = home.kind_of(id);
    if (!there) return std::move(there).error();
    if (!*there || **there != kind) return none();
    return id;
  }
  auto found = home.lookup(ref_mac(home, kind, text));
  if (!found) return std::move(found).error();
  if (found->empty()) return none();
  return found->front();
}

}  // namespace safar::inline v0
