#include <map>
#include <optional>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>
#include <safar/register.hpp>

#include "fault/dice.hpp"
#include "fault/run.hpp"

namespace fault {
namespace {

using namespace safar;

/// Value of a text member, the first of that name; "" where there is none.
std::string member_of(const std::string& json, const std::string& name) {
  const auto at = json.find("\"" + name + "\":\"");
  if (at == std::string::npos) return {};
  const auto from = at + name.size() + 4;
  return json.substr(from, json.find('"', from) - from);
}
std::string person_of(const std::string& json) {
  const auto at = json.find("\"persons\":[\"");
  return at == std::string::npos ? std::string() : json.substr(at + 12, 32);
}

struct Done {
  std::string role{}, json{}, act{}, receipt{};
  bool acknowledged = false, erased = false;
  std::string person{};  ///< whom it erases
};

/// Commands and receipts as columns.
struct CommandRow {
  std::string json{};
  static constexpr std::string_view type_name = "command_row", type_doc = "A whole command.";
  template <class V> static constexpr void describe(V& v) { v(1, "json", &CommandRow::json, Shelf::open, "The command."); }
};
struct ReceiptRow {
  std::int64_t row = 0;
  std::string status{}, act{}, code{}, message{};
  static constexpr std::string_view type_name = "receipt_row", type_doc = "What came of it.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "row", &ReceiptRow::row, Shelf::open, "Number of the command.");
    v(2, "status", &ReceiptRow::status, Shelf::open, "done, repeated, refused or cancelled.");
    v(3, "act", &ReceiptRow::act, Shelf::open, "The act.");
    v(4, "code", &ReceiptRow::code, Shelf::open, "Why it was refused.");
    v(5, "message", &ReceiptRow::message, Shelf::open, "The sentence.");
  }
};
constexpr std::string_view not_asked[] = {"case", "number", "count", "advice", "field", "remedy"};

class RegisterLife {
 public:
  RegisterLife(const std::string& folder, const Life& life) : path_(folder + "r.safar"), life_(life), disk_(folder) {
    options_.office = "BKO";
    options_.programme = "ML-JI";
    options_.zone = "Africa/Bamako";
    options_.keys = keys::file(folder + "key");
    options_.clock = [this] { return now_ += 1000; };
    roll(life.fault.seed);
    disk_.set_honesty(life.honesty);
    disk_.plan(life.fault);
  }

  Verdict lead() {
    script();
    register_.reset();
    if (!disk_.dead() && !disk_.failed() && refused_ != 3) verdict_.say(verdict_.halves, "refused without a fault");  // three misspelt commands
    verdict_.changes = disk_.changes();
    verdict_.calls = disk_.calls();
    verdict_.cut = disk_.dead();
    verdict_.failed = disk_.failed();
    disk_.set_honesty(Honesty::flushes);
    if (disk_.dead() || life_.ending == Ending::power_cut) disk_.reboot();
    else disk_.heal();
    ask();
    return verdict_;
  }

 private:
  // --- the life ---
  void script() {
    if (!open(true)) return;
    const std::string a = apply("Awa", "B1"), b = apply("Binta", "B2");
    const std::string of_a = R"(,"case":")" + member_of(a, "case") + '"', of_b = R"(,"case":")" + member_of(b, "case") + '"';
    one("counsellor", R"("command":"counsel","notes":"Said at length what she wants.")" + of_a);
    one("counsellor", R"("command":"consent","kind":"explicit","scope":["return"])" + of_a);
    one("reviewing_officer", R"("command":"decide_eligibility","outcome":"eligible","reason":{"code":"criteria_met"})" + of_a);
    suspend();
    one("reviewing_officer", R"("command":"review","hold":"programme_suspension","outcome":"resume","reason":{"code":"identity_confirmed"})" + of_a);
    if (!reopen()) return;
    each({application("Coumba", "B3"), application("Dado", "B4"), R"("command":"aply")", R"("command":"counsel","notes":"n")" + of_b, application("Again", "B1")});
    const std::string e = apply("Fanta", "B5");
    one("data_protection_officer", R"("command":"erase","persons":[")" + person_of(a) + R"("],"reason":{"code":"own_request"})", person_of(a));
    one("counsellor", R"("command":"consent","kind":"explicit","scope":["return"])" + of_b);
    crowd();
    if (!reopen()) return;
    one("data_protection_officer", R"("command":"erase","persons":[")" + person_of(e) + R"("],"reason":{"code":"own_request"})", person_of(e));
    apply("Hawa", "B6");
    close();
  }

