#pragma once
// Described types for the tests of the codecs: every kind, every shelf, nested persons, a pair, a type that contains itself.
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <safar/base/date.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/base/time.hpp>

namespace safar::sample {

enum class Sex : std::uint8_t { female, male, other };
constexpr auto codes(Sex) { return std::array<std::string_view, 3>{"female", "male", "other"}; }

struct Paper {
  std::string number{};
  Known<Date> expires{};
  static constexpr std::string_view type_name = "paper", type_doc = "A travel document.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "number", &Paper::number, Shelf::identity, "As printed.");
    v(2, "expires", &Paper::expires, Shelf::open, "Last day of validity.");
  }
  friend bool operator==(const Paper&, const Paper&) = default;
};

struct Home {
  Known<std::string> town{};
  Known<std::string> street{};
  static constexpr std::string_view type_name = "home", type_doc = "Where somebody lives.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "town", &Home::town, Shelf::identity, "Town.");
    v(2, "street", &Home::street, Shelf::identity, "Street.");
  }
  friend bool operator==(const Home&, const Home&) = default;
};

struct Person {
  PersonId person_id{};
  Known<std::string> given_name{};
  Known<Date> birth{};
  Known<Sex> sex{};
  Known<bool> trafficked{};
  std::vector<std::string> notes{};
  std::vector<Paper> papers{};
  Home home{};
  static constexpr std::string_view type_name = "person", type_doc = "A person of the sample.";
  template <class V>
  static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "person_id", &Person::person_id, open, "Who.");
    v(2, "given_name", &Person::given_name, identity, "As spoken; \"any\" script.");
    v(3, "birth", &Person::birth, identity, "Day of birth.");
    v(4, "sex", &Person::sex, counted, "As stated.");
    v(5, "trafficked", &Person::trafficked, sensitive, "Screening result.");
    v(6, "notes", &Person::notes, casefile, "Notes.");
    v(7, "papers", &Person::papers, open, "Documents.");
    v(8, "home", &Person::home, open, "Address.");
  }
  friend bool operator==(const Person&, const Person&) = default;
};

struct Pair {
  PersonId person_id{};
  OtherPersonId other_id{};
  Known<std::string> why{};
  static constexpr std::string_view type_name = "pair", type_doc = "Two persons who may be one.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "person_id", &Pair::person_id, Shelf::open, "One.");
    v(2, "other_id", &Pair::other_id, Shelf::open, "The other.");
    v(3, "why", &Pair::why, Shelf::casefile, "Why.");
  }
  friend bool operator==(const Pair&, const Pair&) = default;
};

struct Air {
  std::string flight{};
  Known<Instant> at{};
  static constexpr std::string_view type_name = "air", type_doc = "By air.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "flight", &Air::flight, Shelf::open, "Flight number.");
    v(2, "at", &Air::at, Shelf::open, "Departure.");
  }
  friend bool operator==(const Air&, const Air&) = default;
};
struct Road {
  std::int16_t kilometres = 0;
  Known<std::string> border{};
  static constexpr std::string_view type_name = "road", type_doc = "By road.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "kilometres", &Road::kilometres, Shelf::open, "Distance.");
    v(2, "border", &Road::border, Shelf::counted, "Crossing.");
  }
  friend bool operator==(const Road&, const Road&) = default;
};

struct Journey {
  CaseId case_id{};
  std::string site{};
  std::string currency = "EUR";  // a default with content
  std::vector<Person> persons{};
  std::vector<Pair> pairs{};
  std::variant<Air, Road> route{};
  Known<std::variant<Air, Road>> back{};
  Known<Paper> letter{};
  std::vector<Known<std::int64_t>> scores{};
  Known<std::vector<std::string>> tags{};
  bool urgent = false;
  std::uint8_t bags = 0;
  std::int64_t cents = 0;
  Sex counsellor = Sex::female;
  Known<bool> consent{};
  PersonId principal{};
  static constexpr std::string_view type_name = "journey", type_doc = "A sample fact.";
  template <class V>
  static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "case_id", &Journey::case_id, open, "Case.");
    v(2, "site", &Journey::site, counted, "Site.");
    v(3, "currency", &Journey::currency, open, "Currency.");
    v(4, "persons", &Journey::persons, open, "Who travels.");
    v(5, "pairs", &Journey::pairs, open, "Possible duplicates.");
    v(6, "route", &Journey::route, open, "How.");
    v(7, "back", &Journey::back, open, "How back.");
    v(8, "letter", &Journey::letter, open, "A letter.");
    v(9, "scores", &Journey::scores, open, "Scores.");
    v(10, "tags", &Journey::tags, open, "Tags.");
    v(11, "urgent", &Journey::urgent, open, "Urgent.");
    v(12, "bags", &Journey::bags, open, "Bags.");
    v(13, "cents", &Journey::cents, open, "Cost in cents.");
    v(14, "counsellor", &Journey::counsellor, open, "A code.");
    v(15, "consent", &Journey::consent, casefile, "Consent of the principal.");
    v(16, "principal", &Journey::principal, open, "Principal.");
  }
  friend bool operator==(const Journey&, const Journey&) = default;
};

