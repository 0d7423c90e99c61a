// Rows of grants, their lines, instalments and reports.
#include "register/rows_grants.hpp"

#include <algorithm>

#include <safar/portfolio/grant_money.hpp>

namespace safar::inline v0 {
namespace {

std::string year_of(const Known<PartialDate>& day) { return day.known() ? to_string(first_day(day, Date())).substr(0, 4) : ""; }

// A part of a whole in hundredths of a per cent; Money rounds it.
Known<std::int64_t> burn_of(const GrantState& s, std::int64_t part, std::int64_t whole) {
  const auto money = s.money(part);
  if (whole <= 0 || !money.known()) return {};
  auto out = times(money.value, 10'000, whole);
  return out ? Known<std::int64_t>(out->minor_units()) : Known<std::int64_t>();
}

Known<std::int64_t> elapsed_of(const GrantState& s, Date day) {
  if (!s.starts.known() || !s.ends.known()) return {};
  const std::int64_t from = s.starts.value.earliest().time_since_epoch().count();
  const std::int64_t days = s.ends.value.latest().time_since_epoch().count() - from + 1;
  if (days <= 0) return {};
  return std::clamp<std::int64_t>(day.days() - from + 1, 0, days) * 10'000 / days;
}

std::string earmark_text(const Earmark& e) {
  std::string out(codes(e.kind)[static_cast<std::size_t>(e.kind)]);
  for (std::size_t i = 0; i < e.values.size(); ++i) out += (i ? " or " : ": ") + e.values[i];
  return out;
}

}  // namespace

GrantPlace place_of(const NounList& nouns, const GrantState& s) {
  GrantPlace p{nouns.name(s.head), nouns.party(s.donor.name, s.donor.organisation, s.donor.country), nouns.name(s.project), nouns.name(s.programme), "", ""};
  const Noun* noun = nouns.find(s.project);
  if (const auto* project = noun ? std::get_if<ProjectState>(noun) : nullptr) {
    p.dialogue = nouns.name(project->dialogue);
    p.phase = project->phase;
    if (s.programme.empty()) p.programme = nouns.name(project->programme);
  }
  return p;
}

void funding_rows(const NounList& nouns, RowSink<FundingRow>& rows) {
  nouns.each_asked<GrantState>([&](const GrantState& s) {
    GrantPlace place = place_of(nouns, s);
    FundingRow row;
    row.grant = s.head.id;
    row.ref = s.head.ref;
    row.title = s.head.title.best(Language::en);
    row.donor = std::move(place.donor);
    row.country = s.donor.country;
    row.project = std::move(place.project);
    row.programme = std::move(place.programme);
    row.dialogue = std::move(place.dialogue);
    row.phase = std::move(place.phase);
    row.status = s.head.status;
    row.agreement = s.agreement;
    row.pledged_on = s.pledged_on;
    row.signed_on = s.signed_on;
    row.starts = s.starts;
    row.ends = s.ends;
    row.first_ends = s.first_ends;
    row.pledged = s.pledged;
    row.agreed = s.agreed;
    row.amount = s.amount;
    row.currency = s.currency;
    row.received = s.money(s.received);
    row.budgeted = s.money(s.budgeted);
    row.committed = s.money(s.committed);
    row.spent = s.money(s.spent);
    if (s.amount.known()) {
      const auto amount = s.amount.value.minor_units();
      row.unallocated = s.money(amount - s.budgeted);
      row.free = s.money(amount - s.committed - s.spent);
      row.burn = burn_of(s, s.spent, amount);
    }
    row.refund = s.refund;
    row.elapsed = elapsed_of(s, nouns.day());
    row.share = s.share;
    row.overhead = s.overhead;
    for (const auto& e : s.earmarks) row.earmarks.push_back(earmark_text(e));
    row.tightness = s.tightness;
    row.amendments = static_cast<std::int64_t>(s.amendments.size());
    row.budgets = static_cast<std::int64_t>(s.budgets.size());
    row.payments = static_cast<std::int64_t>(s.payments.size());
    row.year = year_of(s.signed_on.known() ? s.signed_on : s.pledged_on.known() ? s.pledged_on : s.starts);
    row.version = s.head.version;
    rows.push_back(std::move(row));
  });
}

void grant_line_rows(const NounList& nouns, RowSink<GrantLineRow>& rows) {
  nouns.each_asked<GrantState>([&](const GrantState& s) {
    const GrantPlace place = place_of(nouns, s);
    for (const auto& l : s.lines) {
      if (!l.open && l.payments == 0) continue;  // it ended unused
      GrantLineRow row{s.head.id, place.ref, place.donor, place.project, l.line, l.title.best(Language::en), l.category,
                       s.money(l.first_amount), s.money(l.amount), s.money(l.committed), s.money(l.spent), s.money(l.free()),
                       burn_of(s, l.spent, l.amount), l.payments, l.overrides, static_cast<std::int64_t>(s.budgets.size())};
      rows.push_back(std::move(row));
    }
  });
}

void instalment_rows(const NounList& nouns, RowSink<InstalmentRow>& rows) {
  nouns.each_asked<GrantState>([&](const GrantState& s) {
    const GrantPlace place = place_of(nouns, s);
    for (const auto& i : s.instalments) {
      InstalmentRow row{s.head.id, place.ref, place.donor, place.project, i.amount, i.received_on, year_of(i.received_on), i.rate.rate, {}, i.rate.date, i.rate.source};
      if (!i.rate.empty()) row.worth = converted(i.amount, i.rate);
      rows.push_back(std::move(row));
    }
  });
}

void report_rows(const NounList& nouns, RowSink<ReportRow>& rows) {
  nouns.each_asked<GrantState>([&](const GrantState& s) {
    const GrantPlace place = place_of(nouns, s);
    for (const auto& r : s.reports) {
      ReportRow row{s.head.id, place.ref, place.donor, place.project, r.duty.kind, r.duty.period, r.duty.due, r.sent_on, {}, {}};
      if (r.duty.due.known()) {
        const auto last = r.duty.due.value.latest();
        if (r.sent_on.known()) {
          if (r.sent_on.value.earliest() > last) row.late = true;
          else if (r.sent_on.value.latest() <= last) row.late = false;
        } else {
          row.days_left = (last - nouns.day().sys_days()).count();
          row.late = row.days_left.value < 0;
        }
      }
      rows.push_back(std::move(row));
    }
  });
}

}  // namespace safar::inline v0
