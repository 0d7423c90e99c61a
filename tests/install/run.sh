#!/bin/sh
# Installs a build into a scratch prefix, moves it, and builds and runs programs against it as their authors would.
# Usage: run.sh BUILD_DIR [--full]    --full also compiles the library as a subdirectory of another project (minutes)
set -eu
build=$(cd "$1" && pwd)
full=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cc=${CC:-cc}
cxx=${CXX:-c++}
export CC="$cc" CXX="$cxx"
failed=0
say() { printf '%-34s %s\n' "$1" "$2"; }
bad() { say "$1" "FAILED"; sed 's/^/    /' "$scratch/log" | tail -n 20 >&2; failed=1; }

cmake --install "$build" --prefix "$scratch/first" > "$scratch/log" 2>&1 || { bad "install"; exit 1; }
mv "$scratch/first" "$scratch/prefix" # nothing may remember where it was put
prefix=$scratch/prefix
library=$(dirname "$(find "$prefix" -name 'libsafar.so' | head -n 1)")
# what sanitizers need is the build's business; a consumer of such a build must link them too
flags=$(sed -n 's/^SAFAR_SANITIZE:[A-Z]*=\(..*\)/-fsanitize=\1/p' "$build/CMakeCache.txt")
grep -rlF "$root" "$prefix/include" "$library/cmake" "$library/pkgconfig" > "$scratch/log" && { bad "no path of the source tree"; } || say "no path of the source tree" ok
grep -rlF "$scratch" "$library/cmake" "$library/pkgconfig" > "$scratch/log" && { bad "no path of the prefix"; } || say "no path of the prefix" ok

pc_c() { # prefix, output
  PKG_CONFIG_PATH=$1/$(realpath --relative-to="$prefix" "$library")/pkgconfig pkg-config --cflags --libs safar > "$scratch/flags" 2> "$scratch/log" &&
    "$cc" -std=c99 -pedantic -Wall -Wextra -Werror $flags -o "$2" "$here/c_pkgconfig/main.c" $(cat "$scratch/flags") > "$scratch/log" 2>&1
}
if pc_c "$prefix" "$scratch/c_pc" && LD_LIBRARY_PATH=$library "$scratch/c_pc" > "$scratch/log" 2>&1; then say "C by pkg-config" ok; else bad "C by pkg-config"; fi

if PKG_CONFIG_PATH=$library/pkgconfig pkg-config --cflags --libs safar-cpp > "$scratch/flags" 2> "$scratch/log" &&
   "$cxx" -std=c++20 -Wall -Wextra -Werror $flags -o "$scratch/cpp_pc" "$here/cpp_cmake/main.cpp" $(cat "$scratch/flags") > "$scratch/log" 2>&1 &&
   "$scratch/cpp_pc" "$scratch" > "$scratch/log" 2>&1; then say "C++ by pkg-config" ok; else bad "C++ by pkg-config"; fi

consumer() { # name, folder
  if cmake -S "$here/$2" -B "$scratch/$2" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_FLAGS="$flags" -DCMAKE_CXX_FLAGS="$flags" > "$scratch/log" 2>&1 &&
     cmake --build "$scratch/$2" > "$scratch/log" 2>&1 && "$scratch/$2/consumer" "$scratch" > "$scratch/log" 2>&1; then say "$1" ok; else bad "$1"; fi
}
consumer "C by find_package" c_cmake
consumer "C++ by find_package" cpp_cmake
consumer "C++, headers only" headers_only
if python3 "$root/tests/conformance/readme_blocks.py" --tutorial "$root/docs/tutorial-developer.md" "$scratch/tutorial" > "$scratch/log" 2>&1 &&
   cmake -S "$scratch/tutorial" -B "$scratch/tutorial/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_FLAGS="$flags" > "$scratch/log" 2>&1 &&
   cmake --build "$scratch/tutorial/build" > "$scratch/log" 2>&1 &&
   python3 "$root/tests/conformance/readme_blocks.py" --twice "$scratch/tutorial/build/desk" > "$scratch/log" 2>&1; then say "the developers' tutorial" ok; else bad "the developers' tutorial"; fi
nm --undefined-only "$scratch/headers_only/consumer" > "$scratch/log" 2>&1 || bad "nm"
if grep -i safar "$scratch/log"; then bad "headers only: nothing is linked"; else say "headers only: nothing is linked" ok; fi
nm --undefined-only "$scratch/c_pc" | grep -q safar_describe || { echo "control: nm does not show what a program takes from safar" >&2; failed=1; }

if cmake -S "$here/subdirectory" -B "$scratch/sub" -DSAFAR_SOURCE_DIR="$root" -DCMAKE_BUILD_TYPE=Debug > "$scratch/log" 2>&1 &&
   cmake --build "$scratch/sub" --target consumer_model > "$scratch/log" 2>&1 && "$scratch/sub/consumer_model" > "$scratch/log" 2>&1; then
  say "add_subdirectory, headers only" ok
  if [ "$full" = --full ]; then
    if cmake --build "$scratch/sub" --parallel > "$scratch/log" 2>&1 && "$scratch/sub/consumer_c" > "$scratch/log" 2>&1 &&
       "$scratch/sub/consumer_cpp" "$scratch" > "$scratch/log" 2>&1; then say "add_subdirectory, all" ok; else bad "add_subdirectory, all"; fi
  fi
else bad "add_subdirectory"; fi

# control: the same install without the .pc must not be found
cp -r "$prefix" "$scratch/broken"
rm "$scratch/broken/$(realpath --relative-to="$prefix" "$library")/pkgconfig/safar.pc"
if pc_c "$scratch/broken" "$scratch/c_broken"; then say "control: without safar.pc" "FAILED: it was built all the same"; failed=1; else say "control: without safar.pc" "fails, as it must"; fi
exit $failed
