// Queries over the columns of cases and persons: a filter is asked once a value, a group is a number, a row costs a look-up.
#include <algorithm>
#include <array>

#include <safar/workflow/access.hpp>

#include "register/case_table.hpp"
#include "register/figures.hpp"
#include "register/query.hpp"
#include "register/search_answer.hpp"

namespace safar::inline v0 {

/// Rows found by name have a type that is put together at run time.
template <>
const TypeInfo& info<FoundRow>() { return found_rows(); }

namespace {

using RowList = std::vector<std::uint32_t>;

/// Where the values of a view's field lie; no column: sealed, to be read from its box.
struct Place {
  const Column* column = nullptr;
  bool of_case = false;
};

class RowSource {
 public:
  RowSource(CaseTable& table, bool persons) : table_(table), persons_(persons) {}
  [[nodiscard]] std::span<const std::uint32_t> order() const { return persons_ ? table_.person_order() : table_.case_order(); }
  [[nodiscard]] Place place(const FieldInfo& f) const {
    if (persons_)
      if (const Column* c = table_.of_person(f.name)) return {c, false};
    return {table_.of_case(f.name), true};
  }
  [[nodiscard]] std::uint32_t case_of(std::uint32_t row) const { return persons_ ? table_.case_of()[row] : row; }
  [[nodiscard]] std::uint32_t row_in(const Place& p, std::uint32_t row) const { return p.of_case ? case_of(row) : row; }
  [[nodiscard]] RowList rows_in(const Place& p, const RowList& rows) const {
    if (!p.of_case || !persons_) return rows;
    RowList out;
    out.reserve(rows.size());
    for (const auto r : rows) out.push_back(table_.case_of()[r]);
    return out;
  }
  /// The moment at which the case was opened and the ids: it holds while others write.
  [[nodiscard]] std::string cursor(std::uint32_t row) const {
    const auto c = case_of(row);
    std::string out = to_string(*static_cast<const Instant*>(table_.of_case("opened")->at(c))) + to_string(*static_cast<const CaseId*>(table_.of_case("case")->at(c)));
    return persons_ ? out + to_string(*static_cast<const PersonId*>(table_.of_person("person_id")->at(row))) : out;
  }
  /// Position in the order; nullopt: no row has this cursor.
  [[nodiscard]] std::optional<std::size_t> find(const std::string& text) const {
    const std::size_t tail = persons_ ? 64 : 32;
    Id id;
    if (text.size() <= tail || !parse_into(std::string_view(text).substr(text.size() - tail, 32), id)) return std::nullopt;
    const auto c = table_.find_case(id);
    const auto all = order();
    for (std::size_t i = 0; i < all.size(); ++i)
      if (case_of(all[i]) == c && cursor(all[i]) == text) return i;
    return std::nullopt;
  }

