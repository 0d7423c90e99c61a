/// \file
/// Register and Session. A session works for one thread at a time; a call from a second one is refused, not undefined.
#include <atomic>
#include <optional>

#include <pybind11/stl.h>

#include <safar/register.hpp>

#include "bind_frame.hpp"
#include "bind_kernel.hpp"
#include "bind_keys.hpp"

namespace safar::bindings {
namespace {

/// Drops a handle of the library without the GIL (bindings.hpp says why). It is taken out first, with the GIL, so that
/// another thread sees it whole or not at all.
template <class T>
void drop(std::optional<T>& handle) {
  if (!handle) return;
  std::optional<T> last = std::exchange(handle, std::nullopt);
  if (!Py_IsInitialized() || !PyGILState_Check()) return;
  without_gil([&] { last.reset(); });
}

struct PyRegister {
  std::optional<Register> handle{};
  std::shared_ptr<Raised> clock_raised{};
  PyRegister() = default;
  PyRegister(PyRegister&&) = default;
  ~PyRegister() { drop(handle); }
  Register& get() {
    if (!handle) throw Exception(fail(ErrorCode::closed, "the register is closed", {}, "closed", "Open it again."));
    return *handle;
  }
};

struct PySession {
  std::optional<Session> handle{};
  std::shared_ptr<Raised> clock_raised{};
  std::atomic<bool> busy{false};
  Actor actor{};
  PySession() = default;
  PySession(PySession&& o) noexcept
      : handle(std::exchange(o.handle, std::nullopt)), clock_raised(std::move(o.clock_raised)), actor(std::move(o.actor)) {}
  ~PySession() { drop(handle); }
};

/// Holds a session for the time of one call.
class Turn {
 public:
  explicit Turn(PySession& s) : s_(s) {
    if (s_.busy.exchange(true)) {
      throw Exception(fail(ErrorCode::busy, "this session is at work", {}, "session_at_work", "Open a session for each thread; a callback may not use the session that runs it."));
    }
    if (!s_.handle) {
      s_.busy = false;
      throw Exception(fail(ErrorCode::closed, "the session is closed", {}, "closed", "Open a new session."));
    }
  }
  ~Turn() { s_.busy = false; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  Session& operator*() const { return *s_.handle; }

 private:
  PySession& s_;
};

/// Asks Python for signals (Ctrl-C) and calls `callable(done, total)` if there is one; it cancels by returning False or by raising.
class Watch {
 public:
  explicit Watch(const py::object& callable) {
    if (!callable.is_none()) callable_ = Kept(callable);
  }
  Progress progress() {
    return [this](std::uint64_t done, std::uint64_t total) {
      const py::gil_scoped_acquire gil;
      if (stopped_) return false;  // a step that may not stop asks too: what it was told holds for the next one
      try {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        stopped_ = callable_ && callable_.get()(done, total).is(py::bool_(false));
      } catch (py::error_already_set& e) {
        raised_.exception = Kept(e.value());
        stopped_ = true;
      }
      return !stopped_;
    };
  }
  /// After the call, with the GIL.
  void rethrow() { raised_.rethrow(); }

