// Answers views of the portfolio: which moment, which rows, what sums.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "register/portfolio_rows.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::size_t most_groups = 8, most_sums = 4;

struct SumRow {
  std::array<Known<std::string>, most_groups> key{};
  Known<std::string> currency{};
  std::int64_t n = 0;
  std::array<std::int64_t, most_sums> whole{};
  std::array<Known<Money>, most_sums> money{};
};

const TypeInfo& bare_type(const FieldInfo& f) {
  const TypeInfo& t = f.type();
  return t.kind == Kind::known ? t.of[0]() : t;
}

// The value behind a Known, nullptr where it is absent.
const void* value_of(const FieldInfo& f, const char* row) {
  const TypeInfo& t = f.type();
  void* p = const_cast<char*>(row) + f.offset;
  if (t.kind != Kind::known) return p;
  return t.get(p) ? nullptr : t.at(p, 0);
}

Known<std::string> key_of(const FieldInfo& f, const char* row) {
  const void* p = row + f.offset;
  const TypeInfo& t = f.type();
  if (t.kind == Kind::known && t.get(p)) return Absence(t.get(p));
  return plain_text(t, p);
}

// The columns of a grouped answer.
std::shared_ptr<TypeInfo> grouped_type(const Query& q, bool currency) {
  auto t = std::make_shared<TypeInfo>();
  t->kind = Kind::record;
  t->name = q.view->name;
  t->doc = "Rows counted and summed.";
  t->size = sizeof(SumRow);
  t->align = alignof(SumRow);
  const SumRow probe;
  const auto at = [&](const void* p) { return static_cast<std::size_t>(static_cast<const char*>(p) - reinterpret_cast<const char*>(&probe)); };
  std::uint16_t id = 0;
  const auto add = [&](std::string_view name, std::string_view doc, Shelf shelf, std::size_t offset, const TypeInfo& (*type)()) { t->fields.push_back({++id, name, doc, shelf, offset, type}); };
  for (std::size_t k = 0; k < q.group.size(); ++k) add(q.group[k]->name, q.group[k]->doc, q.group[k]->shelf, at(&probe.key[k]), &info<Known<std::string>>);
  if (currency) add("currency", "Currency of the sums.", Shelf::open, at(&probe.currency), &info<Known<std::string>>);
  add("n", "Rows.", Shelf::open, at(&probe.n), &info<std::int64_t>);
  for (std::size_t k = 0; k < q.sum.size(); ++k) {
    const bool money = bare_type(*q.sum[k]).kind == Kind::scalar;
    if (money) add(q.sum[k]->name, q.sum[k]->doc, q.sum[k]->shelf, at(&probe.money[k]), &info<Known<Money>>);
    else add(q.sum[k]->name, q.sum[k]->doc, q.sum[k]->shelf, at(&probe.whole[k]), &info<std::int64_t>);
  }
  return t;
}

void add_money(Known<Money>& sum, const Money& m) {
  if (sum.absence == Absence::conflict) return;
  if (!sum.known()) { sum = m; return; }
  auto both = add(sum.value, m);
  if (both) sum = *both;
  else sum = Absence::conflict;  // two currencies, or more than 64 bits
}

}  // namespace

struct Groups::Impl {
  const Query& q;
  const FieldInfo* money = nullptr;
  std::shared_ptr<std::vector<SumRow>> out = std::make_shared<std::vector<SumRow>>();
  std::unordered_map<std::string, std::size_t> index{};
  std::string text{};
};

Groups::Groups(const Query& q) : impl_(new Impl{q}) {
  for (const auto* f : q.sum) if (bare_type(*f).kind == Kind::scalar && !impl_->money) impl_->money = f;
}
Groups::~Groups() = default;

void Groups::add(const void* at) {
  const char* row = static_cast<const char*>(at);
  const Query& q = impl_->q;
  auto& text = impl_->text;
  SumRow key;
  text.clear();
  for (std::size_t k = 0; k < q.group.size(); ++k) {
    key.key[k] = key_of(*q.group[k], row);
    text += std::to_string(static_cast<int>(key.key[k].absence)) + key.key[k].value + '\x1f';
  }
  if (impl_->money) {
    if (const auto* m = static_cast<const Money*>(value_of(*impl_->money, row)); m && !m->none()) key.currency = std::string(m->currency());
    text += key.currency.value;
  }
  const auto [it, fresh] = impl_->index.try_emplace(text, impl_->out->size());
  if (fresh) impl_->out->push_back(std::move(key));
  SumRow& sum = (*impl_->out)[it->second];
  ++sum.n;
  for (std::size_t k = 0; k < q.sum.size(); ++k) {
    const void* p = value_of(*q.sum[k], row);
    if (!p) continue;
    if (bare_type(*q.sum[k]).kind == Kind::scalar) add_money(sum.money[k], *static_cast<const Money*>(p));
    else sum.whole[k] += bare_type(*q.sum[k]).get(p);
  }
}

