#pragma once
/// \file
/// Strict JSON events: nlohmann's iterative parser in front, our rules behind it. Internal; expensive to include.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include <safar/base/json.hpp>

namespace safar::inline v0::typed {

/// A value that has no inside.
struct Atom {
  enum class Is : std::uint8_t { null, boolean, integer, text } is{};
  bool boolean = false;
  std::int64_t integer = 0;
  std::string* text = nullptr;  ///< may be moved from
};

/// Turns parser events into four calls and checks what holds for every document: depth, whole numbers within +-2^53.
/// A call that returns false has set the error.
class Strict : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Strict(std::size_t depth) : limit_(depth < 512 ? depth : 512) {}
  [[nodiscard]] Error& error() { return error_; }

  virtual bool value(const Atom& atom) = 0;
  virtual bool open(bool object) = 0;
  virtual bool name(std::string& key) = 0;
  virtual bool close() = 0;
  /// A value has arrived that is refused before it is seen: pointer() is to name its place.
  virtual void arrived() = 0;
  /// Where we are, RFC 6901.
  [[nodiscard]] virtual std::string pointer() const = 0;

  bool null() final { return value({}); }
  bool boolean(bool b) final { return value({Atom::Is::boolean, b, 0, nullptr}); }
  bool number_integer(std::int64_t n) final;
  bool number_unsigned(std::uint64_t n) final;
  bool number_float(double, const std::string& digits) final;
  bool string(std::string& s) final { return value({Atom::Is::text, false, 0, &s}); }
  bool binary(nlohmann::json::binary_t&) final { return refuse(ErrorCode::unsupported, "binary values have no place in JSON"); }
  bool start_object(std::size_t) final { return deeper() && open(true); }
  bool start_array(std::size_t) final { return deeper() && open(false); }
  bool key(std::string& k) final { return name(k); }
  bool end_object() final { return --depth_, close(); }
  bool end_array() final { return --depth_, close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) final;

 protected:
  bool refuse(ErrorCode code, std::string message, std::string remedy = {}) { return refuse_at(pointer(), code, std::move(message), std::move(remedy)); }
  bool refuse_at(std::string where, ErrorCode code, std::string message, std::string remedy = {}) {
    error_ = fail(code, std::move(message), std::move(where), {}, std::move(remedy));
    return false;
  }

 private:
  bool deeper();
  bool refuse_value(ErrorCode code, std::string message) { return arrived(), refuse(code, std::move(message)); }
  std::size_t limit_, depth_ = 0;
  Error error_{};
};

/// Runs `text` through a handler: size, encoding, then the parser.
Result<> run(std::string_view text, JsonLimits limits, Strict& handler);

/// The same events from a document that is parsed already; recursion is bounded by the document's depth.
bool feed(const nlohmann::json& document, Strict& handler);

}  // namespace safar::inline v0::typed