 private:
  CaseTable& table_;
  bool persons_;
};

void keep(const RowSource& source, const Filter& f, RowList& rows) {
  const Place p = source.place(*f.field);
  if (!p.column->coded()) {
    std::erase_if(rows, [&](std::uint32_t r) { return !passes(f, p.column->at(source.row_in(p, r))); });
    return;
  }
  std::vector<char> pass(p.column->words());
  for (std::size_t w = 0; w < pass.size(); ++w) pass[w] = passes(f, p.column->word(w));
  const auto codes = p.column->codes();
  std::erase_if(rows, [&](std::uint32_t r) { return !pass[codes[source.row_in(p, r)]]; });
}

/// A number for each different value in `rows`, and the value as a text.
struct Grouped {
  std::vector<std::uint32_t> number{};
  std::vector<Known<std::string>> words{};
};

Known<std::string> group_word(const TypeInfo& type, const void* value) {
  if (type.kind == Kind::known && type.get(value)) return Absence(type.get(value));
  return plain_text(type, value);
}

Grouped group_by(const RowSource& source, const FieldInfo& f, const RowList& rows) {
  const Place p = source.place(f);
  Grouped out;
  out.number.reserve(rows.size());
  if (p.column->coded()) {
    const auto codes = p.column->codes();
    for (const auto r : rows) out.number.push_back(codes[source.row_in(p, r)]);
    for (std::size_t w = 0; w < p.column->words(); ++w) out.words.push_back(group_word(f.type(), p.column->word(w)));
    return out;
  }
  std::unordered_map<std::string, std::uint32_t> index;
  for (const auto r : rows) {
    auto word = group_word(f.type(), p.column->at(source.row_in(p, r)));
    const auto [it, fresh] = index.try_emplace(word.value, static_cast<std::uint32_t>(out.words.size()));
    if (fresh) out.words.push_back(std::move(word));
    out.number.push_back(it->second);
  }
  return out;
}

struct GroupRow {
  std::array<Known<std::string>, 8> key{};
  std::int64_t cases = 0, persons = 0;
  // To a reader of figures: withheld where the cell is small, or would give one away.
  Known<std::int64_t> told_cases{}, told_persons{}, below{};
  std::vector<std::uint32_t> number{};  ///< of each key's value
};

// Groups are numbered column by column: (group so far, value) -> group, in a table while that is small.
std::vector<GroupRow> count_groups(const RowSource& source, const Query& q, const RowList& rows) {
  std::vector<std::uint32_t> group(rows.size(), 0);
  std::vector<std::array<std::uint32_t, 8>> keys(1);
  std::vector<Grouped> by;
  for (std::size_t k = 0; k < q.group.size(); ++k) {
    by.push_back(group_by(source, *q.group[k], rows));
    const std::uint64_t words = by[k].words.size(), cells = keys.size() * words;
    std::vector<std::array<std::uint32_t, 8>> next;
    const auto fresh = [&](std::uint32_t before, std::uint32_t word) {
      auto key = keys[before];
      key[k] = word;
      next.push_back(key);
      return static_cast<std::uint32_t>(next.size() - 1);
    };
    if (cells <= (1u << 22)) {
      std::vector<std::uint32_t> of(cells, UINT32_MAX);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& n = of[group[i] * words + by[k].number[i]];
        if (n == UINT32_MAX) n = fresh(group[i], by[k].number[i]);
        group[i] = n;
      }
    } else {
      std::unordered_map<std::uint64_t, std::uint32_t> of;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto [it, is_fresh] = of.try_emplace(group[i] * words + by[k].number[i], 0);
        if (is_fresh) it->second = fresh(group[i], by[k].number[i]);
        group[i] = it->second;
      }
    }
    keys = std::move(next);
  }
  std::vector<std::int64_t> cases(keys.size()), persons(keys.size());
  std::vector<std::uint32_t> last(keys.size(), IdRows::none);  // rows of a case stand together, so this counts cases once
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto g = group[i];
    const auto c = source.case_of(rows[i]);
    ++persons[g];
    cases[g] += last[g] != c;
    last[g] = c;
  }
  std::vector<GroupRow> out(rows.empty() && !q.group.empty() ? 0 : keys.size());
  for (std::size_t g = 0; g < out.size(); ++g) {
    for (std::size_t k = 0; k < q.group.size(); ++k) out[g].key[k] = by[k].words[keys[g][k]];
    out[g].number.assign(keys[g].begin(), keys[g].begin() + static_cast<std::ptrdiff_t>(q.group.size()));
    out[g].cases = cases[g];
    out[g].persons = persons[g];
  }
  std::sort(out.begin(), out.end(), [&](const GroupRow& a, const GroupRow& b) {
    for (std::size_t i = 0; i < q.group.size(); ++i) {
      if (a.key[i].value != b.key[i].value) return a.key[i].value < b.key[i].value;
      if (a.key[i].absence != b.key[i].absence) return a.key[i].absence < b.key[i].absence;
    }
    return false;
  });
  return out;
}

