#pragma once
#include <safar/base/value.hpp>
