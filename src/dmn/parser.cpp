/// \file
/// Tokens to tree, by precedence climbing. Lowest to highest: or; and; comparison, between, in; + -; * /; **; unary minus; `.` and `[`.
/// As the standard's grammar has it, unary minus binds closer than ** and ** groups to the left.
#include <algorithm>
#include <array>
#include <optional>

#include <safar/base/quote.hpp>

#include "ast.hpp"
#include "calendar.hpp"
#include "lexer.hpp"
#include "number.hpp"
#include "value.hpp"

namespace safar::inline v0::feel {
namespace {

constexpr std::array<std::string_view, 18> keywords = {"and", "or", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies",
                                                       "between", "true", "false", "null", "instance", "function", "external"};
constexpr std::size_t most_iterators = 16;

bool is_keyword(std::string_view word) { return std::find(keywords.begin(), keywords.end(), word) != keywords.end(); }

class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens, const Defines& defines) : text_(text), tokens_(std::move(tokens)), defines_(defines) {}

  Result<AstPtr> run() {
    AstPtr root = expression();
    if (!error_ && token().kind != Tok::end) trailing();
    if (error_) return *error_;
    return root;
  }

 private:
  // --- tokens and errors -------------------------------------------------------------------------------------------------------
  [[nodiscard]] const Token& token(std::size_t k = 0) const { return tokens_[std::min(at_ + k, tokens_.size() - 1)]; }
  [[nodiscard]] bool is(Tok kind, std::size_t k = 0) const { return token(k).kind == kind; }
  [[nodiscard]] bool is_word(std::string_view word, std::size_t k = 0) const { return is(Tok::word, k) && token(k).raw == word; }
  bool take(Tok kind) {
    if (!is(kind)) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    if (!is_word(word)) return false;
    ++at_;
    return true;
  }

  std::nullptr_t stop(ErrorCode code, std::string_view message, std::string reason, std::size_t offset) {
    if (!error_) error_ = error_at(text_, offset, code, message, std::move(reason));
    return nullptr;
  }
  std::nullptr_t syntax(std::string_view message) { return stop(ErrorCode::parse, message, "syntax", token().offset); }
  std::nullptr_t unsupported(std::string_view message, std::size_t offset) { return stop(ErrorCode::unsupported, message, "not_supported", offset); }
  [[nodiscard]] std::string found() const {
    return is(Tok::end) ? "the end of the text" : is(Tok::string) ? "a string" : detail::quoted(token().raw);
  }
  std::nullptr_t expected(std::string_view what) { return syntax("expected " + std::string(what) + ", found " + found()); }
  bool expect(Tok kind, std::string_view what) {
    if (error_) return false;
    if (take(kind)) return true;
    expected(what);
    return false;
  }
  bool expect_word(std::string_view word) {
    if (error_) return false;
    if (take_word(word)) return true;
    expected(detail::quoted(word));
    return false;
  }
  void trailing() {
    if (is_word("instance")) unsupported("\"instance of\" is not supported", token().offset);
    else if (is(Tok::word) && at_ > 0 && is(Tok::word, 0) && tokens_[at_ - 1].kind == Tok::word && !is_keyword(token().raw))
      unsupported("a name with spaces is not supported: write it with underscores", token().offset);
    else if (is(Tok::open)) unsupported("only functions with a name of their own can be called", token().offset);
    else expected("an operator or the end of the text");
  }

  // --- nodes -------------------------------------------------------------------------------------------------------------------
  // Counts size and depth; a node of a failed part is none.
  AstPtr make(Ast node) {
    for (const AstPtr& kid : node.kids) {
      if (!kid) return nullptr;
      node.depth = std::max(node.depth, kid->depth + 1);
      node.size = std::min(node.size + kid->size, most_nodes + 1);
    }
    if (error_) return nullptr;
    if (node.depth > most_levels) return stop(ErrorCode::too_deep, "the expression is nested too deeply: at most 200 levels", "limit", token().offset);
    if (node.size > most_nodes) return stop(ErrorCode::too_large, "the expression is too large: at most 50000 nodes, defined names included", "limit", token().offset);
    return std::make_shared<const Ast>(std::move(node));
  }
  AstPtr make(Op op, std::vector<AstPtr> kids) {
    Ast node;
    node.op = op;
    node.kids = std::move(kids);
    return make(std::move(node));
  }
  AstPtr constant(Value v) {
    Ast node;
    node.value = std::move(v);
    return make(std::move(node));
  }

