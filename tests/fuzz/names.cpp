// Any bytes as a name: tokens of a-z and digits only, the same when folded again, keys that a pair shares both ways.
#include <safar/linkage/names.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace safar::linkage;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const NameTokens tokens = fold_name(text);
  const std::string once = to_string(tokens);
  if (once.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 ") != std::string::npos) std::abort();
  if (to_string(fold_name(once)) != once) std::abort();
  for (const auto& t : tokens) {
    if (t.size() == 0 || t.size() > token_bytes || keys_of(t.text()) != keys_of(t.text())) std::abort();
    if (name_similarity(t.text(), t.text()) != 1000) std::abort();
    for (const auto& u : tokens)
      if (name_similarity(t.text(), u.text()) != name_similarity(u.text(), t.text())) std::abort();
  }
  return 0;
}
