#pragma once
/// \file
/// What the files of this room share about values.
#include <string>
#include <string_view>

#include <safar/dmn/feel.hpp>

namespace safar::inline v0::feel {

/// The word that reason(x) gives: "refused", "withheld", ...
std::string_view word(Absence reason) noexcept;
/// `text` as a FEEL string literal.
std::string literal(std::string_view text);
/// Letters, digits and underscore, no digit first.
bool is_name(std::string_view text) noexcept;

}  // namespace safar::inline v0::feel
