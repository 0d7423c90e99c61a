// The kernel sheets: the text of project sheets in, commands out.
#include <string>
#include <utility>
#include <vector>

#include <safar/base/arrow.hpp>
#include <safar/base/json.hpp>

#include "kernel/input.hpp"
#include "kernel/sheet_commands.hpp"
#include "kernel/work.hpp"

namespace safar::inline v0::kernel {
namespace {

struct SheetsConfig {
  Known<std::int64_t> v{};
  bool month_first = false;
  SheetMeaning means{};
  static constexpr std::string_view type_name = "sheets_config", type_doc = "What a caller knows that the sheets do not say.";
  template <class V>
  static constexpr void describe(V& visit) {
    visit(1, "v", &SheetsConfig::v, Shelf::open, "Version of the form: 1.");
    visit(2, "month_first", &SheetsConfig::month_first, Shelf::open, "03/04/2012 is 4 March.");
    visit(3, "means", &SheetsConfig::means, Shelf::open, "Of all sheets of the text.");
  }
};

struct SheetsBytes {
  std::string bytes{};
  static constexpr std::string_view type_name = "sheets_bytes", type_doc = "A text in chunks of any size, in order.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "bytes", &SheetsBytes::bytes, Shelf::open, "The next bytes; a binary or text column of any name.");
  }
};

struct SheetsCommand {
  std::string json{}, verb{}, ref{};
  std::int64_t row = 0, sheet = 0;
  std::string status{};
  std::vector<std::string> doubts{};
  static constexpr std::string_view type_name = "sheets_command", type_doc = "A command that a sheet proposes; it is recorded when somebody executes it.";
  template <class V>
  static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "json", &SheetsCommand::json, open, "The whole command as canonical JSON.");
    v(2, "verb", &SheetsCommand::verb, open, "Its name.");
    v(3, "ref", &SheetsCommand::ref, open, "Reference of the project.");
    v(4, "row", &SheetsCommand::row, open, "Number of the command, from 1.");
    v(5, "sheet", &SheetsCommand::sheet, open, "Number of the sheet in the text, from 1.");
    v(6, "status", &SheetsCommand::status, open, "ok.");
    v(7, "doubts", &SheetsCommand::doubts, open, "What was guessed in it: field and sentence.");
  }
};

class SheetsWork final : public Kernel::Work {
 public:
  explicit SheetsWork(SheetsConfig config) : config_(std::move(config)) {}

  Result<> run(ArrowStreamIn in, ArrowArrayStream* out, const Progress& progress) const override {
    auto chunks = Chunks::open(std::move(in));
    if (!chunks) return std::move(chunks).error();
    exchange::SheetOptions options;
    options.month_first = config_.month_first;
    std::string text;
    for (;;) {
      auto piece = chunks->next();
      if (!piece) return std::move(piece).error();
      if (piece->empty()) break;
      text += *piece;
      if (text.size() > options.bytes) return fail(ErrorCode::too_large, "The text has more than " + std::to_string(options.bytes) + " bytes.", "", "too_large", "Split it.");
      if (progress && !progress(text.size(), 0)) return fail(ErrorCode::cancelled, "Cancelled by the caller.");
    }
    auto proposal = exchange::read_project_sheets(text, options);
    if (!proposal) return std::move(proposal).error();
    auto rows = std::make_shared<std::vector<SheetsCommand>>();
    std::int64_t n = 0;
    for (auto& c : sheet_commands(proposal->projects, config_.means)) rows->push_back({std::move(c.json), std::move(c.command), std::move(c.ref), ++n, c.sheet, "ok", std::move(c.doubts)});
    auto given = std::make_shared<bool>(false);
    arrow_stream(safar::info<SheetsCommand>(), [rows, given](ArrowArray* batch) -> Result<bool> {
      if (std::exchange(*given, true) || rows->empty()) return false;
      if (auto r = arrow_array(safar::info<SheetsCommand>(), rows->data(), sizeof(SheetsCommand), rows->size(), batch); !r) return std::move(r).error();
      return true;
    }, out);
    return {};
  }

 private:
  SheetsConfig config_;
};

}  // namespace

constinit const KernelInfo sheets{"sheets",
                        "Project sheets become commands: bytes of their text in, one command a row out, as Session::execute_many takes them, each with what was guessed in it.",
                        &safar::info<SheetsConfig>, &safar::info<SheetsBytes>, &safar::info<SheetsCommand>};

Result<std::shared_ptr<const Kernel::Work>> make_sheets(std::string_view text) {
  auto config = from_json<SheetsConfig>(text);
  if (!config) return std::move(config).error();
  if (config->v.known() && config->v.value != 1) return fail(ErrorCode::newer, "This library reads configurations of version 1.", "/v", "", "Say \"v\":1, or use a newer library.");
  if (const auto& l = config->means.language; l != "en" && l != "fr" && l != "ar")
    return fail(ErrorCode::unknown_code, "Texts are kept in English, French and Arabic.", "/means/language", "no_such_language", "Say en, fr or ar.");
  return std::shared_ptr<const Kernel::Work>(std::make_shared<SheetsWork>(*std::move(config)));
}

}  // namespace safar::inline v0::kernel
