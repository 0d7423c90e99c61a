// Asks the views: those of cases and persons from columns, the story of events row by row.
#include <algorithm>

#include <safar/workflow/access.hpp>

#include "register/due.hpp"
#include "register/fields.hpp"
#include "register/figures.hpp"
#include "register/portfolio_views.hpp"
#include "register/query.hpp"
#include "register/search_answer.hpp"

namespace safar::inline v0 {
namespace {

Result<std::int64_t> position(const Query& q) {
  if (q.after.empty()) return 0;
  std::int64_t n = 0;
  for (const char c : q.after) {
    if (c < '0' || c > '9' || n > 1'000'000'000'000'000) return fail(ErrorCode::parse, "That is no cursor of this view.", "/after");
    n = n * 10 + (c - '0');
  }
  return n;
}

Result<std::shared_ptr<Frame::Impl>> answer(Reader& r, Query& q) {
  for (const auto* f : q.group)
    if (is_sealed(*f)) return fail(ErrorCode::not_permitted, "A sealed column cannot be grouped by.", "/group", "sealed", "Group by open or counted columns.");
  for (std::size_t i = 0; i < q.where.size(); ++i)
    if (is_sealed(*q.where[i].field) && !may_read(r.actor.role, r.actor.purpose, q.where[i].field->shelf))
      return fail(ErrorCode::not_permitted, "This role does not read that column, so it cannot be asked by it.", "/where/" + std::to_string(i), "sealed", "Ask somebody whose role reads it.");
  const std::string_view view = q.view->name;
  if (q.search == SearchBy::none || q.search == SearchBy::household)  // the others ask a role that reads identity first
    if (auto a = may_ask(r, q); !a) return std::move(a).error();
  if (q.search != SearchBy::none) {
    if (auto s = search(r, q); !s) return std::move(s).error();
  }
  if (auto f = answer_portfolio(r, q); !f || *f) return f;
  if (!q.sum.empty()) return fail(ErrorCode::unsupported, "This view has nothing to sum.", "/sum", "", "Sum the views of the portfolio: parties, funding, payments, ...");
  if (view == "cases" || view == "persons" || view == "counts") return answer_from_columns(r, q);
  if (view == "due" && q.group.empty()) return answer_due(r, q);
  if (is_field_view(view)) return answer_fields(r, q);
  if (!q.group.empty()) return fail(ErrorCode::unsupported, "This view cannot be grouped.", "/group", "", "Group cases, persons or counts.");
  auto after = position(q);
  if (!after) return std::move(after).error();
  if (view == "events") {
    std::optional<Id> of;
    for (const auto& w : q.where)
      if ((w.field->name == "case" || w.field->name == "subject") && w.op == Op::eq) { Id id; if (parse_into(w.values[0], id)) of = id; }
    // With filters left the page is cut after them.
    const bool more = q.where.size() > (of ? 1u : 0u);
    auto rows = event_rows(r, *after, more || q.limit == SIZE_MAX ? SIZE_MAX : q.limit + 1, of);
    if (!rows) return std::move(rows).error();
    // An event that only touches the case (a suspension) belongs to its story.
    std::erase_if(q.where, [&](const Filter& f) { return of && (f.field->name == "case" || f.field->name == "subject") && f.op == Op::eq && f.values[0] == to_string(*of); });
    filter_rows(q.where, *rows);
    std::string next;
    if (rows->size() > q.limit) { rows->resize(q.limit); next = std::to_string(rows->back().pos); }
    auto f = plain_frame(q, std::move(*rows));
    f->next = next;
    return f;
  }
  auto rows = change_rows(r, *after, q.where.empty() && q.limit != SIZE_MAX ? q.limit + 1 : SIZE_MAX);
  if (!rows) return std::move(rows).error();
  filter_rows(q.where, *rows);
  std::string next;
  if (rows->size() > q.limit) rows->resize(q.limit);
  if (!rows->empty()) next = std::to_string(rows->back().pos);  // a feed: always where to go on
  auto f = plain_frame(q, std::move(*rows));
  f->next = next;
  return f;
}

}  // namespace

Result<Frame> Session::query(std::string_view json) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  impl_->cancelled = false;
  auto& home = *impl_->home;
  if (!home.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (auto r = home.refresh(); !r) return std::move(r).error();
  home.let_go();
  auto q = read_query(json, home);
  if (!q) return std::move(q).error();
  const Progress step = [this](std::uint64_t done, std::uint64_t total) { return (!impl_->progress || impl_->progress(done, total)) && !impl_->cancelled; };
  Reader reader{home, impl_->actor, q->as_of, step};
  auto f = answer(reader, *q);
  if (!f) return std::move(f).error();
  return Frame(std::move(*f));
}

}  // namespace safar::inline v0
