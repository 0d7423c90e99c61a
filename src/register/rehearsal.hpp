#pragma once
// What many commands would do one after the other, without a byte written.
#include <unordered_map>

#include "register/execute.hpp"

namespace safar::inline v0 {

/// Prepares and folds commands as a run would, each seeing what those before it did; forgets it all at its end. It holds the register's
/// mutex: others wait, as for a run. Memory: what the acts begin (ids, cases) stays until the end, some 3 KB a case.
class Rehearsal {
 public:
  explicit Rehearsal(Session::Impl& session);
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;
  ~Rehearsal();
  /// The receipt as the run would give it, but for the names of acts; or its error. Commands on one case only.
  Result<Receipt> run(std::string_view json);

 private:
  Session::Impl& session_;
  Register::Impl& home_;
  Turn turn_;
  bool begun_ = false;
  Allowed allowed_{};
  struct Done { Receipt receipt{}; std::size_t content = 0; };
  std::unordered_map<Id, Done, IdHash> requests_{};  ///< of this rehearsal, with a hash of what each said
};

}  // namespace safar::inline v0
