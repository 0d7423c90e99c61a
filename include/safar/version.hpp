#pragma once
/// \file
/// The one place of the version; CMake and the Python package read it from here.
#define SAFAR_VERSION "0.1.0"
#define SAFAR_ABI_VERSION 0
