#include <algorithm>
#include <optional>

#include "log_impl.hpp"
#include "presence.hpp"
#include "text.hpp"

namespace safar::inline v0::store {
namespace {

class ReaderImpl final : public Reader {
 public:
  explicit ReaderImpl(std::shared_ptr<KeptPresence> home) {
    if (home->lend(there_)) home_ = std::move(home);
  }
  ReaderImpl(const ReaderImpl&) = delete;
  ReaderImpl& operator=(const ReaderImpl&) = delete;
  ~ReaderImpl() override {
    if (home_) home_->give_back(std::move(there_));
  }
  Result<> open(const std::string& path) { return db_.open(path, Access::read_only, true); }

  Result<std::optional<StreamKind>> kind_of(const Id& stream) override {
    if (there_ && !there_->may_have(view(stream))) return std::optional<StreamKind>();
    auto s = db_.use("SELECT kind FROM stream WHERE id = ?");
    auto row = s.blob(view(stream)).step();
    if (!row) return std::move(row).error();
    if (*row) return std::optional(static_cast<StreamKind>(s.integer(0)));
    if (auto r = missed(); !r) return std::move(r).error();
    return std::optional<StreamKind>();
  }
  Result<bool> has_request(const Mac& mac) override {
    auto s = db_.use("SELECT 1 FROM request WHERE id = ?");
    return s.blob(view(mac)).step();
  }
  Result<std::vector<Id>> lookup(std::string_view mac) override {
    std::vector<Id> out;
    if (there_ && !there_->may_have(mac)) return out;
    auto s = db_.use("SELECT s.id FROM lookup l JOIN stream s ON s.n = l.subject WHERE l.mac = ? ORDER BY l.subject");
    s.blob(mac);
    for (;;) {
      auto row = s.step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      Id id;
      if (!from_bytes(s.bytes(0), id)) return fail(ErrorCode::corrupt, "a stream's id is not 16 bytes", {}, "damaged", "Run verify.");
      out.push_back(id);
    }
    if (out.empty())
      if (auto r = missed(); !r) return std::move(r).error();
    return out;
  }
  void catch_up() override {
    if (home_) home_->catch_up(there_);
  }
  Result<std::optional<std::string>> state(const Id& stream) override {
    auto s = db_.use("SELECT c.state FROM stream s JOIN case_now c ON c.stream = s.n WHERE s.id = ?");
    auto row = s.blob(view(stream)).step();
    if (!row) return std::move(row).error();
    return *row ? std::optional(std::string(s.bytes(0))) : std::nullopt;
  }

 private:
  // Each commit of the writer empties this connection's cache, so that asking for what is not there reads pages each time. Once it was
  // asked often enough to be worth a pass over the register, memory answers.
  Result<> missed() {
    if (!home_ || there_ || ++misses_ < enough_) return {};  // without a home nobody tells it what was written
    if (enough_ == at_least) {
      auto streams = db_.number("SELECT max(n) FROM stream");
      if (!streams) return std::move(streams).error();
      enough_ = std::max(at_least + 1, *streams / 32);
      if (misses_ < enough_) return {};
    }
    Presence all;
    for (const char* keys : {"SELECT id FROM stream", "SELECT mac FROM lookup"}) {
      auto s = db_.use(keys);
      for (;;) {
        auto row = s.step();
        if (!row) return std::move(row).error();
        if (!*row) break;
        all.add(s.bytes(0));
      }
    }
    there_ = std::move(all);
    return {};
  }

  static constexpr std::int64_t at_least = 4096;
  Database db_{};
  std::shared_ptr<KeptPresence> home_{};
  std::optional<Presence> there_{};
  std::int64_t misses_ = 0, enough_ = at_least;
};

}  // namespace

Result<std::unique_ptr<Reader>> LogImpl::reader() {
  if (auto r = enter(); !r) return std::move(r).error();
  auto version = db_.number("PRAGMA data_version");  // another one: another connection wrote
  if (!version) return std::move(version).error();
  if (std::exchange(data_version_, *version) != *version) presence_->forget();
  auto made = std::make_unique<ReaderImpl>(presence_);
  if (auto r = made->open(path_); !r) return std::move(r).error();
  return std::unique_ptr<Reader>(std::move(made));
}

}  // namespace safar::inline v0::store
