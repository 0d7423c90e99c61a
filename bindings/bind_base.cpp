/// \file
/// Values of base that a data scientist wants by themselves.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pybind11/stl.h>

#include <safar/base/country.hpp>
#include <safar/exchange/csv.hpp>

#include "bindings.hpp"

namespace safar::bindings {

void bind_base(py::module_& m) {
  m.def("csv_text", [](const std::vector<std::vector<std::string>>& rows, char separator) {
          std::string out;
          for (const auto& row : rows) {
            for (std::size_t i = 0; i < row.size(); ++i) {
              if (i > 0) out += separator;
              exchange::put_csv_cell(out, row[i], separator);
            }
            out += '\n';
          }
          return out;
        }, py::arg("rows"), py::arg("separator"), py::pos_only(), "Rows as CSV, with an apostrophe before what a spreadsheet would run.");
  m.def("csv_value", [](std::string_view cell) { return std::string(exchange::csv_value(cell)); }, py::arg("cell"), py::pos_only(),
        "A cell without that apostrophe.");
  m.def("find_country", [](std::string_view text) -> std::optional<std::string> {
          const auto found = find_country(text);
          return found ? std::optional(to_string(*found)) : std::nullopt;
        }, py::arg("text"), py::pos_only(), "The country that a cell means, as its alpha-3 code; None: none.");
  m.def("country_name", [](std::string_view code, std::string_view language) {
          Country country;
          if (!parse_into(code, country)) return std::string();
          return std::string(name(country, language == "fr" ? Language::fr : language == "ar" ? Language::ar : Language::en));
        }, py::arg("code"), py::arg("language"), py::pos_only(), "Its name in en, fr or ar; \"\": no such code.");
}

}  // namespace safar::bindings
