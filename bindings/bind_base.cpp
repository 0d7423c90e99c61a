/// \file
/// Values of base that a data scientist wants by themselves.
#include <optional>
#include <string>
#include <string_view>

#include <pybind11/stl.h>

#include <safar/base/country.hpp>

#include "bindings.hpp"

namespace safar::bindings {

void bind_base(py::module_& m) {
  m.def("find_country", [](std::string_view text) -> std::optional<std::string> {
          const auto found = find_country(text);
          return found ? std::optional(to_string(*found)) : std::nullopt;
        }, py::arg("text"), py::pos_only(), "The country that a cell means, as its alpha-3 code; None: none.");
}

}  // namespace safar::bindings
