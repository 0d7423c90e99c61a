#include <safar/base/json.hpp>
#include <safar/register.hpp>

#include <algorithm>

namespace safar::inline v0 {

std::string Receipt::json() const {
  std::string out = "{";
  if (!act.empty()) out += "\"act\":" + json_string(act) + ",";
  out += "\"advice\":[";
  for (std::size_t i = 0; i < advice.size(); ++i) {
    const auto& a = advice[i];
    out += (i ? ",{" : "{") + (a.case_.empty() ? std::string() : "\"case\":" + json_string(a.case_) + ",") + "\"code\":" + json_string(a.code) +
           (a.detail.empty() ? "" : ",\"detail\":" + json_string(a.detail)) + ",\"engine\":" + json_string(a.engine) + (a.hold.empty() ? "" : ",\"hold\":" + json_string(a.hold)) + "}";
  }
  out += "],\"command\":" + json_string(command);
  if (count >= 0) out += ",\"count\":" + std::to_string(count) + ",\"digest\":" + json_string(digest);
  out += ",\"events\":[";
  for (std::size_t i = 0; i < events.size(); ++i) {
    out += (i ? ",{" : "{") + std::string("\"kind\":") + json_string(events[i].kind) + ",\"streams\":[";
    for (std::size_t k = 0; k < events[i].streams.size(); ++k) out += (k ? "," : "") + json_string(to_string(events[i].streams[k]));
    out += "],\"ver\":" + std::to_string(events[i].ver) + "}";
  }
  out += "],\"made\":" + (made.empty() ? std::string("{}") : made) + ",\"repeated\":" + (repeated ? "true" : "false");
  if (!request.none()) out += ",\"request\":" + json_string(to_string(request));
  out += ",\"v\":1,\"versions\":{";
  auto sorted = versions;
  std::sort(sorted.begin(), sorted.end(), [](const Version& a, const Version& b) { return a.id < b.id; });
  for (std::size_t i = 0; i < sorted.size(); ++i) out += (i ? "," : "") + json_string(to_string(sorted[i].id)) + ":" + std::to_string(sorted[i].n);
  return out + "}}";
}

std::string IntakeReport::json() const {
  return "{\"applied\":" + std::to_string(applied) + ",\"changed_rows\":" + std::to_string(changed_rows) + ",\"encoding\":" + json_string(encoding) + ",\"known_documents\":" + std::to_string(known_documents) +
         ",\"persons\":" + std::to_string(persons) + ",\"placeholders\":" + std::to_string(placeholders) + ",\"refused_rows\":" + std::to_string(refused_rows) +
         ",\"repeated\":" + std::to_string(repeated) + ",\"rows\":" + std::to_string(rows) + ",\"separator\":" + json_string(std::string(1, separator)) + ",\"v\":1}";
}

}  // namespace safar::inline v0
