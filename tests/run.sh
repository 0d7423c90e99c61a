#!/usr/bin/env bash
# All tests, on a bare Debian 12 machine: sets up what is missing, builds, tests, and ends with what the tools said.
# Can be run again: what is there stays. Logs: build/tests/<step>.log.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/setup.sh

usage() {
  cat <<'TEXT'
bash tests/run.sh [--all] [--only STEP] [--list] [--help]

  (nothing)     set up, build with g++ (warnings are errors), every test, the example as a small story
  --all         also: clang, address and undefined-behaviour sanitizers, 20 s of each fuzz entry, other languages, the wheel
  --only STEP   that step alone (what it needs must have been built)
  --list        the steps, and what each does
TEXT
}

steps=(setup configure build ctest layers symbols stubs docs pytest example compile_times)
more=(clang_build clang_ctest asan_build asan_ctest fuzz embedding wheel attacks)
alone=(abi install attack_controls matrix)  # abi and install are in ctest too, samples of the others in pytest
says() {
  case $1 in
    setup) echo "Debian packages, and Python packages in .venv" ;;
    configure) echo "preset dev with the Python module" ;;
    build) echo "g++, warnings are errors" ;;
    ctest) echo "unit tests, vectors, fuzz corpora, C programs, install consumers, ABI" ;;
    layers) echo "the arrows between rooms; and a control that must fail" ;;
    symbols) echo "what libsafar.so exports; and a control" ;;
    stubs) echo "Python stubs are what is there; and a control that must fail" ;;
    docs) echo "docs/ are what the library says of itself; and a control that must fail" ;;
    pytest) echo "the Python package, the command line, README's examples" ;;
    example) echo "examples/run.sh with 600 applications, seed 7: every figure against its truth" ;;
    compile_times) echo "what each header costs to include (shown, no limit)" ;;
    clang_build) echo "preset clang, warnings are errors" ;;
    clang_ctest) echo "the same tests" ;;
    asan_build) echo "preset asan: clang with sanitizers, and the fuzz entries" ;;
    asan_ctest) echo "the same tests under sanitizers" ;;
    fuzz) echo "${SAFAR_FUZZ_SECONDS:-20} s of each libFuzzer entry" ;;
    abi) echo "binary interface against its golden form; and a control that must differ" ;;
    install) echo "programs of others against a staged install" ;;
    embedding) echo "one story from C, C++, Python, Go, Rust, Java, Node: what is not here is named and skipped; and controls (SAFAR_EMBED_SUBDIRECTORY=1: add_subdirectory too, which compiles all once more)" ;;
    attacks) echo "two attacks on copies of the sources whose mend is taken out: each must find something (pytest runs all on the sources as they are)" ;;
    attack_controls) echo "every attack on a copy whose mend is taken out: each must find something" ;;
    matrix) echo "every role, purpose, view, column, call and command; and every pair of registers that differ in one sealed value" ;;
    wheel) echo "an sdist, a wheel from it, and the wheel in a new environment without a compiler" ;;
  esac
}

all= only=
while [ $# -gt 0 ]; do
  case $1 in
    --all) all=1 ;;
    --only) only=${2:-}; shift ;;
    --list) for s in "${steps[@]}"; do printf '%-14s %s\n' "$s" "$(says "$s")"; done
            for s in "${more[@]}"; do printf '%-14s %s (--all)\n' "$s" "$(says "$s")"; done
            for s in "${alone[@]}"; do printf '%-14s %s (--only)\n' "$s" "$(says "$s")"; done; exit 0 ;;
    --help|-h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
[ -n "$all" ] && steps+=("${more[@]}")
if [ -n "$only" ]; then
  case " ${steps[*]} ${more[*]} ${alone[*]} " in *" $only "*) ;; *) echo "there is no step \"$only\": see --list" >&2; exit 2 ;; esac
  case " ${more[*]} ${alone[*]} " in *" $only "*) all=1 ;; esac
  if [ "$only" = setup ]; then steps=(setup); else steps=(setup "$only"); fi
