#pragma once
/// \file
/// FieldSet: fields that an agency adds as data, and their TypeInfo, which is used like that of a built-in type.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <safar/base/country.hpp>
#include <safar/base/date.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/localized_text.hpp>
#include <safar/base/money.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

constexpr auto codes(Shelf) { return std::array<std::string_view, 5>{"open", "counted", "identity", "casefile", "sensitive"}; }

/// What a value of a field is.
enum class FieldType : std::uint8_t { boolean, integer, text, code, date, partial_date, country, money };
constexpr auto codes(FieldType) {
  return std::array<std::string_view, 8>{"boolean", "integer", "text", "code", "date", "partial_date", "country", "money"};
}
/// What a field set describes.
enum class FieldSubject : std::uint8_t { person, case_ };
constexpr auto codes(FieldSubject) { return std::array<std::string_view, 2>{"person", "case"}; }

/// One field as its document says it.
struct FieldDef {
  std::int64_t id = 0;
  std::string name{};
  Known<FieldType> type{};
  bool list = false;
  Known<Shelf> shelf{};
  std::vector<std::string> codes{};
  std::string doc{};
  LocalizedText labels{};
  static constexpr std::string_view type_name = "field", type_doc = "One field of a field set.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "id", &FieldDef::id, Shelf::open, "1 to 65535; never used again for another field.");
    v(2, "name", &FieldDef::name, Shelf::open, "Lower-case letters, digits and _, 1 to 40.");
    v(3, "type", &FieldDef::type, Shelf::open, "What a value is.");
    v(4, "list", &FieldDef::list, Shelf::open, "Any number of such values, in order.");
    v(5, "shelf", &FieldDef::shelf, Shelf::open, "Who may read it at rest.");
    v(6, "codes", &FieldDef::codes, Shelf::open, "Of a code: the values that there are.");
    v(7, "doc", &FieldDef::doc, Shelf::open, "What it means, one sentence.");
    v(8, "labels", &FieldDef::labels, Shelf::open, "What screens call it.");
  }
};

/// A field set as it is written down: `{"v":1,"field_set":"bko_intake","version":"2026-1","of":"person","fields":[..]}` (docs/fields.md).
struct FieldSetDocument {
  std::int64_t v = 0;
  std::string field_set{}, version{};
  Known<FieldSubject> of{};
  std::string doc{};
  std::vector<FieldDef> fields{};
  static constexpr std::string_view type_name = "field_set", type_doc = "Fields of an agency's own.";
  template <class V> static constexpr void describe(V& visit) {
    visit(1, "v", &FieldSetDocument::v, Shelf::open, "Version of the form: 1.");
    visit(2, "field_set", &FieldSetDocument::field_set, Shelf::open, "Its name: lower-case letters, digits and _, 1 to 40.");
    visit(3, "version", &FieldSetDocument::version, Shelf::open, "Letters, digits, . _ -, 1 to 40; a version is never changed.");
    visit(4, "of", &FieldSetDocument::of, Shelf::open, "What it describes.");
    visit(5, "doc", &FieldSetDocument::doc, Shelf::open, "What it is for, one sentence.");
    visit(6, "fields", &FieldSetDocument::fields, Shelf::open, "1 to 64 fields.");
  }
};

inline constexpr std::size_t most_fields = 64;          ///< of a set
inline constexpr std::size_t most_field_codes = 1'000;  ///< of a field
inline constexpr std::size_t most_field_text = 4'096;   ///< bytes of a text
inline constexpr std::size_t most_field_items = 64;     ///< of a list

/// A bool with an address, since std::vector<bool> has none to give.
struct FieldFlag { bool value = false; };

/// A value of a field, or the reason why there is none. Which alternative is meant is the field's type; `monostate` is a value never set.
struct FieldCell {
  std::variant<std::monostate, bool, std::int64_t, std::uint16_t, std::string, Date, PartialDate, Country, Money, std::vector<FieldFlag>,
               std::vector<std::int64_t>, std::vector<std::uint16_t>, std::vector<std::string>, std::vector<Date>, std::vector<PartialDate>,
               std::vector<Country>, std::vector<Money>>
      value{};
  Absence absence = Absence::unknown;
};
/// The values of a field set: field i of the document is cell i. All sets share this one type of object, so that its TypeInfo needs plain
/// functions only; which cells there are, and what is in them, is in FieldSet::type(). About 3 KiB.
struct FieldValues {
  std::array<FieldCell, most_fields> cells{};
};

/// A version of a field set, checked. Immutable, any thread. Its types live as long as it does.
class FieldSet {
 public:
  /// ErrorCode::lint with the pointer of the member at fault and one of the reasons bad_name, reserved_name, name_twice, bad_id, id_twice,
  /// no_fields, too_many_fields, no_codes, bad_code, sealed_field_of_case; errors of from_json for what has not the form. O(n log n).
  static Result<std::shared_ptr<const FieldSet>> load(std::string_view json);
  ~FieldSet();
  FieldSet(const FieldSet&) = delete;
  FieldSet& operator=(const FieldSet&) = delete;

  /// May this version come after `earlier`? ErrorCode::lint with the reasons id_reused, name_reused, type_changed, code_removed,
  /// shelf_weaker, subject_changed, so that what was recorded keeps its meaning and its seal. O(n^2), n <= 64.
  [[nodiscard]] Result<> follows(const FieldSet& earlier) const;

  [[nodiscard]] const FieldSetDocument& document() const;
  [[nodiscard]] const std::string& name() const { return document().field_set; }
  [[nodiscard]] const std::string& version() const { return document().version; }
  [[nodiscard]] bool of_case() const { return document().of.value == FieldSubject::case_; }
  /// Of FieldValues objects: a record of Known fields.
  [[nodiscard]] const TypeInfo& type() const;
  /// The same with the open fields alone.
  [[nodiscard]] const TypeInfo& open_type() const;
  /// Are all values within what is stored? ErrorCode::too_large with the pointer `/name`; never quotes. O(values).
  [[nodiscard]] Result<> check(const FieldValues& values) const;

  struct Impl;

 private:
  explicit FieldSet(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

/// How well a shelf is sealed: a field may only move up (open < counted < identity = casefile < sensitive).
constexpr int shelf_rank(Shelf s) { return s == Shelf::open ? 0 : s == Shelf::counted ? 1 : s == Shelf::sensitive ? 3 : 2; }

}  // namespace safar::inline v0