  // --- operators ---------------------------------------------------------------------------------------------------------------
  struct Operator {
    Op op{};
    int level = 0;
  };
  enum Level { disjunction = 1, conjunction, comparison, sum, product, exponent };

  [[nodiscard]] std::optional<Operator> infix() const {
    switch (token().kind) {
      case Tok::equal: return Operator{Op::equal, comparison};
      case Tok::not_equal: return Operator{Op::not_equal, comparison};
      case Tok::less: return Operator{Op::less, comparison};
      case Tok::less_equal: return Operator{Op::less_equal, comparison};
      case Tok::greater: return Operator{Op::greater, comparison};
      case Tok::greater_equal: return Operator{Op::greater_equal, comparison};
      case Tok::plus: return Operator{Op::add, sum};
      case Tok::minus: return Operator{Op::subtract, sum};
      case Tok::star: return Operator{Op::multiply, product};
      case Tok::slash: return Operator{Op::divide, product};
      case Tok::power: return Operator{Op::power, exponent};
      case Tok::word: break;
      default: return std::nullopt;
    }
    if (token().raw == "or") return Operator{Op::any, disjunction};
    if (token().raw == "and") return Operator{Op::all, conjunction};
    if (token().raw == "between") return Operator{Op::between, comparison};
    if (token().raw == "in") return Operator{Op::in, comparison};
    return std::nullopt;
  }

  AstPtr expression() { return binary(disjunction); }

  AstPtr binary(int least) {
    const std::size_t start = at_;
    return operators_after(unary(), least, start);
  }

  // As it is written, from one token to before another.
  [[nodiscard]] std::string written(std::size_t from, std::size_t to) const {
    const Token& last = tokens_[to - 1];
    return std::string(text_.substr(tokens_[from].offset, last.offset + last.raw.size() - tokens_[from].offset));
  }

  // `start`: the token that `left` begins with.
  AstPtr operators_after(AstPtr left, int least, std::size_t start) {
    while (!error_) {
      const auto found_op = infix();
      if (!found_op || found_op->level < least) break;
      const Op op = found_op->op;
      const std::size_t offset = token().offset;
      ++at_;
      if (op == Op::between) {
        AstPtr low = binary(sum);
        if (!expect_word("and")) return nullptr;
        left = make(op, {left, low, binary(sum)});
      } else if (op == Op::in) {
        if (!enter()) return nullptr;
        left = in(left);
        --nesting_;
      } else if (op == Op::any || op == Op::all) {
        Ast node;
        node.op = op;
        node.kids = {left};
        node.names = {written(start, at_ - 1)};
        do {
          const std::size_t from = at_;
          node.kids.push_back(binary(found_op->level + 1));
          if (!error_) node.names.push_back(written(from, at_));
        } while (!error_ && take_word(op == Op::any ? "or" : "and"));
        left = make(std::move(node));
      } else {
        AstPtr right = binary(found_op->level + 1);
        if (right && left && (op == Op::add || op == Op::subtract) && (is_date(*left) || is_date(*right)))
          return unsupported("arithmetic with dates is not supported", offset);
        left = make(op, {left, right});
      }
    }
    return left;
  }

  static bool is_date(const Ast& a) {
    if (a.op == Op::literal) return a.value.kind() == Value::Kind::date;
    return a.op == Op::call && (a.function == Builtin::date || a.function == Builtin::date_of);
  }

  AstPtr in(const AstPtr& subject) {
    Ast node;
    node.op = Op::in;
    node.kids.push_back(subject);
    if (!take(Tok::open)) {
      node.kids.push_back(test(sum));
      return make(std::move(node));
    }
    if (is(Tok::close)) return expected("a test");
    AstPtr first = test(disjunction);
    if (!error_ && is(Tok::dots)) {
      node.kids.push_back(range_from(first, false));
      return make(std::move(node));
    }
    node.kids.push_back(first);
    while (!error_ && take(Tok::comma)) node.kids.push_back(test(disjunction));
    if (!expect(Tok::close, "\")\"")) return nullptr;
    if (node.kids.size() == 2 && first->op != Op::test) node.kids[1] = operators_after(members_after(first), sum, at_);  // `x in (a).b + 1`
    node.several = node.kids.size() > 2;
    return make(std::move(node));
  }

