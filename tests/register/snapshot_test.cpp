// A copy beside work that goes on; and a register made of it that can never be taken for the original.
#include "people.hpp"

using namespace safar_test;

namespace {

class SnapshotTest : public Office {
 protected:
  std::size_t cases(Register& r) { return r.session({"a", "finance_officer", "casework"}).value().query(R"({"v":1,"from":"cases"})").value().rows(); }
};

TEST_F(SnapshotTest, IsReadAndNotWritten) {
  ASSERT_TRUE(as("intake_clerk").execute(application("ML-BKO-1", "1")));
  const std::string copy = (folder / "copy.safar").string();
  ASSERT_TRUE(as("auditor", "audit").snapshot(copy));
  EXPECT_EQ(as("auditor", "audit").snapshot(copy).error().code, ErrorCode::exists);
  ASSERT_TRUE(as("intake_clerk").execute(application("ML-BKO-1", "2")));
  auto o = options(false);
  EXPECT_FALSE(Register::open(copy, o));
  o.read_only = true;
  auto read = Register::open(copy, o).value();
  EXPECT_EQ(cases(read), 1u);
  EXPECT_EQ(cases(*reg), 2u);
}

TEST_F(SnapshotTest, BecomesARegisterWithAWriterOfItsOwn) {
  ASSERT_TRUE(as("intake_clerk").execute(application("ML-BKO-1", "1")));
  const std::string copy = (folder / "copy.safar").string(), again = (folder / "again.safar").string();
  ASSERT_TRUE(as("auditor", "audit").snapshot(copy));
  ASSERT_TRUE(Register::restore(copy, again, keys::file((folder / "mali.key").string())));
  auto restored = Register::open(again, options(false)).value();
  auto clerk = restored.session({"b", "intake_clerk", "casework"}).value();
  const auto receipt = clerk.execute(application("ML-BKO-1", "2")).value();
  const auto original = as("intake_clerk").execute(application("ML-BKO-1", "3")).value();
  EXPECT_NE(receipt.act.substr(0, 8), original.act.substr(0, 8));
  EXPECT_EQ(cases(restored), 2u);
  EXPECT_NE(restored.session({"a", "auditor", "audit"}).value().verify().value().find("\"intact\":true"), std::string::npos);
}

}  // namespace
