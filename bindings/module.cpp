/// \file
/// safar._core: what the Python package needs of the C++ library. JSON text in and out; the classes that people see are in
/// python/safar.
#include "bindings.hpp"

#include <safar/casework/verbs.hpp>
#include <safar/model/case.hpp>
#include <safar/register.hpp>
#include <safar/version.hpp>
#include <safar/workflow/workflow.hpp>

namespace py = pybind11;

PYBIND11_MODULE(_core, m) {
  m.doc() = "The compiled part of safar. Use the package: import safar as sf.";
  m.attr("__version__") = SAFAR_VERSION;
  safar::bindings::bind_base(m);
  safar::bindings::bind_errors(m);
  safar::bindings::bind_keys(m);
  safar::bindings::bind_frame(m);
  safar::bindings::bind_table(m);
  safar::bindings::bind_sheet(m);
  safar::bindings::bind_kernel(m);
  safar::bindings::bind_register(m);
  m.def("describe", [](const std::string& what) { return safar::describe(what).value(); }, py::arg("what"), py::pos_only(),
        "What there is, as JSON: commands, views, errors, roles, workflow, table, stubs, schema:<command>, ...");
  m.def("lint_workflow", [](const std::string& json) {
          py::list out;
          for (const auto& f : safar::Workflow::lint(json, safar::info<safar::CaseState>(), safar::workflow_events())) {
            out.append(py::make_tuple(f.code, f.pointer, f.message));
          }
          return out;
        }, py::arg("document"), py::pos_only(), "Faults of a workflow document: (code, pointer, message).");
}
