#include "register/people.hpp"

using namespace safar_test;

class BadInputTest : public Office {
 protected:
  // Refused, and the register is byte for byte what it was in all that can be asked.
  void refused(const std::string& command, ErrorCode code, const std::string& pointer) {
    auto s = as(command.find("counsel") == std::string::npos ? "intake_clerk" : "counsellor");
    const auto before = as("auditor", "audit").projection_dumps().value().first;
    const auto r = s.execute_json(command);
    ASSERT_FALSE(r) << command.substr(0, 100);
    EXPECT_EQ(r.error().code, code) << r.error().message << ' ' << command.substr(0, 100);
    EXPECT_EQ(r.error().pointer, pointer) << command.substr(0, 100);
    EXPECT_FALSE(r.error().message.empty());
    EXPECT_EQ(r.error().message.find('\n'), std::string::npos);
    EXPECT_EQ(as("auditor", "audit").projection_dumps().value().first, before);
  }
};

TEST_F(BadInputTest, EachHasAClearErrorAndNothingChanges) {
  apply();
  refused("", ErrorCode::parse, "");
  refused("{", ErrorCode::parse, "");
  refused("[]", ErrorCode::wrong_type, "");
  refused(R"({"v":1})", ErrorCode::missing_member, "/command");
  refused(R"({"v":2,"command":"apply"})", ErrorCode::newer, "/v");
  refused(R"({"command":"advice"})", ErrorCode::unknown_code, "/command");
  refused(R"({"command":"apply","persons":[{"given_nam":"A"}]})", ErrorCode::unknown_member, "/persons/0/given_nam");
  refused(R"({"command":"apply","persons":[{"birth":"2018-02-30"}]})", ErrorCode::parse, "/persons/0/birth");
  refused(R"({"command":"apply","persons":[{"nationality":"ZZZ"}]})", ErrorCode::parse, "/persons/0/nationality");
  refused(R"({"command":"apply","persons":[{"sex":"M"}]})", ErrorCode::unknown_code, "/persons/0/sex");
  refused(R"({"command":"apply","persons":[{"birth":"2020"}]})", ErrorCode::out_of_range, "/persons/0/birth");
  refused(R"({"command":"apply","persons":[{}],"applied_on":"2031-01-01"})", ErrorCode::out_of_range, "/applied_on");
  refused(R"({"command":"apply","persons":[{}],"valid":"2031-01-01"})", ErrorCode::out_of_range, "/valid");
  refused(R"({"command":"apply","persons":[{}],"number":"X-1"})", ErrorCode::refused, "/number");
  refused(R"({"command":"apply","command":"apply","persons":[{}]})", ErrorCode::duplicate_member, "/command");
  refused(R"({"command":"counsel","case":"00112233445566778899aabbccddeeff"})", ErrorCode::not_found, "/case");
  refused(R"({"command":"counsel"})", ErrorCode::missing_member, "/case");
  refused(R"({"command":"apply","persons":[{"given_name":1.5}]})", ErrorCode::wrong_type, "/persons/0/given_name");
  refused("{\"command\":\"apply\",\"persons\":[{\"given_name\":\"\xff\"}]}", ErrorCode::encoding, "");
  const auto deep = as("intake_clerk").execute_json("{\"command\":\"apply\",\"persons\":" + std::string(2'000'000, '['));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().code, ErrorCode::too_deep);
}

TEST_F(BadInputTest, AnIdThatExistsIsSaid) {
  const CaseId id = apply();
  refused(R"({"command":"apply","case":")" + to_string(id) + R"(","persons":[{}]})", ErrorCode::exists, "/case");
}

TEST_F(BadInputTest, APlaceholderIsNeverABirth) {
  ASSERT_TRUE(as("intake_clerk").execute_json(R"({"command":"apply","persons":[{"given_name":"A","birth":"1900-01-01"}]})"));
  const auto f = as("intake_clerk").query(R"({"v":1,"from":"persons"})").value().json();
  EXPECT_NE(f.find(R"("birth":{"absent":"placeholder"})"), std::string::npos) << f;
  EXPECT_NE(f.find(R"("age_band":{"absent":"placeholder"})"), std::string::npos) << f;
}
