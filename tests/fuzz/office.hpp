#pragma once
// One register a process, with some cases in it, for entries that ask it: made once, then only checked and queried, so that an input costs no write.
#include <safar/register.hpp>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace office {

using namespace safar;

inline const char* const story[] = {
    R"({"v":1,"command":"apply","case":"000000000000000000000000000000c1","site":"ML-BKO-1","route":"DZA","persons":[{"person_id":"00000000000000000000000000000001","given_name":"Awa","family_name":"Keita","birth":"1994","sex":"female","nationality":"MLI","documents":[{"type":"passport","number":"B1","usable":true,"expires":"2030-01-01"}]},{"person_id":"00000000000000000000000000000002","given_name":"Moussa","sex":"male","health_needs":true}]})",
    R"({"v":1,"command":"apply","case":"000000000000000000000000000000c2","site":"ML-BKO-2","persons":[{"person_id":"00000000000000000000000000000003","birth":"1990-01-01","nationality":"GIN","documents":[{"type":"passport","number":"b 1"}]}]})",
    R"({"v":1,"command":"apply","case":"000000000000000000000000000000c3","persons":[{"person_id":"00000000000000000000000000000004","given_name":{"absent":"refused"}}]})",
    R"({"v":1,"command":"counsel","case":"000000000000000000000000000000c1","notes":"Spoke of the journey."})",
    R"({"v":1,"command":"consent","case":"000000000000000000000000000000c1","kind":"explicit","scope":["return"]})",
    R"({"v":1,"command":"correct","case":"000000000000000000000000000000c3","person":{"person_id":"00000000000000000000000000000004","sex":"male"},"reason":{"code":"identity_confirmed"}})"};

struct Office {
  std::filesystem::path folder{};
  std::unique_ptr<Register> reg{};
  std::vector<Session> sessions{};

  Office() {
    folder = std::filesystem::temp_directory_path() / ("safar-fuzz-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    RegisterOptions o;
    o.create = true;
    o.office = "BKO";
    o.programme = "ML-JI";
    o.zone = "Africa/Bamako";
    o.keys = keys::file((folder / "fuzz.key").string());
    o.clock = [] { return std::int64_t{1'542'013'200'000'000}; };  // 2018-11-12
    reg = std::make_unique<Register>(Register::open((folder / "fuzz.safar").string(), o).value());
    auto counsellor = reg->session({"fatou.d", "counsellor", "casework"}).value();
    for (const char* command : story) counsellor.execute_json(command).value();
    for (const auto& [role, purpose] : {std::pair("counsellor", "casework"), std::pair("programme_manager", "casework"), std::pair("reviewing_officer", "casework"),
                                        std::pair("data_protection_officer", "data_protection"), std::pair("data_analyst", "statistics"), std::pair("system_administrator", "casework"), std::pair("auditor", "audit")})
      sessions.push_back(reg->session({"fatou.d", role, purpose}).value());
  }
  ~Office() {
    sessions.clear();
    reg.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;
};

inline Office& here() {
  static Office one;
  return one;
}

inline void need(bool ok, const char* what) {
  if (ok) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

/// What data can cause is told in one line, and is never the library's own fault.
inline void told_well(const Error& e) {
  need(e.code != ErrorCode::ok && e.code != ErrorCode::internal && e.code != ErrorCode::corrupt && e.code != ErrorCode::io, e.message.c_str());
  need(!e.message.empty() && e.message.size() < 2000 && e.message.find('\n') == std::string::npos, e.message.c_str());
}

}  // namespace office
