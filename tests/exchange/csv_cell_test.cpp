// What leaves for a spreadsheet: guarded, and taken back as it was.
#include <safar/exchange/csv.hpp>

#include <gtest/gtest.h>

#include <string>

namespace safar::exchange {
namespace {

std::string cell(std::string_view text) {
  std::string out;
  put_csv_cell(out, text);
  return out;
}

TEST(CsvCell, NoFormulaComesThrough) {
  EXPECT_EQ(cell("=1+1"), "'=1+1");
  EXPECT_EQ(cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(cell("\xEF\xBC\x9D" "1+1"), "'\xEF\xBC\x9D" "1+1");
  EXPECT_EQ(cell(" =1"), "\"' =1\"");
  EXPECT_EQ(cell("\t=1"), "\"'\t=1\"");
  EXPECT_EQ(cell("\"=1"), "\"'\"\"=1\"");
  EXPECT_EQ(cell("\xE2\x80\x8B=1"), "'\xE2\x80\x8B=1");
  EXPECT_EQ(cell("a;=1"), "\"a;=1\"");
  for (const char* plain : {"-5", "+33612345678", "-12.50 EUR", "ML-BKO-1", "a=b", "'tis", ""}) EXPECT_EQ(cell(plain), plain);
}

TEST(CsvCell, AReaderGetsWhatWasThere) {
  for (const char* text : {"=1+1", "'=1", "''=1", "\t=1", " -x", "'tis", "-5", "+", "\rx", "\n=x", "\xEF\xBC\xA0x", "'\xC2\xA0=1", "plain"}) {
    std::string out = cell(text), inside;
    if (out.starts_with('"')) {
      for (std::size_t i = 1; i + 1 < out.size(); ++i) inside += out[i], i += out[i] == '"';
      out = inside;
    }
    EXPECT_EQ(csv_value(out), text);
  }
}

TEST(CsvCell, OnlyWhatSeparatesIsASeparator) {
  for (const char c : {',', ';', '|', '\t'}) EXPECT_TRUE(is_csv_separator(c));
  for (const char c : {'"', '\n', '\r', '1', '=', ' ', '\0'}) EXPECT_FALSE(is_csv_separator(c));
}

}  // namespace
}  // namespace safar::exchange
