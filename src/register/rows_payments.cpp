// Payments of grants, row by row, with what is known of the cases that they were made for.
#include <algorithm>
#include <optional>

#include "register/case_table.hpp"
#include "register/rows_grants.hpp"

namespace safar::inline v0 {
namespace {

bool names(const Query& q, std::string_view column) {
  if (q.select.empty() && q.group.empty()) return true;
  const auto has = [&](const std::vector<const FieldInfo*>& list) { return std::any_of(list.begin(), list.end(), [&](const FieldInfo* f) { return f->name == column; }); };
  return has(q.select) || has(q.group) || std::any_of(q.where.begin(), q.where.end(), [&](const Filter& f) { return f.field->name == column; });
}

/// Number, site and programme of cases.
class CaseWords {
 public:
  explicit CaseWords(CaseTable& table) : table_(table), number_(*table.of_case("number")), programme_(*table.of_case("programme")), site_(*table.of_case("site")) {}
  void put(PaymentRow& row, const Id& id) const {
    const auto at = table_.find_case(id);
    if (at == IdRows::none) return;
    row.number = *static_cast<const std::string*>(number_.at(at));
    row.programme = *static_cast<const std::string*>(programme_.at(at));
    row.site = *static_cast<const Known<std::string>*>(site_.at(at));
  }

 private:
  const CaseTable& table_;
  const Column &number_, &programme_, &site_;
};

void put_money(Known<Money>& to, std::int64_t minor, std::string_view currency) {
  auto m = Money::make(minor, currency);
  to = m ? Known<Money>(*m) : Known<Money>();
}

void put_day(PaymentRow& row, const Known<PartialDate>& day) {
  row.paid_on = day;
  row.year.clear();
  row.month.clear();
  if (!day.known()) return;
  const std::string text = to_string(first_day(day, Date()));
  row.year.assign(text, 0, 4);
  if (day.value.month()) row.month.assign(text, 0, 7);
}

// The columns of one payment; those of its grant are in the row already.
void put_payment(PaymentRow& row, const NounList& nouns, const GrantState& s, const GrantPayment& p, const std::string& programme, const CaseWords* cases) {
  row.line = s.lines[p.line].line;
  put_money(row.amount, p.amount, s.words.at(p.currency));
  put_money(row.charged, p.charged, s.currency);
  row.rate = s.words.at(p.rate);
  put_day(row, p.paid_on);
  row.programme = programme;
  row.number.clear();
  row.payee.clear();
  if (p.case_id.none()) {
    row.case_id = Absence::not_applicable;
    row.site = Absence::not_applicable;
  } else {
    row.case_id = CaseId(p.case_id);
    row.site = Absence::unknown;
    if (cases) cases->put(row, p.case_id);
  }
  row.what_for = s.words.at(p.what_for);
  if (p.payee) {
    const Party& payee = s.payees[p.payee - 1];
    row.payee = nouns.party(payee.name, payee.organisation, payee.country);
  }
  row.commitment = s.commitment_names.at(p.commitment);
  row.reference = s.papers.at(p.paper);
  row.over_line = p.over;
  row.reason = s.words.at(p.reason);
  row.unchecked.clear();
  for (std::size_t k = 0; k < codes(EarmarkKind{}).size(); ++k)
    if (p.unchecked >> k & 1U) row.unchecked.emplace_back(codes(EarmarkKind{})[k]);
}

}  // namespace

Result<std::shared_ptr<Frame::Impl>> answer_payments(Reader& r, Query& q, const NounList& nouns) {
  std::optional<CaseWords> cases;
  bool for_cases = false;
  if (names(q, "number") || names(q, "site") || names(q, "programme")) nouns.each_asked<GrantState>([&](const GrantState& s) {
    for_cases = for_cases || std::any_of(s.payments.begin(), s.payments.end(), [](const GrantPayment& p) { return !p.case_id.none(); });
  });
  if (for_cases) {
    auto table = r.home.table(r.as_of, r.progress);
    if (!table) return std::move(table).error();
    cases.emplace(**table);
  }
  // What is the same for all payments of a grant is asked once.
  constexpr std::string_view of_grant[] = {"grant", "ref", "donor", "country", "project", "dialogue", "phase"};
  const auto is_of_grant = [&](const Filter& f) { return std::find(std::begin(of_grant), std::end(of_grant), f.field->name) != std::end(of_grant); };
  const auto middle = std::stable_partition(q.where.begin(), q.where.end(), is_of_grant);
  auto from = page_start(q);
  if (!from) return std::move(from).error();
  Groups groups(q);
  std::vector<PaymentRow> rows;
  std::size_t passed = 0;
  std::uint64_t seen = 0;
  bool more = false, stopped = false;
  PaymentRow row;
  const auto fits = [&](auto begin, auto end) { return std::all_of(begin, end, [&](const Filter& f) { return passes(f, reinterpret_cast<const char*>(&row) + f.field->offset); }); };
  nouns.each_asked<GrantState>([&](const GrantState& s) {
    if (more || stopped || s.payments.empty()) return;
    GrantPlace place = place_of(nouns, s);
    row.grant = s.head.id;
    row.ref = std::move(place.ref);
    row.donor = std::move(place.donor);
    row.country = s.donor.country;
    row.project = std::move(place.project);
    row.dialogue = std::move(place.dialogue);
    row.phase = std::move(place.phase);
    if (!fits(q.where.begin(), middle)) return;
    for (const auto& p : s.payments) {
      if (r.progress && ++seen % 4096 == 0 && !r.progress(seen, 0)) { stopped = true; return; }
      put_payment(row, nouns, s, p, place.programme, cases ? &*cases : nullptr);
      if (!fits(middle, q.where.end())) continue;
      if (!q.group.empty()) { groups.add(&row); continue; }
      if (passed++ < *from) continue;
      if (rows.size() == q.limit) { more = true; return; }
      rows.push_back(row);
    }
  });
  if (stopped) return fail(ErrorCode::cancelled, "Cancelled by the caller.");
  if (!q.group.empty()) return groups.done();
  const std::size_t shown = rows.size();
  auto f = plain_frame(q, std::move(rows));
  if (more) f->next = std::to_string(*from + shown);
  return f;
}

}  // namespace safar::inline v0