  bool over() const { return disk_.dead(); }
  bool open(bool create) {
    options_.create = create;
    auto r = Register::open(path_, options_);
    if (!r) {
      clear(r.error(), create ? "create" : "open");
      if (create || over()) return false;
      r = Register::open(path_, options_);
      if (!r) return false;
    }
    register_.emplace(std::move(*r));
    created_ = true;
    return true;
  }
  void close() {
    if (!register_) return;
    if (auto r = register_->close(); !r) clear(r.error(), "close");
    register_.reset();
  }
  bool reopen() {
    close();
    return !over() && open(false);
  }
  void clear(const Error& e, const char* at) {
    if (!disk_.dead() && !disk_.failed()) ++refused_;
    if (e.message.empty() || e.message.find('\n') != std::string::npos || e.code == ErrorCode::internal)
      verdict_.say(verdict_.halves, std::string(at) + ": no clear error: " + e.message);
  }
  /// A request of its own for each command, so that it can be asked for again.
  std::string with_request(const std::string& members) {
    std::string number = std::to_string(++requests_);
    return R"({"v":1,"request":")" + std::string(32 - number.size(), '0') + number + "\"," + members + '}';
  }
  static std::string application(const std::string& name, const std::string& number) {
    return R"("command":"apply","site":"ML-BKO-1","persons":[{"given_name":")" + name + R"(","family_name":"Camara","birth":"1994","sex":"female","nationality":"GIN","documents":[{"type":"passport","number":")" +
           number + R"("}]}])";
  }
  Result<Session> as(const std::string& role) {
    return register_->session({"officer.x", role, role == "data_protection_officer" ? "data_protection" : role == "auditor" ? "audit" : "casework"});
  }
  std::string apply(const std::string& name, const std::string& number) { return one("intake_clerk", application(name, number)); }

  std::string one(const std::string& role, const std::string& members, const std::string& erases = {}) {
    if (over()) return {};
    if (!erases.empty()) note_needles(erases);
    Done& done = done_.emplace_back(Done{role, with_request(members), {}, {}, false, false, erases});
    const auto r = as(role).value().execute_json(done.json);
    if (!r) {
      clear(r.error(), "execute");
      return {};
    }
    acknowledge(done, r->act, r->json());
    return r->json();
  }
  /// All cases of a site, as they were seen in a dry run.
  void suspend() {
    if (over()) return;
    const std::string members = R"("command":"suspend","programme":"ML-JI","hold":"programme_suspension","reason":{"code":"intake_not_typical"},"select":{"site":["ML-BKO-1"],"journey":["applied","counselled"]})";
    const auto seen = as("programme_manager").value().check_json("{\"v\":1," + members + "}");
    if (!seen) return clear(seen.error(), "check");
    one("programme_manager", members + R"(,"expect":{"count":)" + std::to_string(seen->count) + R"(,"digest":")" + seen->digest + "\"}");
  }
  /// Some hundred commands in one call, as texts and as columns: another thread writes them.
  void crowd() {
    const auto people = [](char of, int n) {
      std::vector<std::string> commands;
      for (int k = 0; k < n; ++k) commands.push_back(application("Crowd", of + std::to_string(k % 50)));
      commands.insert(commands.begin() + n / 2, R"("command":"aply")");
      return commands;
    };
    std::vector<std::string> commands;
    verdict_.bulk_changes.first = disk_.changes() + 1, verdict_.bulk_calls.first = disk_.calls() + 1;
    const auto receipts = each(people('E', life_.crowd));
    verdict_.bulk_changes.last = disk_.changes(), verdict_.bulk_calls.last = disk_.calls();
    for (const std::string& receipt : receipts)
      if (!receipt.empty() && commands.size() < 120) commands.push_back(R"("command":"counsel","notes":"One of many.","case":")" + member_of(receipt, "case") + '"');
    const auto more = people('F', 30);
    commands.insert(commands.end(), more.begin(), more.end());
    many(commands);
  }
  /// The commands with requests, the first one twice: what was done is not done again.
  std::vector<std::string> ready(const std::vector<std::string>& commands) {
    std::vector<std::string> texts;
    for (const auto& members : commands) texts.push_back(done_.emplace_back(Done{"counsellor", with_request(members), {}, {}, false, false, {}}).json);
    texts.insert(texts.begin() + static_cast<std::ptrdiff_t>(texts.size() - texts.size() / 4), texts.front());
    return texts;
  }
  /// Where the text of that number stands in done_.
  Done& done_of(std::size_t first, std::size_t k, std::size_t texts) {
    const std::size_t twice = texts - 1 - (texts - 1) / 4;
    return done_[first + (k < twice ? k : k == twice ? 0 : k - 1)];
  }
  std::vector<std::string> each(const std::vector<std::string>& commands) {
    if (over() || commands.empty()) return {};
    const std::size_t first = done_.size();
    const auto texts = ready(commands);
    const auto r = as("counsellor").value().execute_each(texts);
    if (!r) {
      clear(r.error(), "execute_each");
      return {};
    }
    std::vector<std::string> receipts;
    for (std::size_t k = 0; k < r->size(); ++k) {
      if ((*r)[k].error) clear(*(*r)[k].error, "execute_each");
      else acknowledge(done_of(first, k, texts.size()), member_of((*r)[k].receipt, "act"), (*r)[k].receipt);
      if (k != texts.size() - 1 - (texts.size() - 1) / 4) receipts.push_back((*r)[k].receipt);
    }
    return receipts;
  }
  void many(const std::vector<std::string>& commands) {
    if (over() || commands.empty()) return;
    const std::size_t first = done_.size();
    const auto rows = std::make_shared<std::vector<CommandRow>>();
    for (auto& json : ready(commands)) rows->push_back({std::move(json)});
    ArrowArrayStream in{}, out{};
    arrow_stream(info<CommandRow>(), rows, rows->data(), sizeof(CommandRow), rows->size(), &in, 64);
    if (auto r = as("counsellor").value().execute_many(&in, &out, 1); !r) return clear(r.error(), "execute_many");
    auto stream = ArrowStreamIn::open(&out).value();
    const auto read = ArrowRows::open(info<ReceiptRow>(), stream.schema(), not_asked).value();
    std::size_t k = 0;
    for (auto batch = stream.next().value(); batch; batch = stream.next().value())
      for (std::int64_t at = 0; at < batch->length; ++at, ++k) {
        ReceiptRow row;
        read.read(*batch, at, &row).value();
        if (row.status == "done" || row.status == "repeated") acknowledge(done_of(first, k, rows->size()), row.act, {});
        else clear(fail(row.code == "internal" ? ErrorCode::internal : ErrorCode::refused, row.message), "execute_many");
      }
    if (k != rows->size() && !disk_.dead() && !disk_.failed()) verdict_.say(verdict_.halves, "execute_many: not a receipt a row");
  }
  void acknowledge(Done& done, const std::string& act, const std::string& receipt) {
    if (done.acknowledged && done.act != act) verdict_.say(verdict_.halves, "done twice: " + done.act + " and " + act);
    done.acknowledged = true;
    done.act = act;
    done.receipt = receipt;
    done.erased = receipt.find(R"("code":"done")") != std::string::npos;
    ++verdict_.acknowledged;
  }
  [[nodiscard]] bool went_with_a_person(const Done& done) const {
    return std::any_of(done_.begin(), done_.end(), [&](const Done& e) { return !e.person.empty() && done.receipt.find(e.person) != std::string::npos; });
  }
  void note_needles(const std::string& person) {
    if (person.empty()) return;
    Look log(disk_, path_), keys(disk_, path_ + ".keys");
    const auto at = log.column("SELECT n FROM stream WHERE hex(id) = upper('" + person + "')");
    if (at.empty()) return;
    auto& of = needles_[person];
    const auto take = [&of](const std::vector<std::string>& found) { of.insert(of.end(), found.begin(), found.end()); };
    take(log.column("SELECT substr(sealed, 30, 32) FROM box WHERE sealed IS NOT NULL AND (subject = " + at[0] + " OR other = " + at[0] + ")"));
    for (const char* column : {"id", "digest", "mac"})
      take(log.column("SELECT r." + std::string(column) + " FROM request r JOIN event e ON e.act = r.act JOIN touch t ON t.event = e.pos WHERE t.stream = " + at[0]));
    take(keys.column("SELECT wrapped FROM secret WHERE owner = " + at[0]));
    for (const auto& spare : log.column("SELECT spare FROM taken WHERE owner = " + at[0])) take(keys.column("SELECT wrapped FROM spare WHERE n = " + spare));
  }

  // --- what is left ---
  void ask() {
    options_.create = false;
    auto r = Register::open(path_, options_);
    if (!r && !created_) {
      const auto code = r.error().code;
      if (code != ErrorCode::not_found && code != ErrorCode::corrupt && code != ErrorCode::key) verdict_.say(verdict_.halves, "half made: " + r.error().message);
      disk_.remove_durably(path_);
      for (const char* end : {"-wal", "-shm", "-journal", ".keys", ".keys-wal", ".keys-journal"}) disk_.remove_durably(path_ + end);
      options_.create = true;
      r = Register::open(path_, options_);
    }
    if (!r) return verdict_.say(verdict_.lost, "does not open: " + r.error().message);
    register_.emplace(std::move(*r));
    verify("after");
    for (Done& done : done_) {
      if (life_.crowd > 1000 && (&done - done_.data()) % 50 != 0) continue;  // of a chunk all or none are there
      if (done.person.empty() && went_with_a_person(done)) continue;  // its request is not known any more: it would be done anew
      const auto again = as(done.role).value().execute_json(done.json);
      if (!done.person.empty()) {
        if (done.acknowledged && (again || again.error().code != ErrorCode::erased)) verdict_.say(verdict_.lost, "an erasure that is not known");
        if (!again) clear(again.error(), "again");
        const bool all = again ? again->json().find(R"("code":"done")") != std::string::npos : again.error().code != ErrorCode::erased || again.error().remedy == "Nothing is left to do.";
        if (!all) verdict_.say(verdict_.halves, "an erasure is not finished");
        continue;
      }
      if (done.acknowledged && (!again || !again->repeated || again->act != done.act))
        verdict_.say(verdict_.lost, "acknowledged and not there: " + done.json.substr(0, 80) + (again ? "" : ": " + again.error().message));
      if (!again) clear(again.error(), "again");
    }
    const auto more = as("intake_clerk").value().execute_json(with_request(application("Last", "B9")));
    if (!more) verdict_.say(verdict_.halves, "does not go on: " + more.error().message);
    verify("going on");
    if (auto closed = register_->close(); !closed) verdict_.say(verdict_.halves, "does not close: " + closed.error().message);
    register_.reset();
    Disk::Pause pause(disk_);
    for (const auto& [person, needles] : needles_)
      for (const Done& done : done_)
        if (done.acknowledged && done.person == person && disk_.find(needles) >= 0) verdict_.say(verdict_.halves, "erased bytes are still there");
  }
  void verify(const std::string& when) {
    const auto report = as("auditor").value().verify();
    if (report) verdict_.recovered |= report->find("\"recovery\":{") != std::string::npos;
    if (report && report->find("_older\":true") != std::string::npos) verdict_.say(verdict_.halves, when + ": takes a crash for an older file: " + *report);
    if (!report) return verdict_.say(verdict_.halves, when + ": verify: " + report.error().message);
    if (report->find("\"intact\":true") == std::string::npos || report->find("\"projections\":\"same\"") == std::string::npos) verdict_.say(verdict_.halves, when + ": " + *report);
  }

  std::string path_;
  Life life_;
  Disk disk_;
  RegisterOptions options_{};
  std::int64_t now_ = 1'542'000'000'000'000;
  int requests_ = 0, refused_ = 0;
  bool created_ = false;
  std::vector<Done> done_{};
  std::map<std::string, std::vector<std::string>> needles_{};
  std::optional<Register> register_{};
  Verdict verdict_{};
};

}  // namespace

Verdict register_life(const std::string& folder, const Life& life) { return RegisterLife(folder, life).lead(); }

}  // namespace fault
