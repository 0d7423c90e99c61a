/// \file
/// One application, asked for again, and a departure that is refused; everything is freed by its owner.
#include <cstdint>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <safar/base/arrow.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/travel.hpp>
#include <safar/register.hpp>

namespace {

/// An id of the host; without one the library makes some.
template <class Kind>
Kind id(std::string_view digits) {
  safar::Id value;
  if (!safar::parse_into(digits, value)) throw std::invalid_argument("not an id");
  return Kind(value);
}

safar::Apply application() {
  safar::Apply apply;
  apply.case_id = id<safar::CaseId>("0c000000000000000000000000000001");
  apply.site = "ML-BKO-1";
  auto& person = apply.persons.emplace_back();
  person.person_id = id<safar::PersonId>("0d000000000000000000000000000001");
  person.given_name = "Mariam";
  person.nationality = safar::Country::parse("GIN").value();
  person.sex = safar::Sex::female;
  person.birth = safar::PartialDate::parse("1994").value();
  return apply;
}

/// Each row's text in the first column. A program with Arrow C++ calls arrow::ImportRecordBatchReader(&stream) instead.
void print_arrow(const safar::Frame& frame) {
  ArrowArrayStream stream;
  frame.arrow(&stream); // owns its rows: it may outlive session and register
  ArrowSchema schema;
  ArrowArray batch;
  if (stream.get_schema(&stream, &schema) == 0) {
    while (stream.get_next(&stream, &batch) == 0 && batch.release != nullptr) { // a released batch is the end
      const ArrowArray& text = *batch.children[0]; // format "u": validity, 32-bit offsets, bytes
      const auto* ends = static_cast<const std::int32_t*>(text.buffers[1]) + text.offset;
      const auto* bytes = static_cast<const char*>(text.buffers[2]);
      for (std::int64_t row = 0; row < batch.length; ++row)
        std::cout << "arrow " << schema.children[0]->name << ' ' << std::string(bytes + ends[row], bytes + ends[row + 1]) << " of " << schema.n_children << " columns\n";
      batch.release(&batch);
    }
    schema.release(&schema);
  }
  stream.release(&stream);
}

/// The general sentence is in the error's JSON, in English, French and Arabic; all else is in the error itself.
std::string sentence(const safar::Error& error) {
  const std::string json = safar::to_json(error), key = "\"en\":\"";
  const auto from = json.find(key) + key.size();
  return json.substr(from, json.find('"', from) - from);
}

void story(const std::string& folder) {
  safar::RegisterOptions options;
  options.create = true;
  options.office = "BKO";
  options.programme = "ML-JI";
  options.zone = "Africa/Bamako";
  options.keys = safar::keys::file(folder + "/story.key");
  options.clock = [] { return std::int64_t{1542009600000000}; }; // 2018-11-12, 08:00 UTC, in microseconds; without one the system's is read

  // value() throws safar::Exception where there is none; `if (result)` and error() are the way without exceptions.
  auto reg = safar::Register::open(folder + "/story.safar", options).value();
  auto clerk = reg.session({"fatou.d", "intake_clerk", "casework"}).value();
  auto mover = reg.session({"moussa.k", "movement_officer", "casework"}).value();

  safar::CommandOptions once;
  once.request = id<safar::RequestId>("8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5e");
  const auto apply = application();
  auto receipt = clerk.execute(apply, once).value();
  receipt.act = "(act)"; // it begins with the random name of this register's writer; so all runs print the same
  std::cout << "receipt " << receipt.json() << '\n';

  const auto frame = clerk.query(R"({"v":1,"from":"cases","where":[["case","=","0c000000000000000000000000000001"]],)"
                                 R"("select":["number","site","journey","applied_on","persons"]})").value();
  std::cout << "json " << frame.json() << '\n';
  print_arrow(frame);

  safar::Depart depart;
  depart.case_id = apply.case_id;
  const auto departed = mover.execute(depart); // nothing is booked
  if (departed) return;
  const safar::Error& e = departed.error();
  if (e.code != safar::ErrorCode::refused) throw safar::Exception(e);
  std::cout << "refused " << static_cast<int>(e.code) << "\nreason " << e.reason << "\nfield " << e.pointer
            << "\nsentence " << sentence(e) << "\nremedy " << e.remedy << '\n'; // and nothing was changed
}

} // namespace

int main(int argc, char** argv) {
  try {
    story(argc > 1 ? argv[1] : ".");
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n'; // no personal data in it
    return 1;
  }
}
