#pragma once
/// \file
/// What the opaque handles of the C interface hold.
#include <safar/c/session.h>
#include <safar/register.hpp>

struct safar_options {
  safar::RegisterOptions data{};
};

struct safar_register {
  safar::Register reg;
};

struct safar_session {
  safar::Session session;
  safar::Progress progress{};  ///< what safar_set_progress() gave, for calls that take it as an argument
};
