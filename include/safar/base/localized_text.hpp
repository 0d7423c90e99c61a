#pragma once
/// \file
/// LocalizedText: one text in up to three languages.
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>
#include <safar/base/language.hpp>

namespace safar::inline v0 {

/// A title, label or reason in the languages that it was written in; an empty one was not written. Public wording: it holds no
/// personal data, so all members lie open.
struct LocalizedText {
  std::string en{}, fr{}, ar{};

  static constexpr std::string_view type_name = "localized_text", type_doc = "A text in English, French and Arabic.";
  template <class V>
  static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "en", &LocalizedText::en, open, "English; empty if not written.");
    v(2, "fr", &LocalizedText::fr, open, "French; empty if not written.");
    v(3, "ar", &LocalizedText::ar, open, "Arabic; empty if not written.");
  }

  /// The text in exactly this language, "" if it was not written.
  [[nodiscard]] const std::string& in(Language language) const& noexcept {
    return language == Language::fr ? fr : language == Language::ar ? ar : en;
  }
  const std::string& in(Language) const&& = delete;  // would dangle
  /// The text in this language, else in the next of fallback(language); "" if there is none at all.
  [[nodiscard]] const std::string& best(Language language) const& noexcept {
    for (const Language l : fallback(language))
      if (!in(l).empty()) return in(l);
    return en;
  }
  const std::string& best(Language) const&& = delete;
  [[nodiscard]] bool empty() const noexcept { return en.empty() && fr.empty() && ar.empty(); }

  friend bool operator==(const LocalizedText&, const LocalizedText&) = default;
};

}  // namespace safar::inline v0
