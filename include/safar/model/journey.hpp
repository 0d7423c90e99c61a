#pragma once
/// \file
/// The way of a return in legs.
#include <vector>

#include <safar/base/country.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/model/codes.hpp>

namespace safar::inline v0 {

/// One leg of a journey.
struct Leg {
  Known<Country> from{}, to{};
  Known<TravelMode> mode{};
  Known<PartialDate> on{};
  LegStage stage{};
  std::vector<TransitHelp> help{};
  static constexpr std::string_view type_name = "leg", type_doc = "One leg of a journey.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "from", &Leg::from, Shelf::open, "Country where it begins.");
    v(2, "to", &Leg::to, Shelf::open, "Country where it ends.");
    v(3, "mode", &Leg::mode, Shelf::open, "air, road, rail, sea.");
    v(4, "on", &Leg::on, Shelf::open, "Day.");
    v(5, "stage", &Leg::stage, Shelf::open, "planned, travelled, missed.");
    v(6, "help", &Leg::help, Shelf::open, "What is arranged at its end.");
  }
  friend bool operator==(const Leg&, const Leg&) = default;
};

}  // namespace safar::inline v0
