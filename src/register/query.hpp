#pragma once
// A query as read and checked, and the ways in which it is answered: from columns, or row by row.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "register/frame.hpp"
#include "register/search.hpp"
#include "register/views.hpp"

namespace safar::inline v0 {

enum class Op : std::uint8_t { eq, ne, in, not_in, lt, le, gt, ge, known, unknown, has };

struct Filter {
  const FieldInfo* field = nullptr;
  Op op{};
  std::vector<std::string> values{};
};

struct Query {
  const View* view = nullptr;
  std::shared_ptr<const View> own{};  ///< where the view is of a field set
  std::vector<Filter> where{};
  std::vector<const FieldInfo*> select{}, group{}, sum{};
  AsOf as_of{};
  SearchBy search{};              ///< persons only
  std::string search_text{};
  std::vector<PersonFound> found{};  ///< by the search, the best first
  std::vector<Id> family{};          ///< by household: cases
  std::string after{};
  std::size_t limit = SIZE_MAX;
};

Result<Query> read_query(std::string_view text, const Register::Impl& home);
/// Does the member at `value`, of the filter's field, pass?
bool passes(const Filter& f, const void* value);
/// What is sealed at rest; open and counted fields are not.
inline bool is_sealed(const FieldInfo& f) { return f.shelf != Shelf::open && f.shelf != Shelf::counted; }
/// A type made at run time: the columns of `fields`, where they are in the row.
std::shared_ptr<TypeInfo> chosen(const TypeInfo& base, const std::vector<const FieldInfo*>& fields);

/// The views cases, persons and counts, from columns.
Result<std::shared_ptr<Frame::Impl>> answer_from_columns(Reader& r, Query& q);

/// Rows of described structs as a frame; `q.select` chooses columns. `type`: of the rows, where that is not the view's.
template <class Row>
std::shared_ptr<Frame::Impl> plain_frame(const Query& q, std::vector<Row>&& rows, const TypeInfo* type = nullptr) {
  if (!type) type = &q.view->type();
  auto f = std::make_shared<Frame::Impl>();
  f->from = std::string(q.view->name);
  const std::shared_ptr<const std::vector<Row>> owner(new std::vector<Row>(std::move(rows)), [of = type](std::vector<Row>* all) {
    for (auto& row : *all) typed::wipe_texts(*of, &row);
    delete all;
  });
  f->data = owner->data();
  f->rows = owner->size();
  f->stride = sizeof(Row);
  f->owner = owner;
  if (q.select.empty()) f->type = type;
  else {
    auto own = chosen(*type, q.select);
    f->type = own.get();
    f->own = std::move(own);
  }
  return f;
}

template <class Row> void filter_rows(const std::vector<Filter>& where, std::vector<Row>& rows) {
  std::erase_if(rows, [&](const Row& row) {
    for (const auto& f : where) if (!passes(f, reinterpret_cast<const char*>(&row) + f.field->offset)) return true;
    return false;
  });
}

}  // namespace safar::inline v0
