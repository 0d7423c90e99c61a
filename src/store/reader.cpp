#include "log_impl.hpp"

#include "text.hpp"

namespace safar::inline v0::store {
namespace {

class ReaderImpl final : public Reader {
 public:
  Result<> open(const std::string& path) { return db_.open(path, Access::read_only, true); }

  Result<std::optional<StreamKind>> kind_of(const Id& stream) override {
    auto s = db_.use("SELECT kind FROM stream WHERE id = ?");
    auto row = s.blob(view(stream)).step();
    if (!row) return std::move(row).error();
    return *row ? std::optional(static_cast<StreamKind>(s.integer(0))) : std::nullopt;
  }
  Result<bool> has_request(const Id& id) override {
    auto s = db_.use("SELECT 1 FROM request WHERE id = ?");
    return s.blob(view(id)).step();
  }
  Result<std::vector<Id>> lookup(std::string_view mac) override {
    std::vector<Id> out;
    auto s = db_.use("SELECT s.id FROM lookup l JOIN stream s ON s.n = l.subject WHERE l.mac = ? ORDER BY l.subject");
    s.blob(mac);
    for (;;) {
      auto row = s.step();
      if (!row) return std::move(row).error();
      if (!*row) return out;
      Id id;
      if (!from_bytes(s.bytes(0), id)) return fail(ErrorCode::corrupt, "a stream's id is not 16 bytes", {}, "damaged", "Run verify.");
      out.push_back(id);
    }
  }
  Result<std::optional<std::string>> state(const Id& stream) override {
    auto s = db_.use("SELECT c.state FROM stream s JOIN case_now c ON c.stream = s.n WHERE s.id = ?");
    auto row = s.blob(view(stream)).step();
    if (!row) return std::move(row).error();
    return *row ? std::optional(std::string(s.bytes(0))) : std::nullopt;
  }

 private:
  Database db_{};
};

}  // namespace

Result<std::unique_ptr<Reader>> LogImpl::reader() {
  if (auto r = enter(); !r) return std::move(r).error();
  auto made = std::make_unique<ReaderImpl>();
  if (auto r = made->open(path_); !r) return std::move(r).error();
  return std::unique_ptr<Reader>(std::move(made));
}

}  // namespace safar::inline v0::store