  // `< 3`, `= x`, or a value; in a list of tests and after `in`.
  AstPtr test(int level) {
    const auto op = infix();
    if (op && op->level == comparison && !is(Tok::word)) {
      Ast node;
      node.op = Op::test;
      node.test = op->op;
      ++at_;
      node.kids.push_back(binary(sum));
      return make(std::move(node));
    }
    return binary(level);
  }

  // Every way down into a deeper level leads through here or through in().
  AstPtr unary() {
    if (!enter()) return nullptr;
    AstPtr node = signed_value();
    --nesting_;
    return node;
  }
  bool enter() {
    if (error_) return false;
    if (nesting_ < most_levels) return ++nesting_, true;
    stop(ErrorCode::too_deep, "the expression is nested too deeply: at most 200 levels", "limit", token().offset);
    return false;
  }

  AstPtr signed_value() {
    if (!take(Tok::minus)) return postfix();
    std::size_t n = 1;
    while (take(Tok::minus)) ++n;
    AstPtr kid = postfix();
    if (kid && kid->op == Op::literal && kid->value.kind() == Value::Kind::number)
      return n % 2 ? constant(Value::number(negate(kid->value.as_number()))) : kid;
    for (; n > 0 && kid; --n) kid = make(Op::negate, {kid});
    return kid;
  }

  AstPtr postfix() { return members_after(primary()); }

  AstPtr members_after(AstPtr left) {
    while (!error_) {
      if (is(Tok::dot)) {
        ++at_;
        if (!is(Tok::word)) return expected("a name after \".\"");
        Ast node;
        node.op = Op::path;
        node.name = std::string(token().raw);
        node.kids.push_back(left);
        ++at_;
        left = make(std::move(node));
      } else if (is(Tok::open_bracket) && starts_expression(1)) {
        ++at_;
        left = make(Op::filter, {left, expression()});
        if (!expect(Tok::close_bracket, "\"]\"")) return nullptr;
      } else {
        break;
      }
    }
    return left;
  }

  // `[` opens a filter only where an expression can follow; else it closes a range: `[1..10[`.
  [[nodiscard]] bool starts_expression(std::size_t k) const {
    switch (token(k).kind) {
      case Tok::word: {
        const auto w = token(k).raw;
        return !is_keyword(w) || w == "if" || w == "for" || w == "some" || w == "every" || w == "true" || w == "false" || w == "null";
      }
      case Tok::number: case Tok::string: case Tok::open: case Tok::open_bracket: case Tok::open_brace: case Tok::minus: case Tok::at: return true;
      default: return false;
    }
  }

  // --- primaries ---------------------------------------------------------------------------------------------------------------
  AstPtr primary() {
    switch (token().kind) {
      case Tok::number: return number();
      case Tok::string: return constant(Value::string(tokens_[at_++].value));
      case Tok::at: return at_literal();
      case Tok::open: {
        ++at_;
        const auto op = infix();
        if (op && !is(Tok::word) && op->level == comparison) return unsupported("a test such as \"< 3\" is supported only after \"in\"", token().offset);
        AstPtr inner = expression();
        if (!error_ && is(Tok::dots)) return range_from(inner, false);
        return expect(Tok::close, "\")\"") ? inner : nullptr;
      }
      case Tok::open_bracket: return list_or_range();
      case Tok::close_bracket: {
        ++at_;
        AstPtr low = expression();
        if (!error_ && !is(Tok::dots)) return expected("\"..\"");
        return range_from(low, false);
      }
      case Tok::open_brace: return context();
      case Tok::word: return word();
      default: return expected("an expression");
    }
  }

  AstPtr number() {
    const auto n = Number::parse(token().raw);
    if (!n) return stop(n.error().code, n.error().message, "limit", token().offset);
    ++at_;
    return constant(Value::number(*n));
  }

  AstPtr at_literal() {
    const std::size_t offset = token().offset;
    ++at_;
    if (!is(Tok::string)) return expected("a string after \"@\"");
    const auto days = read_days(token().value);
    if (!days) return unsupported("of the literals with \"@\" only dates are supported, as @\"2018-12-31\"", offset);
    ++at_;
    return constant(Value::date(days->earliest, days->latest));
  }

