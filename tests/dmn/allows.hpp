#pragma once
/// \file
/// What a FEEL answer with unknown parts still allows.
#include <algorithm>

#include <safar/dmn/feel.hpp>

namespace safar::feel_test {

/// Whether `answer` allows `other`: what is definite in it must be the same.
inline bool allows(const feel::Value& answer, const feel::Value& other) {
  if (answer.kind() == feel::Value::Kind::unknown) return true;
  if (answer.kind() != other.kind()) return false;
  switch (answer.kind()) {
    case feel::Value::Kind::date: return answer.days().earliest <= other.days().earliest && other.days().latest <= answer.days().latest;
    case feel::Value::Kind::list: return std::equal(answer.items().begin(), answer.items().end(), other.items().begin(), other.items().end(), allows);
    case feel::Value::Kind::context:
      return answer.entries().size() == other.entries().size() &&
             std::all_of(answer.entries().begin(), answer.entries().end(), [&](const auto& e) { return other.find(e.first) && allows(e.second, *other.find(e.first)); });
    case feel::Value::Kind::range: return allows(answer.as_range()->low, other.as_range()->low) && allows(answer.as_range()->high, other.as_range()->high);
    default: return answer == other;
  }
}

}  // namespace safar::feel_test
