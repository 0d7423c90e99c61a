#pragma once
// A register that lives through random steps, and what must hold of it at any time.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <safar/register.hpp>

#include "property/commands.hpp"

namespace property {

struct Tally {
  std::size_t done = 0, refused = 0, checks = 0, repeats = 0, stale = 0, compared = 0, past = 0, erased = 0, verified = 0;
  std::map<std::string, std::size_t> verbs{};  ///< acts by command
  std::map<std::string, std::size_t> reasons{};  ///< refusals by their reason
};

class Life {
 public:
  /// `still`: the clock stands but for steps of days, so that a second register can do the same in one call.
  Life(std::string folder, std::string workflow, Pool pool, std::uint64_t seed, bool still, Tally& tally);
  ~Life();
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  /// "" or what did not hold.
  std::string step(const Step& step);

  /// For a second register that does the same: what came of each command, with the writer's name left out.
  struct Done { std::string role{}, purpose{}, command{}, outcome{}; std::int64_t clock = 0; };
  [[nodiscard]] const std::vector<Done>& done() const { return story_; }
  std::string each(const std::vector<Done>& story, const std::string& their_writer);
  [[nodiscard]] std::string writer() const { return writer_; }
  std::string compare(Life& other);

 private:
  struct Known { std::string role, purpose, command, receipt; };
  std::string dump();
  safar::Session as(const std::string& role, const std::string& purpose);
  void open(bool create);
  std::string rows(const std::string& query);
  std::string fill_in(std::string text) const;
  std::string run(const Step& step, const std::string& command, bool compare_check);
  std::string after_refusal(const safar::Error& error, const std::string& before);
  std::string everything();
  std::string one_and_all(const std::string& when);
  std::string the_past();
  std::string plain(std::string text) const;  ///< without the writer's name
  std::string outcome(const std::string& receipt) const;
  std::string day(int back) const;

  bool still_;
  std::string folder_, path_, workflow_, writer_{};
  Pool pool_;
  Random random_;
  Tally& tally_;
  std::int64_t now_;
  std::optional<safar::Register> register_{};
  bool grouped_ = false;
  std::string problem_{};
  std::string act_ = "81000000-1", split_ = "00000000000000000000000000000001";
  std::vector<Known> known_{};
  std::vector<Done> story_{};
  std::size_t erasures_ = 0;
  struct Told { std::string json; std::size_t erasures; };
  std::map<std::string, Told> told_{};  ///< query of a day that is over, and its answer
};

}  // namespace property
