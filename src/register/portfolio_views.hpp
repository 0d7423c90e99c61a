#pragma once
// The views of the portfolio: rows of projects, parties, outputs, ... made from the nouns at a moment.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "register/query.hpp"

namespace safar::inline v0 {

/// The nouns of a moment, in the order in which they were written down, and how they are called.
class NounList {
 public:
  /// `asked`: the question is about this one alone; nullptr where there is no such.
  NounList(std::shared_ptr<const Nouns> nouns, std::shared_ptr<const NounOrder> order, Date day, std::optional<const Noun*> asked = {})
      : nouns_(std::move(nouns)), order_(std::move(order)), day_(day), asked_(asked) {}
  [[nodiscard]] Date day() const { return day_; }  ///< on which the question is asked
  /// Every noun of this state, in the order in which they were written down.
  template <class State, class F>
  void each(const F& f) const {
    for (const Noun* noun : (*order_)[noun_index<State>()]) f(*std::get_if<State>(noun));
  }
  /// Those of this state that the question may be about.
  template <class State, class F>
  void each_asked(const F& f) const {
    if (!asked_) return each<State>(f);
    if (const auto* s = *asked_ ? std::get_if<State>(*asked_) : nullptr) f(*s);
  }
  [[nodiscard]] const Noun* find(const std::string& id) const;
  /// The reference of a noun that a text names by its id, else its title, else the text.
  [[nodiscard]] std::string name(const std::string& id) const;
  static std::string name(const NounHead& head);
  /// What a party is called: its name, else its organisation's reference, else its country.
  [[nodiscard]] std::string party(const std::string& name, const std::string& organisation, const Known<Country>& country) const;

 private:
  std::shared_ptr<const Nouns> nouns_;
  std::shared_ptr<const NounOrder> order_;
  Date day_;
  std::optional<const Noun*> asked_;
};

/// A view with how it is answered.
struct PortfolioView {
  View view{};
  Result<std::shared_ptr<Frame::Impl>> (*answer)(Reader& r, Query& q, const NounList& nouns) = nullptr;
};
std::span<const PortfolioView> portfolio_views();
/// Answers a view of the portfolio; nullptr in the result: it is none.
Result<std::shared_ptr<Frame::Impl>> answer_portfolio(Reader& r, Query& q);

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

/// Takes rows as they are made: filtered, then grouped or cut to a page, so that an answer needs the memory of what it gives.
template <class Row>
class RowSink {
 public:
  RowSink(const Query& q, std::size_t from) : q_(q), skip_(from), from_(from) {
    if (!q.group.empty()) groups_.emplace(q);
  }
  void push_back(Row&& row) {
    for (const auto& f : q_.where) if (!passes(f, reinterpret_cast<const char*>(&row) + f.field->offset)) return;
    if (groups_) groups_->add(&row);
    else if (skip_) --skip_;
    else if (rows_.size() == q_.limit) more_ = true;
    else rows_.push_back(std::move(row));
  }
  /// The cursor is the number of rows before the next.
  Result<std::shared_ptr<Frame::Impl>> done() {
    if (groups_) return groups_->done();
    const std::size_t shown = rows_.size();
    auto f = plain_frame(q_, std::move(rows_));
    if (more_) f->next = std::to_string(from_ + shown);
    return f;
  }

 private:
  const Query& q_;
  std::size_t skip_, from_;
  bool more_ = false;
  std::optional<Groups> groups_{};
  std::vector<Row> rows_{};
};

template <class Row, void (*Rows)(const NounList&, RowSink<Row>&)>
Result<std::shared_ptr<Frame::Impl>> answer_rows(Reader&, Query& q, const NounList& nouns) {
  auto from = page_start(q);
  if (!from) return std::move(from).error();
  RowSink<Row> rows(q, *from);
  Rows(nouns, rows);
  return rows.done();
}

}  // namespace safar::inline v0
