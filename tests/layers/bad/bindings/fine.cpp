#include <pybind11/pybind11.h>
#include <safar/model/fine.hpp>
