#pragma once
// What a register holds while it is open. One mutex: sessions of many threads take turns.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include <safar/base/shelves.hpp>
#include <safar/casework/code_lists.hpp>
#include <safar/casework/fold.hpp>
#include <safar/casework/suspension.hpp>
#include <safar/model/case.hpp>
#include <safar/register.hpp>
#include <safar/store/log.hpp>
#include <safar/workflow/workflow.hpp>

#include "base/typed.hpp"
#include "register/case_sites.hpp"
#include "register/case_table.hpp"
#include "register/columns.hpp"
#include "register/fields.hpp"
#include "register/portfolio_book.hpp"
#include "register/verb_table.hpp"

namespace safar::inline v0 {

/// May the one who asks read this shelf?
using Reads = std::function<bool(Shelf)>;

/// A suspension that has not ended.
struct OpenSuspension {
  std::string act{};
  Suspend fact{};
};

/// The house rules in force: settings and workflows as they were adopted, and suspensions that stand.
struct House {
  std::string zone = "UTC", programme{};
  std::vector<std::string> programmes{};  ///< adopted beside it
  CodeLists lists{};                      ///< sites, routes, partners: the last that was adopted of each
  std::vector<std::pair<std::int64_t, std::shared_ptr<const Workflow>>> workflows{};  ///< (pos of the event, document)
  std::vector<OpenSuspension> suspensions{};
  FieldBook fields{};
  std::map<StreamKind, std::shared_ptr<const Workflow>> noun_workflows{};  ///< adopted instead of the library's
  std::map<std::int32_t, std::int64_t> numbers{};  ///< cases a year, for case numbers
  std::int64_t min_cell = 5;              ///< counts below it are told to readers of figures as fewer than it (setting min_cell)
  std::int64_t numbers_upto = 0;                   ///< last event that the stored counter has seen
  [[nodiscard]] const Workflow& at(std::int64_t pos) const {
    std::size_t i = workflows.size();
    while (i > 1 && workflows[i - 1].first > pos) --i;
    return *workflows[i - 1].second;
  }
  /// A programme that nobody adopted is a misspelling, and would slip through a suspension. A register without programmes takes any.
  [[nodiscard]] bool runs(const std::string& name) const {
    return name == programme || std::find(programmes.begin(), programmes.end(), name) != programmes.end() || (programme.empty() && programmes.empty());
  }
  [[nodiscard]] const Workflow& now() const { return *workflows.back().second; }
};

inline constexpr std::string_view min_cell_setting = "min_cell";
/// The setting's value as a number from 0 to 1000; nullopt: it is none. 0 and 1: every count is told.
std::optional<std::int64_t> min_cell_of(const std::string& text);

/// Day on which a moment falls in the register's zone.
class DayClock {
 public:
  explicit DayClock(std::string zone) : zone_(std::move(zone)) {}
  Date operator()(std::int64_t microseconds) const;
  /// First microsecond after the day: what was received before it was known on the day.
  Result<std::int64_t> end(Date day) const;
  [[nodiscard]] const std::string& zone() const { return zone_; }

 private:
  std::string zone_;
  mutable std::int64_t from_ = 1, until_ = 0;  // the day asked last: most acts fall on the same one
  mutable Date day_{};
};

/// Cases that were asked for lately.
struct CaseBook {
  std::unordered_map<Id, CaseState, IdHash> cases{};
  std::int64_t upto = 0;  ///< events that the cache has seen
};

/// Names what the fold of a case gives, upcasting included; another name at open means that stored projections are rebuilt.
inline constexpr std::string_view case_fold = "case-4";

/// The one stream that every event touches which teaches the house (adopt, suspend, end_suspension): opening reads it alone.
inline constexpr std::string_view house_stream = "safar house v1";
constexpr bool teaches_house(EventKind k) { return k == EventKind::adopt || k == EventKind::suspend || k == EventKind::end_suspension; }

using Cases = std::unordered_map<Id, CaseState, IdHash>;

/// What a fold up to a moment gave, kept because questions about one day come in numbers.
struct KeptFold {
  std::int64_t before = 0;
  std::optional<Date> valid{};
  std::int64_t upto = 0;                 ///< last event seen
  std::int64_t of = 0;                   ///< last event of the log then
  std::shared_ptr<const Cases> cases{};
};

/// When a question is asked: what was so on `valid_on`, as known here at the end of `known_on`.
struct AsOf {
  std::optional<Date> valid{};
  std::int64_t before = 0;       ///< received before this; 0: all
  [[nodiscard]] bool now() const { return !valid && !before; }
};

/// What a bulk has prepared and not written yet, for those who ask the log.
struct StagedActs {
  struct Seen {
    std::unordered_map<Id, StreamKind, IdHash> kinds{};
    std::unordered_map<std::string, std::vector<Id>> lookups{};
    std::unordered_set<Id, IdHash> requests{};
  };
  Seen fresh{}, writing{};                  ///< prepared; and being written by another thread
  std::function<Result<>()> settle{};       ///< writes it; empty: there is none
  std::unique_ptr<store::Reader> reader{};  ///< of what is committed, while another thread writes
};

/// The table of a moment that is over.
struct KeptTable {
  static constexpr std::int64_t asked_once = -1;
  AsOf as_of{};
  std::int64_t of = 0;  ///< last event of the log then
  std::shared_ptr<CaseTable> table{};
};

class PersonSearch;

struct Register::Impl : std::enable_shared_from_this<Register::Impl> {
  std::mutex mutex{};
  std::unique_ptr<store::Log> log{};
  House house{};
  std::unique_ptr<DayClock> days{};
  CaseBook book{};
  PortfolioBook portfolio{};
  CountedColumns columns{};
  CaseSites sites{};
  std::unique_ptr<CaseTable> now{};  ///< all cases as they stand; made by the first question, then kept up
  std::atomic<int> sessions{0};
  bool read_only = false;
  pid_t opened_by = ::getpid();
  StagedActs staged{};
  std::function<std::int64_t()> clock{};  ///< microseconds UTC
  std::pair<std::string, Id> month{};  ///< YYYY-MM and the stream of its counted boxes: the last one that was asked for
  Splitter splitter{};                 ///< of facts into bodies and boxes, one after the other
  Split parts{};                       ///< its last
  bool grouped = false;  ///< acts share a transaction until commit_group()

