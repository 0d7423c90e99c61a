#pragma once
// Projects, grants, dialogues, ... at hand: folded from their own events when somebody asks for one, all of them when a view does.
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <safar/portfolio/noun_states.hpp>
#include <safar/register.hpp>
#include <safar/store/log.hpp>

namespace safar::inline v0 {

struct AsOf;

/// The one stream that every event of the portfolio touches: a view of it reads no case's events.
inline constexpr std::string_view portfolio_stream = "safar portfolio v1";

using Nouns = std::unordered_map<Id, Noun, IdHash>;
/// Of each state its nouns, in the order in which they were written down.
using NounOrder = std::array<std::vector<const Noun*>, std::variant_size_v<Noun>>;

class PortfolioBook {
 public:
  /// As it stands now; monostate where nothing was said of it. O(its events) the first time. In a bulk the first one that is not at hand loads all.
  Result<const Noun*> find(Register::Impl& home, const Id& id);
  /// All at a moment. Now: O(events of the portfolio) once, then kept up. Another day: folded from the log, the last two are kept.
  /// The beginning of a noun counts on every day; what came later counts from its day on.
  Result<std::shared_ptr<const Nouns>> all(Register::Impl& home, const AsOf& as_of, const Progress& progress);
  /// Of nouns that all() gave. O(n log n) once, and again when more were begun.
  std::shared_ptr<const NounOrder> order_of(const std::shared_ptr<const Nouns>& nouns);
  /// An event that the log took, of a noun that is at hand or begins.
  void apply(const Id& id, const Verb& verb, const void* fact, const Occurrence& at);
  /// Events that touch it; 0 where it is not at hand.
  [[nodiscard]] std::int64_t version(const Id& id) const;
  /// Adds what others wrote since an event, to what is at hand.
  Result<> catch_up(Register::Impl& home, std::int64_t seen);
  void forget();
  /// Of what is more than many; all of them are kept once a view has asked.
  void let_go();

 private:
  struct Kept { std::int64_t before = 0; std::optional<Date> valid{}; std::int64_t of = 0; std::shared_ptr<const Nouns> nouns{}; };
  struct Ordered { std::weak_ptr<const Nouns> of{}; std::size_t size = 0; std::shared_ptr<const NounOrder> order{}; };
  Result<> load(Register::Impl& home, const AsOf& as_of, Nouns& into, const Progress& progress) const;

  Nouns& at_hand();

  std::shared_ptr<Nouns> now_{};  ///< none: nothing is at hand. Forgetting asks for no memory
  bool complete_ = false;
  std::vector<Kept> kept_{};
  std::array<Ordered, 3> ordered_{};  ///< as many as there are lists of nouns: now, and the kept ones
  std::size_t next_ordered_ = 0;
};

/// Which alternative of Noun a state is.
template <class State, std::size_t I = 0>
constexpr std::size_t noun_index() {
  if constexpr (std::is_same_v<State, std::variant_alternative_t<I, Noun>>) return I;
  else return noun_index<State, I + 1>();
}

/// The keyed hash by which a reference is looked up; letter case of ASCII does not matter.
std::string ref_mac(Register::Impl& home, StreamKind kind, std::string_view ref);
/// The noun that a text means: its id, or its reference. Errors: not_found (no_such_project, ...).
Result<Id> noun_named(Register::Impl& home, StreamKind kind, std::string_view text, const std::string& pointer);

}  // namespace safar::inline v0
