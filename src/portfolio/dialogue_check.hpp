#pragma once
// What the two files that check facts of dialogues share.
#include <string>

#include <safar/model/dialogue.hpp>

#include "portfolio/nouns.hpp"

namespace safar::inline v0 {

/// A name that is a country's in full gets its code.
void complete(Party& p);
/// Somebody is named; completed as above. Errors: missing_member.
Result<> check_party(Party& p, const std::string& at);
bool has_theme(const DialogueState& state, const std::string& name);
Error no_such_theme(const std::string& at);

// dialogue_work_check.cpp
/// Meetings, commitments, facilities, figures.
Result<> check_dialogue_work(const DialogueState& state, const Verb& verb, void* fact, Date today);

}  // namespace safar::inline v0
