#pragma once
/// \file
/// The verbs of the portfolio: projects, programmes, grants, dialogues, plans, organisations.
#include <span>
#include <string>
#include <string_view>

#include <safar/base/id.hpp>
#include <safar/base/known.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/workflow/verb.hpp>

namespace safar::inline v0 {

/// All of them, in order of their kind.
std::span<const Verb> portfolio_verbs();
const Verb* find_portfolio_verb(std::string_view name);  ///< nullptr: none
const Verb* find_portfolio_verb(EventKind kind);
const Verb* find_portfolio_verb(const TypeInfo& type);

/// What such a stream is called in commands: project, grant, ...; "" for kinds that are none of the portfolio.
std::string_view noun_name(StreamKind kind);
constexpr bool is_noun(StreamKind kind) {
  return kind == StreamKind::organisation || (kind >= StreamKind::programme && kind <= StreamKind::plan);
}
/// Which noun a text member of this name refers to, by id or reference (`project`, `predecessors`, `parent`, ...); none: it is only a text.
StreamKind noun_of_member(std::string_view member, StreamKind subject);

/// The noun that a fact is about, as the log has it (after prepare): of a portfolio verb its subject, of others their member `grant`. none: of no noun.
Id noun_of_fact(const Verb& verb, const void* fact);
/// The day that a fact says it was so: its own date, where it has one.
Known<PartialDate> said_day(const Verb& verb, const void* fact);

/// Workflows as data, one a kind of noun that moves: project, grant, dialogue, plan. "" for the others. docs/portfolio.md has the states.
std::string_view noun_workflow(StreamKind kind);
/// The names of the commands that such a workflow may speak of.
std::span<const std::string_view> noun_events(StreamKind kind);

}  // namespace safar::inline v0