  // At `..`: the rest of a range.
  AstPtr range_from(const AstPtr& low, bool low_closed) {
    if (!expect(Tok::dots, "\"..\"")) return nullptr;
    Ast node;
    node.op = Op::range;
    node.low_closed = low_closed;
    node.kids = {low, expression()};
    if (error_) return nullptr;
    if (take(Tok::close_bracket)) node.high_closed = true;
    else if (take(Tok::close) || take(Tok::open_bracket)) node.high_closed = false;
    else return expected("\"]\" or \")\" at the end of the range");
    return make(std::move(node));
  }

  AstPtr list_or_range() {
    ++at_;
    std::vector<AstPtr> kids;
    if (take(Tok::close_bracket)) return make(Op::list, std::move(kids));
    kids.push_back(expression());
    if (!error_ && is(Tok::dots)) return range_from(kids[0], true);
    while (!error_ && take(Tok::comma)) kids.push_back(expression());
    return expect(Tok::close_bracket, "\",\" or \"]\"") ? make(Op::list, std::move(kids)) : nullptr;
  }

  AstPtr context() {
    ++at_;
    Ast node;
    node.op = Op::context;
    const std::size_t outer = locals_.size();
    while (!error_ && !is(Tok::close_brace)) {
      if (!is(Tok::word) && !is(Tok::string)) return expected("a name");
      std::string name = is(Tok::word) ? std::string(token().raw) : token().value;
      if (std::find(node.names.begin(), node.names.end(), name) != node.names.end()) return syntax("this name is in the context already");
      ++at_;
      if (is(Tok::word)) return unsupported("a name with spaces is not supported: write it in quotes", token().offset);
      if (!expect(Tok::colon, "\":\"")) return nullptr;
      node.kids.push_back(expression());
      locals_.push_back(name);
      node.names.push_back(std::move(name));
      if (!take(Tok::comma)) break;
      if (is(Tok::close_brace)) return expected("a name");
    }
    locals_.resize(outer);
    return expect(Tok::close_brace, "\",\" or \"}\"") ? make(std::move(node)) : nullptr;
  }

  AstPtr word() {
    const std::string_view w = token().raw;
    if (w == "true" || w == "false") return ++at_, constant(Value::boolean(w == "true"));
    if (w == "null") return ++at_, constant(Value::null());
    if (w == "if") return choose();
    if (w == "for") return loop(Op::iterate, "return");
    if (w == "some") return loop(Op::some, "satisfies");
    if (w == "every") return loop(Op::every, "satisfies");
    if (w == "function" || w == "external") return unsupported("functions of one's own are not supported", token().offset);
    if (is_keyword(w)) return expected("an expression");
    if (const std::size_t words = function_words()) return function(words);
    return name();
  }

  AstPtr name() {
    const std::size_t offset = token().offset;
    const std::string w(token().raw);
    ++at_;
    if (is(Tok::open)) return unsupported("there is no function " + detail::quoted(w) + " here", offset);
    if (is(Tok::word) && !is_keyword(token().raw)) return unsupported("a name with spaces is not supported: write it with underscores", token().offset);
    const bool local = std::find(locals_.begin(), locals_.end(), w) != locals_.end();
    if (!local && loops_ > 0 && w == "partial") return unsupported("the name \"partial\" is not supported in \"for\"", offset);
    const auto defined = std::find_if(defines_.begin(), defines_.end(), [&](const auto& d) { return d.first == w; });
    if (!local && defined != defines_.end()) return make(Op::inlined, {defined->second});
    Ast node;
    node.op = Op::name;
    node.name = w;
    return make(std::move(node));
  }

  AstPtr choose() {
    ++at_;
    AstPtr condition = expression();
    if (!expect_word("then")) return nullptr;
    AstPtr yes = expression();
    if (!expect_word("else")) return nullptr;
    return make(Op::choose, {condition, yes, expression()});
  }