  /// Not in a child after fork(). Needs no lock: there a mutex may be held for ever.
  [[nodiscard]] Result<> usable() const;
  // book.cpp
  Result<> load_house();
  Result<> load_numbers();
  void learn(std::int64_t pos, const std::string& act, const Verb& verb, const void* fact);
  /// Brings caches up to what other processes wrote.
  Result<> refresh();
  Result<const CaseState*> find_case(const Id& id);  ///< not_found / no_such_case
  /// Of cases, where very many are at hand. Only before a command or question has one in hand; a bulk lets go itself.
  void let_go();
  /// Cases and persons as columns, at a moment. Now: O(cases) once. Another day: a fold of the log, the last few are kept.
  Result<CaseTable*> table(const AsOf& as_of, const Progress& progress);
  /// The same of these cases alone, folded from their own events. O(events of the cases); those that were not there yet are left out.
  Result<std::unique_ptr<CaseTable>> table_of(std::span<const Id> ids, const AsOf& as_of);
  Result<> put_state(const CaseState& state);
  /// The log's answers, with what is staged.
  Result<std::optional<StreamKind>> kind_of(const Id& id);
  Result<std::vector<Id>> lookup(const std::string& mac);
  /// Before anything else is read of the log in the middle of a bulk.
  Result<> settle() { return staged.settle ? staged.settle() : Result<>(); }
  void forget();
  /// Folds every event received before `before` (0: all) and with a day <= `valid` (nullopt: all), in the order of the fold.
  Result<std::shared_ptr<const Cases>> fold_all(std::int64_t before, std::optional<Date> valid, const Progress& progress);
  std::vector<KeptFold> kept{};
  std::vector<KeptTable> kept_tables{};
  Result<> rebuild(const Progress& progress);
  /// The projections as text, as far as the one who asks reads: a keyed hash stands for the rest, so that two dumps can be compared.
  Result<std::string> dump_stored(const Reads& reads);
  Result<std::string> dump_rebuilt(const Reads& reads, const Progress& progress);
  Result<> close();
  std::shared_ptr<PersonSearch> search{};  ///< made by the first search
};

/// One call on a register: holds its mutex, and where an exception (lack of memory) leaves, undoes the open transaction and lets go
/// of what was folded, so that the next call reads all again.
class Turn {
 public:
  explicit Turn(Register::Impl& home) : home_(home), lock_(home.mutex) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (std::uncaught_exceptions() <= before_ || !home_.log) return;
    home_.log->rollback();
    home_.grouped = false;
    home_.forget();
  }

 private:
  Register::Impl& home_;
  std::scoped_lock<std::mutex> lock_;
  int before_ = std::uncaught_exceptions();
};

/// Nobody else writes while it lives: what a command is asked on is so still when it is written.
class Leased {
 public:
  Leased() = default;
  Leased(const Leased&) = delete;
  Leased& operator=(const Leased&) = delete;
  ~Leased() { give_back(); }
  Result<> take(Session::Impl& session);
  void give_back() noexcept {
    if (log_) log_->let_go();
    log_ = nullptr;
  }
  [[nodiscard]] bool taken() const noexcept { return log_ != nullptr; }

 private:
  store::Log* log_ = nullptr;
};

struct Session::Impl {
  std::shared_ptr<Register::Impl> home{};
  Actor actor{};
  std::atomic<bool> cancelled{false};
  Progress progress{};
  ~Impl() { if (home) --home->sessions; }
};

/// An object of a described type, made and dropped through its TypeInfo.
class Made {
 public:
  explicit Made(const TypeInfo& type) : type_(&type), bytes_(new (std::align_val_t(type.align)) char[type.size]) { type.make(bytes_); }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() {
    typed::wipe_texts(*type_, bytes_);
    type_->drop(bytes_);
    wipe(bytes_, type_->size);
    operator delete[](bytes_, std::align_val_t(type_->align));
  }
  [[nodiscard]] void* get() const { return bytes_; }

 private:
  const TypeInfo* type_;
  char* bytes_;
};

/// The projection's row of a case: what it learnt of sealed members is in boxes, of every person with an event of a sealed kind.
store::NowRow now_row(const CaseState& state);
/// Reads a stored event into its fact, whatever version it was written in, with the boxes that are given: the one way in which bodies are
/// typed. Kinds and versions that this library does not know are `newer`.
Result<> read_fact(const store::EventOut& event, const Verb& verb, void* fact, std::vector<Unsealed> boxes = {});
/// Is this event of a kind or version that this library does not know? It is kept, shown as it is, and moves nothing.
bool is_newer(const store::EventOut& event);
/// BLAKE2b-256 over the sorted ids, hex (personal "safar set v1").
std::string set_digest(std::vector<Id> ids);
/// Does the selection take this case? `site` and `route` as words, "" where not known.
bool selects(const Selection& select, const Id& id, const std::string& journey, const std::string& site, const std::string& route);

}  // namespace safar::inline v0
