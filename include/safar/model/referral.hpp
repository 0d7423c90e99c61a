#pragma once
/// \file
/// What others were asked and what was asked of us: referrals and complaints, each named by its act.
#include <string>

#include <safar/base/date.hpp>
#include <safar/base/describe.hpp>
#include <safar/model/codes.hpp>

namespace safar::inline v0 {

struct ReferralState {
  std::string act{}, to{};
  Date since{};
  Known<ReferralAnswer> answer{};
  static constexpr std::string_view type_name = "referral_state", type_doc = "A referral, and whether it was answered.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "act", &ReferralState::act, Shelf::open, "The act that made it: its name in answers.");
    v(2, "to", &ReferralState::to, Shelf::open, "Organisation or service.");
    v(3, "since", &ReferralState::since, Shelf::open, "Day of the referral.");
    v(4, "answer", &ReferralState::answer, Shelf::open, "accepted, refused, no_answer.");
  }
  friend bool operator==(const ReferralState&, const ReferralState&) = default;
};

/// What it is about and what was answered is sealed.
struct ComplaintState {
  std::string act{};
  Date since{};
  Known<Date> answered{};
  static constexpr std::string_view type_name = "complaint_state", type_doc = "A complaint, and whether it was answered.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "act", &ComplaintState::act, Shelf::open, "The act that recorded it: its name in answers.");
    v(2, "since", &ComplaintState::since, Shelf::open, "Day on which it was received.");
    v(3, "answered", &ComplaintState::answered, Shelf::open, "Day of the answer.");
  }
  friend bool operator==(const ComplaintState&, const ComplaintState&) = default;
};

}  // namespace safar::inline v0
