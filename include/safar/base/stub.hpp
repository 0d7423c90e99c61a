#pragma once
/// \file
/// Python stubs of described types: the typed, keyword-only classes that the Python package shows to editors and mypy.
#include <span>
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>

namespace safar::inline v0 {

/// A `.pyi` class for a record: attributes with their docs, an `__init__` that takes keywords only. boolean -> bool, integer -> int,
/// text and scalar -> str, code -> Literal[...], list -> Sequence[...], Known -> Known[...], choice -> a union of its alternatives'
/// classes, a nested record -> a class of its own before this one, named after its type (`travel_document`: TravelDocument; a second type
/// of one name: TravelDocument2). The text uses the names Known, Literal, Sequence, Mapping and Any, which its file imports. A member whose name is a
/// Python keyword gets a trailing underscore. "" for a type that is no record.
std::string python_stub(const TypeInfo& type, std::string_view class_name);

/// The same for several types, each class once; every type goes by the name made of its own.
std::string python_stubs(std::span<const TypeInfo* const> types);

}  // namespace safar::inline v0
