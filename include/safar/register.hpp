#pragma once
/// \file
/// Register and Session: the front door. Open a register, say who acts, execute commands, ask views.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/base/result.hpp>
#include <safar/store/keys.hpp>

struct ArrowArrayStream;

namespace safar::inline v0 {

/// Who acts, as what, and what for. Comes from the session, never from a command.
struct Actor {
  std::string actor{};    ///< pseudonym of the person, e.g. "fatou.d"
  std::string role{};     ///< intake_clerk, counsellor, reviewing_officer, movement_officer, programme_manager, ...
  std::string purpose{};  ///< casework, statistics, audit, data_protection
};

struct RegisterOptions {
  bool create = false;
  bool read_only = false;
  std::string office{};                   ///< at create: prefix of case numbers, e.g. BKO
  std::string programme{};                ///< at create: the programme that commands mean when they name none
  std::string zone = "UTC";               ///< at create: the one time zone of `known_on` and `valid_on`
  std::string workflow{};                 ///< at create: a workflow document; empty: avrr_workflow()
  keys::Source keys{};
  std::function<std::int64_t()> clock{};  ///< microseconds UTC; empty: the system's
  int busy_timeout_ms = 5000;             ///< how long an act waits while somebody else writes; 0: `busy` at once; at most a day
  bool accept_clock_jump = false;         ///< write although the clock is more than 400 days after the last act: it is right
};

/// What was done. The same on every front but for the members that are made (`act`, ids under `made`, numbers).
struct Receipt {
  struct Event { std::string kind{}; std::uint32_t ver = 1; std::vector<Id> streams{}; };
  struct Advice { std::string engine{}, code{}, case_{}, hold{}, detail{}; };
  struct Version { Id id{}; std::int64_t n = 0; };
  std::string command{};
  Id request{};
  std::string act{};                      ///< "<8 hex of writer>-<seq>"; "" from check
  std::vector<Event> events{};
  std::string made{};                     ///< canonical JSON object: {"case":..,"number":..,"persons":[..]}
  std::vector<Advice> advice{};
  std::vector<Version> versions{};        ///< of the streams touched; at most 100 are listed
  std::int64_t count = -1;                ///< suspend: cases held
  std::string digest{};                   ///< suspend: of the cases held, for `expect`
  bool repeated = false;                  ///< the request was done before: this is its receipt again
  [[nodiscard]] std::string json() const; ///< canonical JSON
};

/// Rows of a view. Owns them; copies are cheap.
class Frame {
 public:
  [[nodiscard]] const TypeInfo& type() const;   ///< a record: the columns
  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] const void* data() const;       ///< first row; stride() bytes apart
  [[nodiscard]] std::size_t stride() const;
  [[nodiscard]] const std::string& next() const; ///< cursor of the rows after these; "" at the end
  [[nodiscard]] std::string json() const;       ///< {"v":1,"from":..,"rows":[{..}],"next":..,"masked":n}
  [[nodiscard]] std::string csv(char separator = ',') const;
  void arrow(ArrowArrayStream* out) const;      ///< owns its snapshot: outlives session and register
  struct Impl;
  explicit Frame(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

struct CaseState;  // safar/model/case.hpp

/// Which cases: an empty list or nullopt does not restrict.
struct CaseFilter {
  std::vector<std::string> journey{}, eligibility{};
  std::optional<bool> held{};
};

/// Called now and then by long work; false cancels (what was done stays whole acts).
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

struct CommandOptions {
  /// For a repeat to be recognised: kept by the caller beside what is sent, made by random_id() or of a constant, never of what is said
  /// of a person. None: made here, and nothing is recognised. Of a text: RequestId::parse, which says what is wrong with it.
  RequestId request{};
  std::vector<std::pair<Id, std::int64_t>> if_version{};
  std::optional<std::string> valid{};                ///< YYYY-MM-DD, when it was so; default the day of receipt
  std::string expect_digest{};                       ///< suspend: from the preview
  std::int64_t expect_count = -1;
};

/// 16 bytes of the operating system's random, never none: a request of one's own, `options.request = RequestId(random_id())`.
Id random_id();

/// What `Session::execute_each` gives for one command.
struct Outcome {
  std::string receipt{};           ///< canonical JSON, "" where refused
  std::optional<Error> error{};
};

/// What came of a file. Of a dry run: what would come of it, in the same figures.
struct IntakeReport {
  std::int64_t rows = 0, applied = 0, repeated = 0, refused_rows = 0, persons = 0, placeholders = 0, known_documents = 0;
  /// Rows whose reference was taken in before, with other content: nothing was done for them (issue `seen_with_other_content`).
  std::int64_t changed_rows = 0;
  std::string encoding{};
  char separator = ',';
  std::string issues_csv{};        ///< row, line, column, value, code, message, remedy, warning: one line an issue
  [[nodiscard]] std::string json() const;
};

/// One person's work on a register. One thread at a time; holds its register open.
class Session {
 public:
  /// Executes a described fact: `session.execute(Apply{...})`. Refused means: nothing changed.
  template <class Fact>
  Result<Receipt> execute(Fact fact, const CommandOptions& options = {}) { return run(info<Fact>(), &fact, options, false); }
  /// The same without writing: what would be done, or why not.
  template <class Fact>
  Result<Receipt> check(Fact fact, const CommandOptions& options = {}) { return run(info<Fact>(), &fact, options, true); }
  /// A command as JSON: `{"v":1,"command":"apply","request":..,"site":..,"persons":[..]}`.
  Result<Receipt> execute_json(std::string_view command);
  Result<Receipt> check_json(std::string_view command);
  /// Many commands, each an act of its own with its own receipt or error; written to disk together in groups, so much faster than
  /// one by one. All that is acknowledged is durable when the call returns. A cancel leaves a whole number of acts.
  Result<std::vector<Outcome>> execute_each(const std::vector<std::string>& commands, const Progress& progress = {});

  /// Many commands as columns, done as by execute_each. Each row of `commands` is one command, in one of three forms:
  /// a column `json` with whole commands (what the kernel `csv` gives); or a column `command` with one name, and a column for each
  /// member of its fact (`schema:<command>`); or a column `command` with any name in each row, and a struct column `fact` with a struct
  /// for each command by its name, of which the row's own is read (the fastest). `request` and `valid` stand beside if wanted. A row with a `status` that is not "ok" was
  /// refused before (its `code`, `field` and `message` are passed on). `commands` is consumed and released, whatever the outcome.
  ///
  /// `receipts` gets one row a command, in the same order: row, status ("done", "repeated", "refused", "cancelled"), act, case, number,
  /// count, advice, code, field, message, remedy. A row that is refused stops nothing. What is "done" is durable. A cancel leaves
  /// whole acts, and the last row then says from where on nothing was done. `threads` seal and hash; 0: as many as the machine has; what is written does not depend on it.
  /// Errors: invalid_argument, io or wrong_type of the stream as a whole; then nothing was done.
  Result<> execute_many(ArrowArrayStream* commands, ArrowArrayStream* receipts, unsigned threads = 0, const Progress& progress = {});

  /// A closed JSON query over views (docs/queries.md): `{"v":1,"from":"cases","where":[["journey","in",["applied"]]],"select":[..],
  /// "group":[..],"valid_on":"2019-01-18","known_on":"2019-01-05","after":cursor,"limit":500}`.
  Result<Frame> query(std::string_view json);

  /// Cases as they stand now, in the order in which they were opened; include <safar/model/case.hpp>. Filters on what is sealed, and
  /// other days, are query()'s. What the role may not know of a case (who died, complaints, values of fields sealed since) is not in it. O(cases).
  Result<std::vector<CaseState>> cases(const CaseFilter& filter = {});

  /// Applications from a CSV file (exchange/csv.hpp has the forms). `mapping` is a mapping document or "". `dry`: nothing is written.
  Result<IntakeReport> intake_csv(const std::string& path, std::string_view mapping, bool dry, const Progress& progress = {});

  /// 64 hex digits under which the kernel `csv` (its `request_key`) gives rows the ids that intake_csv gives them here, so that a file that is read
  /// twice is taken once; each command has its own. Made of the register's key, which cannot be made of it; keep it as secret: who has it can
  /// tell whether a row that he guesses was read. Errors: unknown_code; not_permitted to who may not do that command.
  Result<std::string> request_key(std::string_view command = "apply");

  /// As safar::describe, but `workflow`, `workflow:<noun>`, `table` and `table:<noun>` are those in force here: what this register adopted.
  Result<std::string> describe(std::string_view what);

  /// Report as canonical JSON: `{"v":1,"intact":true,"acts":..,"writers":..,"boxes":..,"erased":..,"heads":[..],"problems":[..]}`;
  /// projections are rebuilt in memory and compared too. Where opening put something right, or a file is older than the other, the
  /// member `recovery` says so (store/log.hpp, `recovery_report`); else it is not there.
  /// `expect`: heads that were kept elsewhere, as JSON (a list, or an object with `heads`); a register that ends before one of them, or
  /// has another history, is not intact.
  Result<std::string> verify(const Progress& progress = {}, std::string_view expect = {});
  /// The signed head of each writer, `{"heads":[..],"v":1}`: for a partner to keep, and to hand to verify later.
  Result<std::string> heads();
  /// Rebuilds every stored projection from the log.
  Result<> rebuild();
  /// What the stored projections hold, and what a rebuild would give: equal texts (tests, doubt). What is sealed in them is told by a keyed hash.
  Result<std::pair<std::string, std::string>> projection_dumps();

  /// A consistent copy of the register at `path` and of its keys at `path.keys`, for notebooks and backups, while others go on working.
  /// It opens read-only with the same key; Register::restore makes a register to write to of it. Errors: exists, io.
  Result<> snapshot(const std::string& path);

  /// The only call that is legal from another thread: ends the running call at its next step with `cancelled`.
  void cancel() noexcept;
  void set_progress(Progress progress);
  [[nodiscard]] const Actor& actor() const;

  struct Impl;
  explicit Session(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

 private:
  Result<> usable() const;  ///< `closed`: moved from, or in a child of the process that opened the register
  Result<Receipt> run(const TypeInfo& type, void* fact, const CommandOptions& options, bool dry);
  std::shared_ptr<Impl> impl_;
};

/// One register: `<path>`, `<path>.keys`, `<path>.lease`. Any thread.
class Register {
 public:
  static Result<Register> open(const std::string& path, const keys::Source& keys);
  static Result<Register> open(const std::string& path, const RegisterOptions& options);
  /// Makes a register at `to` of a snapshot, or of a closed copy of both files, at `from`: with all its acts and a writer of its own, so that
  /// the two can never be taken for one. Erasures made after the copy must be made again. Errors: exists, key, io, corrupt.
  static Result<> restore(const std::string& from, const std::string& to, const keys::Source& keys);
  Result<Session> session(const Actor& actor) const;
  /// Acts of all sessions until commit_group() share one transaction: much faster, and durable when commit_group() returns, not before.
  /// Each is still an act of its own. Where the log fails in between, the whole group is undone and commit_group() says so.
  /// An erasure is refused in a group, since its bytes are gone only after a commit.
  Result<> begin_group();
  Result<> commit_group();
  /// Fails with `invalid_argument` while sessions live.
  Result<> close();
  struct Impl;

 private:
  explicit Register(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<Impl> impl_;
};

/// The columns of what Session::execute_many gives.
const TypeInfo& receipts_type();

/// What there is: "commands", "views", "errors", "roles", "workflow", "workflow:<project, grant, ...>", "table" (state x command), "table:<project, ...>", "stubs", "schema:<command>",
/// "schema:view:<view>", "schema:receipts", "kernels", "schema:kernel:<kernel>", "mapping:apply". JSON, except "stubs" (Python text in a JSON string).
Result<std::string> describe(std::string_view what);

}  // namespace safar::inline v0
