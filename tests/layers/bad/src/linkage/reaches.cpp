#include <safar/model/fine.hpp>
#include "../store/private.hpp"  // expect: arrow
