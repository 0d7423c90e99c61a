#pragma once
#include <sqlite3.h>  // expect: library
