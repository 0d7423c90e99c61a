/// \file
/// The nouns alone: nothing of the library is linked.
#include <cstdio>

#include <safar/model/migrant.hpp>

int main() {
  safar::Migrant m;
  m.given_name = "Mariam";
  const auto& type = safar::info<safar::Migrant>();
  std::printf("%zu fields of a migrant\n", type.fields.size());
  return type.fields.empty() || !m.given_name.known() ? 1 : 0;
}
