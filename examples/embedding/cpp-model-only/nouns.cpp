/// \file
/// The nouns alone, to share them with what is not safar: headers, nothing to link, no register.
#include <iostream>

#include <safar/base/describe.hpp>
#include <safar/model/migrant.hpp>

int main() {
  safar::Migrant mariam;
  mariam.given_name = "Mariam";
  mariam.nationality = safar::Country::parse("GIN").value();
  const auto birth = safar::PartialDate::parse("1994").value(); // people know the year
  mariam.birth = birth;
  std::cout << "born between " << birth.earliest().time_since_epoch().count() << " and " << birth.latest().time_since_epoch().count()
            << " days after 1970-01-01\n";

  // Text from outside is a value or an error, never a guess.
  const auto never = safar::PartialDate::parse("1994-02-30");
  std::cout << "refused " << static_cast<int>(never.error().code) << ' ' << never.error().message << '\n';

  // The one description that JSON, Arrow and Python come from: which fields there are, and what seals them.
  for (const auto& field : safar::info<safar::Migrant>().fields)
    if (field.shelf == safar::Shelf::sensitive) std::cout << "sensitive " << field.name << '\n';
}
