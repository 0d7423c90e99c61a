#pragma once
/// \file
/// A key source and what its Python callable raised.
#include <memory>

#include <safar/store/keys.hpp>

#include "bindings.hpp"

namespace safar::bindings {

struct KeySource {
  keys::Source source{};
  std::shared_ptr<Raised> raised = std::make_shared<Raised>();
  std::string what{};  ///< for repr: the path, or "host"
};

}  // namespace safar::bindings