 private:
  Kept callable_{};
  Raised raised_{};
  bool stopped_ = false;  ///< with the GIL
};

/// One call of a session: takes its turn, watches for Ctrl-C, releases the GIL, and prefers what a callback raised over the
/// library's `cancelled`.
template <class Body>
auto call(PySession& s, const py::object& progress, Body&& body) {
  const Turn turn(s);
  Watch watch(progress);
  auto result = without_gil([&] {
    (*turn).set_progress(watch.progress());
    struct Unset { Session& s; ~Unset() { s.set_progress({}); } } unset{*turn};  // the watch ends with this call
    return body(*turn, watch.progress());
  });
  watch.rethrow();
  if (s.clock_raised) s.clock_raised->rethrow();
  return std::move(result).value();
}

/// The host's clock. What it raises is kept and thrown as `cancelled` through the library, which then writes nothing.
std::function<std::int64_t()> clock_of(const py::object& callable, const std::shared_ptr<Raised>& raised) {
  if (callable.is_none()) return {};
  return [kept = Kept(callable), raised] {
    const py::gil_scoped_acquire gil;
    try {
      return py::cast<std::int64_t>(kept.get()());
    } catch (py::error_already_set& e) {
      raised->exception = Kept(e.value());
    } catch (const py::cast_error&) {
      throw Exception(fail(ErrorCode::invalid_argument, "the clock did not give an integer", {}, "bad_clock", "Return microseconds since 1970 UTC as an int."));
    }
    throw Exception(fail(ErrorCode::cancelled, "the clock raised an exception", {}, "bad_clock"));
  };
}

/// Runs `body` without the GIL, and raises what the clock raised rather than what the library made of it.
template <class Body>
auto with_clock(const std::shared_ptr<Raised>& raised, Body&& body) {
  try {
    auto result = without_gil(std::forward<Body>(body));
    if (raised) raised->rethrow();
    return result;
  } catch (const Exception&) {
    if (raised) raised->rethrow();
    throw;
  }
}

PyRegister open_register(const std::string& path, const KeySource& keys, bool create, bool read_only, int busy_timeout_ms, const std::string& office, const std::string& programme,
                         const std::string& zone, const std::string& workflow, const py::object& clock, bool accept_clock_jump) {
  PyRegister r;
  r.clock_raised = std::make_shared<Raised>();
  RegisterOptions o;
  o.create = create;
  o.read_only = read_only;
  o.busy_timeout_ms = busy_timeout_ms;
  o.office = office;
  o.programme = programme;
  if (!zone.empty()) o.zone = zone;
  o.workflow = workflow;
  o.keys = keys.source;
  o.clock = clock_of(clock, r.clock_raised);
  o.accept_clock_jump = accept_clock_jump;
  auto opened = with_clock(r.clock_raised, [&] { return Register::open(path, o); });
  if (!opened) {
    const Kept cause = std::exchange(keys.raised->exception, Kept{});
    raise(opened.error(), cause ? cause.get() : py::object(py::none()));
  }
  r.handle.emplace(std::move(*opened));
  return r;
}

template <class Body>
auto session_call(PySession& s, const py::object& progress, Body&& body) {
  try {
    return call(s, progress, std::forward<Body>(body));
  } catch (const Exception&) {
    if (s.clock_raised) s.clock_raised->rethrow();
    throw;
  }
}

}  // namespace

void bind_register(py::module_& m) {
  // Both are declared before either has functions, so that signatures name them as Python does.
  py::class_<PyRegister> reg(m, "Register", "One register, open.");
  py::class_<PySession> session(m, "Session", "One person's work on a register; one thread at a time.");
  reg
      .def_static("open", &open_register, py::arg("path"), py::arg("keys"), py::kw_only(), py::arg("create"), py::arg("read_only"), py::arg("busy_timeout_ms"), py::arg("office"),
                  py::arg("programme"), py::arg("zone"), py::arg("workflow"), py::arg("clock"), py::arg("accept_clock_jump") = false, "Opens or creates a register.")
      .def_property_readonly("closed", [](const PyRegister& r) { return !r.handle; })
      .def("session", [](PyRegister& r, const std::string& actor, const std::string& role, const std::string& purpose) {
            PySession s;
            s.actor = Actor{actor, role, purpose};
            s.clock_raised = r.clock_raised;
            Register& home = r.get();
            s.handle.emplace(with_clock(r.clock_raised, [&] { return home.session(s.actor); }).value());
            return s;
          }, py::arg("actor"), py::arg("role"), py::arg("purpose"), py::pos_only(), "One person's work.")
      .def("close", [](PyRegister& r) {
            if (!r.handle) return;
            with_clock(r.clock_raised, [&] { return r.handle->close(); }).value();
            drop(r.handle);
          }, "Closes it; fails while sessions live.")
      .def("begin_group", [](PyRegister& r) {
            Register& home = r.get();
            with_clock(r.clock_raised, [&] { return home.begin_group(); }).value();
          }, "Acts share a transaction from here on.")
      .def("commit_group", [](PyRegister& r) {
            Register& home = r.get();
            with_clock(r.clock_raised, [&] { return home.commit_group(); }).value();
          }, "Makes the group durable.");

  session
      .def_property_readonly("closed", [](const PySession& s) { return !s.handle; })
      .def("execute", [](PySession& s, const std::string& command) {
            return session_call(s, py::none(), [&](Session& x, const Progress&) -> Result<std::string> {
              auto r = x.execute_json(command);
              if (!r) return std::move(r).error();
              return r->json();
            });
          }, py::arg("command"), py::pos_only(), "Executes a command as JSON; gives its receipt as JSON.")
      .def("check", [](PySession& s, const std::string& command) {
            return session_call(s, py::none(), [&](Session& x, const Progress&) -> Result<std::string> {
              auto r = x.check_json(command);
              if (!r) return std::move(r).error();
              return r->json();
            });
          }, py::arg("command"), py::pos_only(), "The same without writing.")
      .def("execute_each", [](PySession& s, const std::vector<std::string>& commands, const py::object& progress) {
            const auto outcomes = session_call(s, progress, [&](Session& x, const Progress& p) { return x.execute_each(commands, p); });
            py::list out;
            for (const Outcome& o : outcomes) out.append(py::make_tuple(o.receipt, o.error ? to_python(*o.error) : py::object(py::none())));
            return out;
          }, py::arg("commands"), py::arg("progress"), py::pos_only(), "Many commands; a (receipt, error) for each.")
      .def("execute_many", [](PySession& s, PyStream& in, unsigned threads, const py::object& progress) {
            PyStream out;
            try {
              session_call(s, progress, [&](Session& x, const Progress& p) { return x.execute_many(in.stream.get(), out.stream.get(), threads, p); });
            } catch (const Exception&) {
              in.raised->rethrow();
              throw;
            }
            in.raised->rethrow();
            return table_of(out, receipts_type());
          }, py::arg("commands"), py::arg("threads"), py::arg("progress"), py::pos_only(), "Many commands from a stream; a row of receipts for each.")
      .def("query", [](PySession& s, const std::string& query) {
            return Rows{session_call(s, py::none(), [&](Session& x, const Progress&) { return x.query(query); })};
          }, py::arg("query"), py::pos_only(), "Rows of a view, from a closed JSON query.")
      .def("intake_csv", [](PySession& s, const std::string& path, const std::string& mapping, bool dry, const py::object& progress) {
            const auto report = session_call(s, progress, [&](Session& x, const Progress& p) { return x.intake_csv(path, mapping, dry, p); });
            return py::make_tuple(report.json(), report.issues_csv);
          }, py::arg("path"), py::arg("mapping"), py::arg("dry"), py::arg("progress"), py::pos_only(), "Applications from a CSV file: (report as JSON, issues as CSV).")
      .def("request_key", [](PySession& s, const std::string& command) {
            return session_call(s, py::none(), [&](Session& x, const Progress&) { return x.request_key(command); });
          }, py::arg("command"), py::pos_only(), "Hex key of the ids of rows that become this command.")
      .def("describe", [](PySession& s, const std::string& what) {
            return session_call(s, py::none(), [&](Session& x, const Progress&) { return x.describe(what); });
          }, py::arg("what"), py::pos_only(), "As describe, with the workflows that this register adopted, as JSON.")
      .def("verify", [](PySession& s, const std::string& expect, const py::object& progress) {
            return session_call(s, progress, [&](Session& x, const Progress& p) { return x.verify(p, expect); });
          }, py::arg("expect"), py::arg("progress"), py::pos_only(), "Report as JSON; `expect`: heads that were kept, as JSON, or \"\".")
      .def("heads", [](PySession& s) {
            return session_call(s, py::none(), [&](Session& x, const Progress&) { return x.heads(); });
          }, "The signed head of each writer, as JSON.")
      .def("snapshot", [](PySession& s, const std::string& path) {
            session_call(s, py::none(), [&](Session& x, const Progress&) -> Result<bool> {
              auto r = x.snapshot(path);
              return r ? Result<bool>(true) : Result<bool>(std::move(r).error());
            });
          }, py::arg("path"), py::pos_only(), "A consistent copy beside work that goes on.")
      .def("rebuild", [](PySession& s) {
            const Turn turn(s);
            with_clock(s.clock_raised, [&] { return (*turn).rebuild(); }).value();
          }, "Rebuilds every stored projection from the log.")
      .def("projection_dumps", [](PySession& s) {
            return session_call(s, py::none(), [&](Session& x, const Progress&) { return x.projection_dumps(); });
          }, "What the projections hold, and what a rebuild would give.")
      .def("cancel", [](PySession& s) {
            if (s.handle) s.handle->cancel();  // noexcept, takes no lock: the GIL may stay
          }, "From another thread: ends the running call at its next step.")
      .def("close", [](PySession& s) {
            if (s.busy.exchange(true)) {
              throw Exception(fail(ErrorCode::busy, "this session is at work", {}, "session_at_work", "Cancel it and let its call return first."));
            }
            drop(s.handle);
            s.busy = false;
          }, "Ends it; a second time does nothing.");
}

}  // namespace safar::bindings