struct Tree {
  std::string name{};
  std::vector<Tree> branches{};
  static constexpr std::string_view type_name = "tree", type_doc = "A type that contains itself.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "name", &Tree::name, Shelf::open, "Name.");
    v(2, "branches", &Tree::branches, Shelf::open, "Branches.");
  }
  friend bool operator==(const Tree&, const Tree&) = default;
};

/// An id that ends in `n`.
template <class T = PersonId>
T id(std::uint8_t n) {
  Id raw;
  raw.bytes[0] = 0xa0, raw.bytes[15] = n;
  return T(raw);
}

/// A fact with something everywhere.
inline Journey full() {
  Journey j;
  j.case_id = id<CaseId>(1);
  j.site = "ML-BKO-1";
  Person a, b;
  a.person_id = id(2), a.given_name = "Awa", a.birth = date("1999-02-28"), a.sex = Sex::female, a.trafficked = true, a.notes = {"asked", "told"};
  a.papers = {Paper{"P123", date("2025-01-01")}, Paper{}};
  a.home.town = "Kayes", a.home.street = Absence::refused;
  b.person_id = id(3), b.given_name = "Moussa \xD9\x85", b.sex = Absence::not_applicable;
  j.persons = {a, b, Person{}};
  j.persons[2].person_id = id(2);
  Pair p;
  p.person_id = id(3), p.other_id = OtherPersonId(id(2)), p.why = "same birthday";
  j.pairs = {p};
  j.route = Road{412, "Kidira"};
  Air air;
  air.flight = "ET909", air.at = Instant::from_microseconds(1547803800000000).value();
  j.back = std::variant<Air, Road>(air);
  j.letter = Paper{"L1", Absence::conflict};
  j.scores = {Known<std::int64_t>(7), Known<std::int64_t>(), Known<std::int64_t>(Absence::not_applicable)};
  j.tags = std::vector<std::string>{};
  j.urgent = true, j.bags = 255, j.cents = -9007199254740992, j.counsellor = Sex::other, j.consent = true;
  j.principal = id(2);
  return j;
}

/// Fills a made value at random; ids come from a small pool, so that persons recur.
inline void scramble(const TypeInfo& t, void* p, std::mt19937& random) {
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  switch (t.kind) {
    case Kind::boolean: *static_cast<bool*>(p) = below(2) == 1; return;
    case Kind::integer: t.set(p, below(100)); return;
    case Kind::text: {
      static const std::string pool[] = {"", "a", "Awa", "\xD8\xA7\xD9\x84", "q\"\\\n\x01", std::string("n\0l", 3), "/~0", "\xF0\x9F\x9A\x8C"};
      *static_cast<std::string*>(p) = pool[below(8)];
      return;
    }
    case Kind::code: t.set(p, below(static_cast<unsigned>(t.codes.size()))); return;
    case Kind::scalar: {
      if (t.name == "date") t.parse("20" + std::to_string(10 + below(80)) + "-02-1" + std::to_string(below(10)), p);
      else if (t.name == "instant") t.parse("2019-01-18T09:30:00.00000" + std::to_string(below(10)) + "Z", p);
      else t.parse(to_string(id<Id>(static_cast<std::uint8_t>((t.name == "other_person_id" ? 100 : 1) + below(4)))), p);
      return;
    }
    case Kind::record:
      for (const auto& f : t.fields) scramble(f.type(), static_cast<char*>(p) + f.offset, random);
      return;
    case Kind::list: {
      const unsigned n = below(4);
      t.set(p, n);
      for (unsigned i = 0; i < n; ++i) scramble(t.of[0](), t.at(p, i), random);
      return;
    }
    case Kind::choice: {
      const unsigned i = below(static_cast<unsigned>(t.of.size()));
      t.set(p, i);
      return scramble(t.of[i](), t.at(p, 0), random);
    }
    case Kind::known:
      t.set(p, below(3) ? 0 : below(8));
      if (t.get(p) == 0) scramble(t.of[0](), t.at(p, 0), random);
  }
}

}  // namespace safar::sample
