#pragma once
/// \file
/// Heads of a register's writers as JSON: what a partner keeps, to tell later whether the history is still the one that it was.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <safar/store/log.hpp>

namespace safar::inline v0 {

/// `[{"arrival":"..","link":"..","seq":40,"signature":"..","writer":".."}]`, canonical; all in hexadecimal digits.
std::string heads_json(std::span<const store::SignedHead> heads);

/// Such a list, or an object whose member `heads` it is (a report of verify, or what `safar head` wrote). "": none.
Result<std::vector<store::SignedHead>> read_heads(std::string_view json);

}  // namespace safar::inline v0
