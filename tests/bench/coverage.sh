#!/usr/bin/env bash
# Lines of include/ and src/ that the tests run: a build of its own with clang's source-based coverage, ctest, and pytest where a Python with pytest is given.
#   tests/bench/coverage.sh [FOLDER]                 FOLDER: default build/coverage
#   SAFAR_COVERAGE_PYTHON=python3 ...                also pytest, with that interpreter
#   SAFAR_COVERAGE_TARGETS="test_base test_dmn"      only these programs; what no program links is not in the figures
# Prints the share by room, in total, and the files that are covered least.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/coverage}
mkdir -p "$build"
build=$(cd "$build" && pwd)
launcher=()
if command -v ccache >/dev/null; then launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
python=${SAFAR_COVERAGE_PYTHON:-}
flags="-fprofile-instr-generate -fcoverage-mapping"
# Neither optimised nor with debug information, which the build type would add: the map of the lines is in the program, and a file takes a third of the time.
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG= -DCMAKE_C_FLAGS_DEBUG= -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14 "-DCMAKE_CXX_FLAGS=-O0 $flags" \
  "-DCMAKE_C_FLAGS=$flags" "-DCMAKE_EXE_LINKER_FLAGS=-fprofile-instr-generate" "-DCMAKE_SHARED_LINKER_FLAGS=-fprofile-instr-generate" "-DCMAKE_MODULE_LINKER_FLAGS=-fprofile-instr-generate" \
  ${python:+-DSAFAR_BUILD_PYTHON=ON "-DPython_EXECUTABLE=$python"} "${launcher[@]}" >/dev/null
read -ra targets <<<"${SAFAR_COVERAGE_TARGETS:-}"
ninja -C "$build" -k 0 -j "${SAFAR_COVERAGE_JOBS:-$(nproc)}" "${targets[@]}" >"$build/build.log" 2>&1 || { grep -m 10 -E 'error|FAILED' "$build/build.log"; echo "What did not build is not counted."; }
rm -rf "$build/raw" && mkdir "$build/raw"
export LLVM_PROFILE_FILE="$build/raw/%4m.profraw"
# A program that is started anew for each test merges into the profiles of the same program (%m).
ctest --test-dir "$build" -j "${SAFAR_COVERAGE_JOBS:-$(nproc)}" --timeout 300 >"$build/ctest.log" 2>&1 || true
tail -n 30 "$build/ctest.log" | grep -E 'tests passed|Failed|\(Not Run\)|Timeout' || true
if [ -n "$python" ]; then PYTHONPATH="$build/python" "$python" -m pytest -q tests/python -p no:cacheprovider 2>&1 | tail -n 1 || true; fi  # what failed ran too
find "$build/raw" -name '*.profraw' >"$build/raw.txt"
llvm-profdata-14 merge -sparse --failure-mode=all --input-files="$build/raw.txt" -o "$build/all.profdata"
mapfile -t programs < <(find "$build/tests" "$build/src" "$build/python" -type f \( -perm -u+x -o -name '*.so*' \) ! -name '*.sh' ! -name '*.py' ! -path '*/CMakeFiles/*' 2>/dev/null | while read -r f; do head -c 4 "$f" | grep -q ELF && echo "$f"; done)
objects=()
for p in "${programs[@]:1}"; do objects+=(-object "$p"); done
llvm-cov-14 export -format=lcov -instr-profile "$build/all.profdata" "${programs[0]}" "${objects[@]}" >"$build/lines.info" 2>"$build/cov.log"
awk -v root="$PWD/" '
  # A compiler cache with a base directory leaves FOLDER/../../src in it.
  /^SF:/ {file = substr($0, 4); while (match(file, /[^\/]+\/\.\.\//)) file = substr(file, 1, RSTART - 1) substr(file, RSTART + RLENGTH); ours = index(file, root "include/") == 1 || index(file, root "src/") == 1; file = substr(file, length(root) + 1)}
  /^DA:/ && ours {split(substr($0, 4), a, ","); key = file ":" a[1]; if (!(key in best)) {best[key] = 0; lines[file]++} if (a[2] > 0 && !best[key]) {best[key] = 1; hit[file]++}}
  END {
    for (f in lines) {
      n = split(f, part, "/"); room = part[1] == "src" ? part[2] : n > 3 ? part[3] : "(top)"; if (room ~ /\./) room = "(top)"
      all[room] += lines[f]; some[room] += hit[f]; a1 += lines[f]; h1 += hit[f]
      printf "%9.2f%% %6d of %6d  %s\n", 100 * hit[f] / lines[f], lines[f] - hit[f], lines[f], f > "'"$build"'/files.txt"
    }
    for (r in all) printf "%-12s %6.2f %%  (%d of %d lines)\n", r, 100 * some[r] / all[r], some[r], all[r] | "sort"
    close("sort")
    printf "%-12s %6.2f %%  (%d of %d lines)\n", "total", 100 * h1 / a1, h1, a1
  }' "$build/lines.info"
echo "Covered least (share, lines not run):"
sort -n "$build/files.txt" | head -n 15
echo "Most lines not run:"
sort -k2,2nr "$build/files.txt" | head -n 15