  AstPtr loop(Op op, std::string_view before_body) {
    Ast node;
    node.op = op;
    const std::size_t outer = locals_.size();
    do {
      ++at_;  // the keyword, the comma
      if (node.names.size() == most_iterators) return stop(ErrorCode::too_large, "at most 16 names in one for, some or every", "limit", token().offset);
      if (!is(Tok::word) || is_keyword(token().raw)) return expected("a name");
      std::string name(token().raw);
      ++at_;
      if (is(Tok::word) && !is_word("in")) return unsupported("a name with spaces is not supported: write it with underscores", token().offset);
      if (!expect_word("in")) return nullptr;
      AstPtr domain = expression();
      if (!error_ && op == Op::iterate && take(Tok::dots)) domain = make(Op::span, {domain, expression()});
      node.kids.push_back(domain);
      locals_.push_back(name);
      node.names.push_back(std::move(name));
    } while (!error_ && is(Tok::comma));
    if (!expect_word(before_body)) return nullptr;
    loops_ += op == Op::iterate;
    node.kids.push_back(expression());
    loops_ -= op == Op::iterate;
    locals_.resize(outer);
    return make(std::move(node));
  }

  // --- functions ---------------------------------------------------------------------------------------------------------------
  // How many words of a function's name stand here, before a parenthesis; 0: none.
  [[nodiscard]] std::size_t function_words() const {
    for (const Signature& s : signatures()) {
      std::size_t k = 0;
      for (std::string_view rest = s.name; !rest.empty(); ++k) {
        const auto space = rest.find(' ');
        if (!is_word(rest.substr(0, space), k)) break;
        rest = space == rest.npos ? std::string_view{} : rest.substr(space + 1);
        if (rest.empty() && is(Tok::open, k + 1)) return k + 1;
      }
    }
    return 0;
  }

  AstPtr function(std::size_t words) {
    const std::size_t offset = token().offset;
    std::string called(token().raw);
    for (std::size_t k = 1; k < words; ++k) (called += ' ') += token(k).raw;
    at_ += words + 1;
    std::vector<AstPtr> kids;
    std::vector<std::string_view> names;
    while (!error_ && !is(Tok::close)) {
      if (is(Tok::word) && is(Tok::colon, 1)) {
        names.push_back(token().raw);
        at_ += 2;
      }
      kids.push_back(expression());
      if (!take(Tok::comma)) break;
      if (is(Tok::close)) return expected("an argument");
    }
    if (!expect(Tok::close, "\",\" or \")\"")) return nullptr;
    if (!names.empty() && names.size() != kids.size()) return stop(ErrorCode::parse, "name all arguments or none", "syntax", offset);
    for (const Signature& s : signatures()) {
      if (s.name != called || kids.size() < s.least || (s.most != 0 && kids.size() > s.most)) continue;
      std::vector<AstPtr> ordered = kids;
      if (!names.empty() && !place(s, names, kids, ordered)) continue;
      return call_of(s.function, std::move(ordered));
    }
    return stop(ErrorCode::parse, detail::quoted(called) + " does not take these arguments", "syntax", offset);
  }

  static bool place(const Signature& s, const std::vector<std::string_view>& names, const std::vector<AstPtr>& kids, std::vector<AstPtr>& ordered) {
    if (names.size() > std::size(s.parameters)) return false;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto at = std::find(names.begin(), names.end(), s.parameters[i]);
      if (at == names.end()) return false;
      ordered[i] = kids[static_cast<std::size_t>(at - names.begin())];
    }
    return true;
  }

  AstPtr call_of(Builtin f, std::vector<AstPtr> kids) {
    if (f == Builtin::date && kids[0] && kids[0]->op == Op::literal && kids[0]->value.kind() == Value::Kind::string)
      if (const auto days = read_days(kids[0]->value.text())) return constant(Value::date(days->earliest, days->latest));
    Ast node;
    node.op = Op::call;
    node.function = f;
    node.kids = std::move(kids);
    return make(std::move(node));
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  const Defines& defines_;
  std::size_t at_ = 0;
  std::uint32_t nesting_ = 0;
  int loops_ = 0;
  std::vector<std::string> locals_{};
  std::optional<Error> error_{};
};

}  // namespace

Result<AstPtr> parse(std::string_view text, const Defines& defines) {
  auto tokens = read_tokens(text);
  if (!tokens) return std::move(tokens).error();
  return Parser(text, *std::move(tokens), defines).run();
}

}  // namespace safar::inline v0::feel