fi

root=$PWD python=$PWD/.venv/bin/python logs=$PWD/build/tests jobs=$(nproc)
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1  # the example and the wheel compile the same files in other folders
mkdir -p "$logs"

step_setup() ( set -e; if [ -n "$all" ]; then setup_packages all; else setup_packages test; fi; setup_venv build; setup_venv test )
step_configure() { cmake --preset dev -DSAFAR_BUILD_PYTHON=ON -DPython_EXECUTABLE="$python"; }
step_build() { ninja -C build/dev -j"$jobs"; }
run_ctest() { ctest --test-dir "build/$1" -j"$jobs" --output-on-failure --no-tests=error; }
step_ctest() { run_ctest dev; }
step_layers() {
  "$python" tests/layers/check_layers.py . && "$python" tests/layers/check_layers.py --control tests/layers/bad
}
step_symbols() { tests/abi/check_symbols.sh build/dev; }
with_package() { PYTHONPATH=$root/build/dev/python "$@"; }
must_fail() {  # must_fail WORD COMMAND...: it fails, and says the word
  local word=$1; shift
  if "$@" >"$logs/control.txt" 2>&1; then echo "control: this must fail and did not: $*"; return 1; fi
  grep -qF -- "$word" "$logs/control.txt" || { echo "control: it failed without a word of \"$word\":"; cat "$logs/control.txt"; return 1; }
  echo "control: a planted fault in \"$word\" is found"
}
step_stubs() {
  with_package "$python" tools/make_stubs.py --check || return
  rm -rf "$logs/stubs" && mkdir -p "$logs/stubs" && cp python/safar/_core.pyi python/safar/commands.pyi "$logs/stubs" || return
  sed -i 's/def rows_json(self, first: int, count: int, \/)/def rows_json(self, first: int, \/)/' "$logs/stubs/_core.pyi"
  must_fail rows_json with_package "$python" tools/make_stubs.py --check --types-only --stubs "$logs/stubs"
}
step_docs() {
  with_package "$python" tools/make_docs.py --check || return
  rm -rf "$logs/docs" && mkdir -p "$logs/docs" && cp docs/*.md "$logs/docs" || return
  sed -i '0,/withdraw_consent/s//withdraw_konsent/' "$logs/docs/commands.md"
  must_fail commands.md with_package "$python" tools/make_docs.py --check --docs "$logs/docs"
}
step_pytest() { with_package "$python" -m pytest --color=no -p no:cacheprovider tests/python; }
step_example() { bash examples/run.sh --applications 600 --seed 7 --no-page --out build/tests/mali; }
step_compile_times() { "$python" tests/bench/compile_times.py ${all:+--once} .; }
step_clang_build() { cmake --preset clang && ninja -C build/clang -j"$jobs"; }
step_clang_ctest() { run_ctest clang; }
step_asan_build() { cmake --preset asan && ninja -C build/asan -j"$jobs"; }
sanitizers() {  # leaks are looked for where the machine allows that (it needs ptrace)
  local probe=$logs/leak_probe
  export UBSAN_OPTIONS=print_stacktrace=1
  printf 'int main(void) { return 0; }\n' >"$probe.c"
  clang-14 -fsanitize=address "$probe.c" -o "$probe" || return
  if ASAN_OPTIONS=detect_leaks=1 "$probe" >/dev/null 2>&1; then export ASAN_OPTIONS=detect_leaks=1; echo "leaks are looked for"
  else export ASAN_OPTIONS=detect_leaks=0; echo "leaks are NOT looked for: this machine does not let LeakSanitizer run"; fi
}
step_asan_ctest() { sanitizers && run_ctest asan; }
step_fuzz() {
  sanitizers || return
  local entries
  entries=$(find build/asan/tests -name 'fuzz_*' -type f -perm -u+x | sort)
  [ -n "$entries" ] || { echo "no fuzz entry under build/asan/tests"; return 1; }
  export logs
  xargs -P "$jobs" -n 1 bash -c '
    name=$(basename "$1")
    rm -rf "$logs/$name" && mkdir -p "$logs/$name" || exit 255
    "$1" -max_total_time="${SAFAR_FUZZ_SECONDS:-20}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$logs/$name-" \
      "$logs/$name" "tests/fuzz/corpus/${name#fuzz_}" >"$logs/$name.log" 2>&1 && echo "$name ok" && exit 0
    tail -n 40 "$logs/$name.log"; echo "*** $name FAILED"; exit 1' fuzz <<<"$entries"
}
step_abi() { tests/abi/check_symbols.sh build/dev && tests/abi/check_abi.sh build/dev; }
step_install() { tests/install/run.sh build/dev; }

step_embedding() {
  "$python" tests/embed/docs.py . && "$python" tests/embed/docs.py . --control && PYTHON=$python SAFAR_EMBED_SUBDIRECTORY=${SAFAR_EMBED_SUBDIRECTORY:-0} tests/embed/run.sh build/dev --require python
}
step_attacks() { "$python" tests/attack/run.py --controls ${SAFAR_CONTROLS:-a90}; }
step_attack_controls() { "$python" tests/attack/run.py --controls; }
step_matrix() { "$python" tests/attack/matrix.py && "$python" tests/attack/pairs.py; }
step_wheel() { CMAKE_CXX_COMPILER_LAUNCHER=ccache CMAKE_BUILD_PARALLEL_LEVEL=$jobs PYTHON=$python tests/embed/wheel.sh "$logs/wheel"; }

table=() closing=() last= began_all=$SECONDS
finish() {
  printf '\n%-14s %8s  %s\n' step seconds result
  printf '%s\n' "${table[@]}"
  printf '%-14s %8d\n' together $((SECONDS - began_all))
}
for step in "${steps[@]}"; do
  log=$logs/$step.log
  printf '%-14s %s ... ' "$step" "$(says "$step")"
  began=$SECONDS status=0
  "step_$step" </dev/null >"$log" 2>&1 || status=$?
  spent=$((SECONDS - began))
  if [ $status != 0 ]; then
    echo "FAILED ($spent s)"
    table+=("$(printf '%-14s %8d  FAILED' "$step" "$spent")")
    grep -nE '^FAILED|error:|Error|\*\*\*|NOT ' "$log" | tail -n 20
    echo "--- the end of $log"
    tail -n 40 "$log"
    finish
    echo "failed: $step. To repeat it: bash tests/run.sh --only $step"
    exit 1
  fi
  note=
  case $step in
    *ctest) line=$(grep -E '^[0-9]+% tests passed' "$log" | tail -n 1)
            closing+=("$line")
            skipped=$(grep -c '(Skipped)' "$log") ; [ "$skipped" = 0 ] || note="$line; skipped: $skipped"
            [ -n "$note" ] || note=$line ;;
    pytest) last=$(tail -n 1 "$log"); note=$(echo "$last" | tr -d =) ;;
    *) note=$(tail -n 1 "$log" | cut -c1-100) ;;
  esac
  case $step in configure|build|clang_build|asan_build|setup) note= ;; esac
  echo "$spent s"
  table+=("$(printf '%-14s %8d  %s' "$step" "$spent" "${note:-ok}")")
done
cat "$logs/compile_times.log" 2>/dev/null | { case " ${steps[*]} " in *" compile_times "*) echo; cat ;; *) cat >/dev/null ;; esac; }
finish
# The tools' own words, as they said them: ctest's of each build, then pytest's.
[ -z "${closing[*]:-}$last" ] || { echo; printf '%s\n' "${closing[@]}" ${last:+"$last"}; }
