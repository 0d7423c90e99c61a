#pragma once
#include <safar/model/gone.hpp>  // expect: missing
