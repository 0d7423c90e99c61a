#include "ast.hpp"

namespace safar::inline v0::feel {

struct Expression::Node {
  std::string text{};
  AstPtr root{};
  std::vector<Read> reads{};
  std::vector<std::string> paths{};
};

Result<Expression> Expression::compile(std::string_view text) { return compile(text, {}); }

Result<Expression> Expression::compile(std::string_view text, const std::vector<std::pair<std::string, Expression>>& defines) {
  Defines trees;
  trees.reserve(defines.size());
  for (const auto& [name, expression] : defines)
    if (expression.root_) trees.emplace_back(name, expression.root_->root);
  auto root = parse(text, trees);
  if (!root) return std::move(root).error();
  auto reads = reads_of(**root);
  if (!reads) return std::move(reads).error();
  Node node;
  node.text = std::string(text);
  node.root = *std::move(root);
  node.reads = *std::move(reads);
  for (const Read& r : node.reads)
    if (node.paths.empty() || node.paths.back() != r.path) node.paths.push_back(r.path);
  Expression e;
  e.root_ = std::make_shared<const Node>(std::move(node));
  return e;
}

Value Expression::evaluate(const Value& context) const {
  Cause failure{};
  return evaluate(context, failure);
}
Value Expression::evaluate(const Value& context, Cause& failure) const {
  failure = Cause::none;
  return root_ ? feel::evaluate(*root_->root, context, failure) : Value::null();
}

const std::vector<std::string>& Expression::paths() const {
  static const std::vector<std::string> none;
  return root_ ? root_->paths : none;
}
const std::vector<Read>& Expression::reads() const {
  static const std::vector<Read> none;
  return root_ ? root_->reads : none;
}
std::vector<Expression> Expression::conjuncts() const {
  std::vector<Expression> out;
  if (!root_) return out;
  const auto add = [&](const auto& self, const AstPtr& tree, const std::string& text) -> void {
    const Ast* inside = tree.get();
    while (inside->op == Op::inlined) inside = inside->kids[0].get();
    if (inside->op == Op::all) {
      for (std::size_t i = 0; i < inside->kids.size(); ++i) self(self, inside->kids[i], inside->names[i]);
      return;
    }
    Node node;
    node.text = text;
    node.root = tree;
    if (auto reads = reads_of(*tree)) node.reads = *std::move(reads);  // a part reads no more than the whole
    for (const Read& r : node.reads)
      if (node.paths.empty() || node.paths.back() != r.path) node.paths.push_back(r.path);
    out.emplace_back().root_ = std::make_shared<const Node>(std::move(node));
  };
  add(add, root_->root, root_->text);
  return out;
}
const std::string& Expression::text() const {
  static const std::string none;
  return root_ ? root_->text : none;
}

}  // namespace safar::inline v0::feel
