#pragma once
#include <sqlite3.h>
#include <safar/base/value.hpp>
