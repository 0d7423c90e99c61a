#!/usr/bin/env bash
# Every fuzz entry for so many minutes, with clang's address and undefined-behaviour sanitizers; prints what each did.
#   tests/bench/fuzz_long.sh MINUTES [ENTRY...]      SAFAR_FUZZ_BUILD: a folder to build in (default build/fuzz)
# What is found lies in that folder under found/. One that is worth keeping goes to tests/fuzz/corpus/<entry>/, where the suite replays it.
set -euo pipefail
cd "$(dirname "$0")/../.."
minutes=${1:-}
case $minutes in ''|*[!0-9]*) sed -n 2,5p "$0" >&2; exit 2 ;; esac
shift
build=${SAFAR_FUZZ_BUILD:-build/fuzz}
entries=("$@")
[ ${#entries[@]} -gt 0 ] || mapfile -t entries < <(grep -rhoP 'safar_fuzz\(\w+ \K\w+' tests --include=CMakeLists.txt | sort -u)
launcher=()
if command -v ccache >/dev/null; then launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_CXX_FLAGS=-O1 \
  -DSAFAR_SANITIZE=address,undefined -DSAFAR_BUILD_FUZZ=ON -DSAFAR_BUILD_SHARED=OFF "${launcher[@]}" >/dev/null
ninja -C "$build" "${entries[@]/#/fuzz_}" | tail -n 1
mkdir -p "$build/found"
failed=0
for entry in "${entries[@]}"; do
  program=$(find "$build/tests" -name "fuzz_$entry" -type f -perm -u+x)
  mkdir -p "$build/grown/$entry"
  words=()
  [ -f "tests/fuzz/$entry.dict" ] && words=(-dict="tests/fuzz/$entry.dict")
  if "$program" -max_total_time=$((minutes * 60)) -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$build/found/$entry-" \
      "${words[@]}" "$build/grown/$entry" "tests/fuzz/corpus/$entry" >"$build/found/$entry.log" 2>&1; then result=clean; else result=FOUND failed=1; fi
  awk -v entry="$entry" -v result="$result" '/^stat::number_of_executed_units/ {n = $2} / cov: / {for (i = 1; i < NF; ++i) { if ($i == "cov:") cov = $(i + 1); if ($i == "corp:") corpus = $(i + 1) }}
    END {printf "%-14s %-6s %12d executions, %6d edges, corpus %s\n", entry, result, n, cov, corpus}' "$build/found/$entry.log"
done
exit "$failed"
