#pragma once
/// \file
/// Verification of a log and its keys: what is wrong goes to the report, an error ends it.
#include <map>
#include <unordered_map>

#include "log_impl.hpp"

namespace safar::inline v0::store {

class Verifier {
 public:
  Verifier(Database& db, Keyring& keys, VerifyReport& report) : db_(db), keys_(keys), report_(report) {}

  Result<> run(const Progress& progress, std::span<const SignedHead> expect);
  Result<> tail(std::int64_t from);
  /// `before`: what the .keys file said of the log before this state of it was taken.
  Result<> two_files(const std::optional<Settled>& before);
  /// What can only be said when the log's state is let go: was there an erasure meanwhile?
  Result<> late();

 private:
  /// A chain goes on from what is stored or from what should be stored: so one bad link is one problem, not two.
  struct Previous { Hash stored{}, computed{}; };
  struct WriterState {
    Id id{};
    bool good_id = false;
    std::string id_bytes{}, link{}, office{}, public_key{};
    std::int64_t head = 0, seq = 0;
    bool has_link = false;
    Previous previous{};
  };
  struct Late { Problem problem{}; std::int64_t subject = 0, other = 0; };

  void say(std::string table, std::string what, std::int64_t act = -1, std::int64_t event = -1, std::int64_t box = -1);
  Result<> schema();
  Result<> read_writers();
  Result<> read_erased();
  Result<> acts(const Progress& progress, std::int64_t from);
  Result<> act(const Statement& s, std::int64_t& expected, Previous& arrival);
  Result<> requested(std::int64_t pos, std::int64_t seq, std::string_view head, const WriterState& state);
  Result<> asked(std::int64_t pos, std::int64_t seq, const WriterState& state, bool own, bool expected);
  Result<> events(std::int64_t act, const WriterState* writer, std::int64_t seq, std::vector<Hash>& hashes);
  bool stream_of(std::string_view id, std::int64_t kind, Sp& out);
  Result<> touched(std::int64_t act, std::int64_t event, std::vector<Sp>& out);
  Result<> boxes(std::int64_t act, std::int64_t event, std::uint32_t index, const WriterState* writer, std::int64_t seq, std::vector<BoxMark>& out);
  Result<> opens(const Statement& s, BoxPlace place, std::int64_t act, std::int64_t event);
  Result<> bad_key(Error e, std::int64_t act, std::int64_t event, std::int64_t i);
  void writer_ends();
  Result<> signatures();
  void signature(std::int64_t n, const WriterState& w, std::int64_t seq, std::string_view arrival, std::string_view signature);
  Result<> expected(std::span<const SignedHead> heads);
  Result<> expected(const SignedHead& head);
  Result<> references();
  Result<> beside_the_chain();
  Result<> segments();
  Result<> folds();
  Result<> erased_keys();
  Result<> integrity(Database& db, const char* table);

  Database& db_;
  Keyring& keys_;
  VerifyReport& report_;
  std::map<std::int64_t, WriterState> writers_{};
  bool of_erased_ = false;  ///< an event of this act touches a person who was erased then or later
  std::unordered_map<std::int64_t, std::int64_t> erased_{};  ///< persons whom an act of erasure names, and the last such event
  std::vector<Late> late_{};
  Previous arrival_{};
  std::int64_t next_event_ = 1, gone_ = 0;
  bool chain_only_ = false;
};

}  // namespace safar::inline v0::store