/// Fills what a reader of figures is told; gives the number of values withheld.
std::int64_t tell(std::vector<GroupRow>& groups, const Query& q, std::int64_t least) {
  const bool persons = q.view->name != "cases";
  std::vector<CellCounts> cells;
  cells.reserve(groups.size());
  for (auto& g : groups) cells.push_back({std::move(g.number), g.cases, persons ? g.persons : std::max(g.cases, g.persons)});
  // Whether anybody at all is as a filter says is told no more than how few they are.
  const auto told = told_cells(cells, least, !q.where.empty());
  std::int64_t withheld = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    auto& g = groups[i];
    if (told[i] == Cell::told) {
      g.told_cases = g.cases;
      g.told_persons = g.persons;
      continue;
    }
    g.told_cases = g.told_persons = Absence::withheld;
    if (told[i] == Cell::small) g.below = least;
    withheld += persons ? 2 : 1;
  }
  return withheld;
}

std::shared_ptr<Frame::Impl> grouped_frame(const RowSource& source, const Query& q, const RowList& rows, std::int64_t least) {
  auto groups = count_groups(source, q, rows);
  const bool careful = least > 1;
  const std::int64_t withheld = careful ? tell(groups, q, least) : 0;
  if (groups.size() > q.limit) groups.resize(q.limit);
  auto own = std::make_shared<TypeInfo>();
  own->kind = Kind::record;
  own->name = q.view->type().name;
  own->doc = q.view->type().doc;
  own->size = sizeof(GroupRow);
  own->align = alignof(GroupRow);
  const GroupRow probe;
  const auto offset = [&](const void* p) { return static_cast<std::size_t>(static_cast<const char*>(p) - reinterpret_cast<const char*>(&probe)); };
  std::uint16_t n = 0;
  for (std::size_t i = 0; i < q.group.size(); ++i)
    own->fields.push_back({++n, q.group[i]->name, q.group[i]->doc, q.group[i]->shelf, offset(&probe.key[i]), &info<Known<std::string>>});
  const auto count = [&](std::string_view name, std::string_view doc, const void* plain, const void* told) {
    if (careful) own->fields.push_back({++n, name, doc, Shelf::open, offset(told), &info<Known<std::int64_t>>});
    else own->fields.push_back({++n, name, doc, Shelf::open, offset(plain), &info<std::int64_t>});
  };
  count("cases", "Cases; a case of two groups counts in both.", &probe.cases, &probe.told_cases);
  // Views whose rows are cases have no persons to count.
  if (q.view->name != "cases") count("persons", "Persons.", &probe.persons, &probe.told_persons);
  if (careful) own->fields.push_back({++n, "below", "Where the counts are withheld because they are small: they are fewer than this.", Shelf::open, offset(&probe.below), &info<Known<std::int64_t>>});
  auto f = std::make_shared<Frame::Impl>();
  f->from = std::string(q.view->name);
  f->masked = withheld;
  auto owner = std::make_shared<const std::vector<GroupRow>>(std::move(groups));
  f->data = owner->data();
  f->rows = owner->size();
  f->stride = sizeof(GroupRow);
  f->owner = owner;
  f->type = own.get();
  f->own = std::move(own);
  return f;
}

std::shared_ptr<Frame::Impl> column_frame(const RowSource& source, const Query& q, const RowList& rows) {
  auto f = std::make_shared<Frame::Impl>();
  f->from = std::string(q.view->name);
  f->rows = rows.size();
  f->base = &q.view->type();
  f->stride = f->base->size;
  std::vector<const FieldInfo*> fields = q.select;
  if (fields.empty()) for (const auto& field : f->base->fields) fields.push_back(&field);
  auto own = chosen(*f->base, fields);
  const auto case_rows = source.rows_in({nullptr, true}, rows);
  for (const auto* field : fields) {
    const Place p = source.place(*field);
    f->columns.push_back(p.column->take(p.of_case ? case_rows : rows));
  }
  f->type = own.get();
  f->own = std::move(own);
  return f;
}

std::vector<PersonRow> person_rows(const RowSource& source, const RowList& rows) {
  std::vector<PersonRow> out(rows.size());
  for (const auto& f : info<PersonRow>().fields) {
    const Place p = source.place(f);
    if (!p.column) continue;
    for (std::size_t i = 0; i < rows.size(); ++i) p.column->put(source.row_in(p, rows[i]), reinterpret_cast<char*>(&out[i]) + f.offset);
  }
  return out;
}