Result<std::shared_ptr<Frame::Impl>> Groups::done() {
  auto out = std::move(impl_->out);
  const Query& q = impl_->q;
  std::sort(out->begin(), out->end(), [](const SumRow& a, const SumRow& b) {
    for (std::size_t k = 0; k < most_groups; ++k)
      if (a.key[k].value != b.key[k].value) return a.key[k].value < b.key[k].value;
    return a.currency.value < b.currency.value;
  });
  if (out->size() > q.limit) return fail(ErrorCode::too_large, "There are more groups than the limit.", "/limit", "", "Raise the limit, or group by less.");
  auto f = std::make_shared<Frame::Impl>();
  f->from = std::string(q.view->name);
  auto type = grouped_type(q, impl_->money != nullptr);
  f->type = type.get();
  f->own = std::move(type);
  f->rows = out->size();
  f->stride = sizeof(SumRow);
  f->data = out->data();
  f->owner = std::move(out);
  return f;
}

Result<std::size_t> page_start(const Query& q) {
  std::size_t n = 0;
  for (const char c : q.after) {
    if (c < '0' || c > '9' || n > 1'000'000'000'000) return fail(ErrorCode::parse, "That is no cursor of this view.", "/after", "", "Give the \"next\" of an answer to the same question.");
    n = n * 10 + static_cast<std::size_t>(c - '0');
  }
  return n;
}

const Noun* NounList::find(const std::string& id) const {
  Id key;
  if (id.empty() || !parse_into(id, key)) return nullptr;
  const auto it = nouns_->find(key);
  return it == nouns_->end() ? nullptr : &it->second;
}

std::string NounList::name(const std::string& id) const {
  const Noun* noun = find(id);
  return noun ? name(*head_of(*noun)) : id;
}

std::string NounList::name(const NounHead& head) {
  return !head.ref.empty() ? head.ref : !head.title.empty() ? head.title.best(Language::en) : to_string(head.id);
}

std::string NounList::party(const std::string& said, const std::string& organisation, const Known<Country>& country) const {
  if (!said.empty()) return said;
  if (!organisation.empty()) {
    if (const Noun* noun = find(organisation))
      if (const auto& title = head_of(*noun)->title; !title.empty()) return title.best(Language::en);
    return name(organisation);
  }
  return country.known() ? std::string(safar::name(country.value, Language::en)) : "";
}

namespace {

// Every row's first column is the noun that it is of: asked by its id, the others are not looked at.
std::optional<const Noun*> asked_noun(const Query& q, const Nouns& nouns) {
  const FieldInfo& first = q.view->type().fields[0];
  for (const auto& f : q.where) {
    Id id;
    if (f.field != &first || f.op != Op::eq || &first.type() != &info<Id>() || !parse_into(f.values[0], id)) continue;
    const auto it = nouns.find(id);
    return it == nouns.end() ? nullptr : &it->second;
  }
  return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<Frame::Impl>> answer_portfolio(Reader& r, Query& q) {
  for (const auto& v : portfolio_views()) {
    if (v.view.name != q.view->name) continue;
    auto nouns = r.home.portfolio.all(r.home, r.as_of, r.progress);
    if (!nouns) return std::move(nouns).error();
    // A question about what was known earlier is asked as of then: its answer must not change as days go by.
    const Date day = r.as_of.valid ? *r.as_of.valid : (*r.home.days)(r.as_of.before ? r.as_of.before - 1 : r.home.log->next_received());
    auto order = r.home.portfolio.order_of(*nouns);
    const auto asked = asked_noun(q, **nouns);
    return v.answer(r, q, NounList(std::move(*nouns), std::move(order), day, asked));
  }
  return std::shared_ptr<Frame::Impl>();
}

}  // namespace safar::inline v0
