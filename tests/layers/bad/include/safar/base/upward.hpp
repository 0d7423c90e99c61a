#pragma once
#include <string>
#include <safar/model/fine.hpp>  // expect: arrow