// The case that a filter names, by id or number: such a question need not wait for the columns of all cases.
Result<std::optional<Id>> one_case(Reader& r, const Query& q) {
  for (const auto& f : q.where) {
    if (f.op != Op::eq) continue;
    Id id;
    if (f.field->name == "case" && parse_into(f.values[0], id)) return std::optional(id);
    if (f.field->name != "number") continue;
    auto found = r.home.lookup(r.home.log->mac("safar number", {f.values[0]}));
    if (!found) return std::move(found).error();
    if (found->size() == 1) return std::optional(found->front());
  }
  return std::optional<Id>();
}

}  // namespace

Result<std::shared_ptr<Frame::Impl>> answer_from_columns(Reader& r, Query& q) {
  const bool persons = q.view->name != "cases";
  if (q.view->name == "counts" && !q.select.empty()) return fail(ErrorCode::invalid_argument, "counts is grouped, not selected.", "/select", "", "Say group.");
  std::unique_ptr<CaseTable> alone;
  auto one = one_case(r, q);
  if (!one) return std::move(one).error();
  const bool searched = q.search != SearchBy::none;
  if (*one || (searched && !(r.as_of.now() && r.home.now))) {  // nor need a search, where they are not there yet
    auto few = *one ? Result<std::vector<Id>>(std::vector<Id>{**one}) : cases_of_found(r.home, q);
    if (!few) return std::move(few).error();
    auto made = r.home.table_of(*few, r.as_of);
    if (!made) return std::move(made).error();
    alone = std::move(*made);
  }
  auto table = alone ? Result<CaseTable*>(alone.get()) : r.home.table(r.as_of, r.progress);
  if (!table) return std::move(table).error();
  const RowSource source(**table, persons);
  const auto order = source.order();
  std::size_t from = 0;
  if (!q.after.empty()) {
    const auto at = source.find(q.after);
    if (!at) return fail(ErrorCode::parse, "That is no cursor of this view.", "/after", "", "Give the \"next\" of an answer to the same question.");
    from = *at + 1;
  }
  RowList rows;
  if (!searched) rows.assign(order.begin() + static_cast<std::ptrdiff_t>(from), order.end());
  for (const auto& found : q.found) (*table)->rows_of_person(found.person, rows);
  for (const auto& id : q.family) (*table)->rows_of_case(id, rows);
  std::vector<Filter> sealed;
  for (const auto& f : q.where) {
    if (is_sealed(*f.field)) sealed.push_back(f);
    else keep(source, f, rows);
  }
  if (!sealed.empty()) {  // open filters first: each row that is left costs its boxes
    auto all = person_rows(source, rows);
    if (auto u = unseal(r, all); !u) return std::move(u).error();
    std::size_t n = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      bool pass = true;
      for (const auto& f : sealed) pass = pass && passes(f, reinterpret_cast<const char*>(&all[i]) + f.field->offset);
      if (pass) rows[n++] = rows[i];
    }
    rows.resize(n);
  }
  if (!q.group.empty() || q.view->name == "counts") return grouped_frame(source, q, rows, figures_only(r.actor.role, r.actor.purpose) ? r.home.house.min_cell : 0);
  std::string next;
  if (rows.size() > q.limit) {
    rows.resize(q.limit);
    if (!searched) next = source.cursor(rows.back());
  }
  const bool boxes = persons && (q.select.empty() || std::any_of(q.select.begin(), q.select.end(), [](const FieldInfo* f) { return is_sealed(*f); }));
  std::shared_ptr<Frame::Impl> f;
  if (boxes || q.search == SearchBy::name) {
    auto all = person_rows(source, rows);
    auto masked = boxes ? unseal(r, all) : Result<std::int64_t>(0);
    if (!masked) return std::move(masked).error();
    f = q.search == SearchBy::name ? plain_frame(q, with_reasons(r, q, std::move(all)), &found_rows()) : plain_frame(q, std::move(all));
    f->masked = *masked;
  } else {
    f = column_frame(source, q, rows);
  }
  f->next = std::move(next);
  return f;
}

}  // namespace safar::inline v0
