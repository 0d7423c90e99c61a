#pragma once
// The views of the portfolio: rows of projects, parties, outputs, ... made from the nouns at a moment.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "register/query.hpp"

namespace safar::inline v0 {

/// The nouns of a moment, in the order in which they were written down, and how they are called.
class NounList {
 public:
  NounList(std::shared_ptr<const Nouns> nouns, Date day);
  [[nodiscard]] Date day() const { return day_; }  ///< on which the question is asked
  /// Every noun of this state, in the order in which they were written down.
  template <class State>
  void each(const std::function<void(const State&)>& f) const {
    for (const auto& [opened, noun] : order_) if (const auto* s = std::get_if<State>(noun)) f(*s);
  }
  [[nodiscard]] const Noun* find(const std::string& id) const;
  /// The reference of a noun that a text names by its id, else its title, else the text.
  [[nodiscard]] std::string name(const std::string& id) const;
  /// What a party is called: its name, else its organisation's reference, else its country.
  [[nodiscard]] std::string party(const std::string& name, const std::string& organisation, const Known<Country>& country) const;

 private:
  std::shared_ptr<const Nouns> nouns_;
  std::vector<std::pair<std::int64_t, const Noun*>> order_{};
  Date day_;
};

/// A view with how it is answered.
struct PortfolioView {
  View view{};
  Result<std::shared_ptr<Frame::Impl>> (*answer)(Reader& r, Query& q, const NounList& nouns) = nullptr;
};
std::span<const PortfolioView> portfolio_views();
/// Answers a view of the portfolio; nullptr in the result: it is none.
Result<std::shared_ptr<Frame::Impl>> answer_portfolio(Reader& r, Query& q);

/// Rows as a frame: filtered, grouped with sums where the query says so, and cut to a page. The cursor is the number of rows before the next.
template <class Row>
Result<std::shared_ptr<Frame::Impl>> finish(Query& q, std::vector<Row>&& rows);

/// Groups rows of the view's type: columns of q.group, `n`, and the sums of q.sum; of money a group has one currency. O(groups) of memory.
class Groups {
 public:
  explicit Groups(const Query& q);
  ~Groups();
  void add(const void* row);
  Result<std::shared_ptr<Frame::Impl>> done();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
/// Where a page begins, from its cursor.
Result<std::size_t> page_start(const Query& q);

template <class Row>
Result<std::shared_ptr<Frame::Impl>> finish(Query& q, std::vector<Row>&& rows) {
  filter_rows(q.where, rows);
  if (!q.group.empty()) {
    Groups groups(q);
    for (const Row& row : rows) groups.add(&row);
    return groups.done();
  }
  auto from = page_start(q);
  if (!from) return std::move(from).error();
  const std::size_t start = std::min(*from, rows.size());
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(start));
  std::string next;
  if (rows.size() > q.limit) {
    rows.resize(q.limit);
    next = std::to_string(start + q.limit);
  }
  auto f = plain_frame(q, std::move(rows));
  f->next = std::move(next);
  return f;
}

template <class Row, void (*Rows)(const NounList&, std::vector<Row>&)>
Result<std::shared_ptr<Frame::Impl>> answer_rows(Reader&, Query& q, const NounList& nouns) {
  std::vector<Row> rows;
  Rows(nouns, rows);
  return finish(q, std::move(rows));
}

}  // namespace safar::inline v0
