#!/usr/bin/env bash
# Installs a build, then builds examples/embedding from that prefix alone, each in a folder of its own, runs it, and compares what it prints.
# Usage: run.sh BUILD_DIR [--require "NAME ..."] [--only NAME]
#   Where a toolchain is missing its program is skipped, loudly; not if it is required (c and the C++ ones always are).
#   The Python module is taken from BUILD_DIR if that has one; PYTHON names the interpreter. SAFAR_EMBED_KEEP=1 keeps the folder.
set -uo pipefail
build=$(cd "$1" && pwd) || exit 2
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
required="c cpp-model-only cpp-find-package" only=
while [ $# -gt 0 ]; do
  case $1 in
    --require) required="$required ${2:-}"; shift ;;
    --only) only=${2:-}; shift ;;
    *) sed -n '2,6p' "$0" >&2; exit 2 ;;
  esac
  shift
done
scratch=$(mktemp -d)
[ -n "${SAFAR_EMBED_KEEP:-}" ] && echo "in $scratch" || trap 'rm -rf "$scratch"' EXIT
python=${PYTHON:-python3}
failed=0 ran=() missing=()

cmake --install "$build" --prefix "$scratch/first" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
mv "$scratch/first" "$scratch/prefix" # nothing may remember where it was put
library=$(dirname "$(find "$scratch/prefix" -name libsafar.so | head -n 1)")
export PKG_CONFIG_PATH=$library/pkgconfig CMAKE_PREFIX_PATH=$scratch/prefix LD_LIBRARY_PATH=$library
mkdir "$scratch/work"
cp -r "$root/examples/embedding/." "$scratch/work" # what a build leaves does not lie in the sources
# what a build with sanitizers needs, a program that is linked to it needs too
flags=$(sed -n 's/^SAFAR_SANITIZE:[A-Z]*=\(..*\)/-fsanitize=\1/p' "$build/CMakeCache.txt")
strict="-Wall -Wextra -Wpedantic -Werror"

have() { local each; for each in "$@"; do command -v "$each" >/dev/null || { why="no $each here"; return 77; }; done; }
cmaked() { # folder, arguments...: a Release build beside it
  local from=$1; shift
  cmake -S "$from" -B "$from/build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS="$flags" -DCMAKE_CXX_FLAGS="$flags $strict" "$@" && cmake --build "$from/build" --parallel 2
}

watch() { # kinds: what the program leaves unfreed at its end fails it, where valgrind can say so
  if [ -z "$flags" ] && command -v valgrind >/dev/null; then
    run=(valgrind -q --leak-check=full --show-leak-kinds="$1" --errors-for-leak-kinds="$1" --error-exitcode=99 "${run[@]}") note="nothing is left unfreed"
  fi
}

# make_NAME builds in the folder of the program and sets `run`; 77: `why` it cannot.
make_c() {
  have pkg-config && ${CC:-cc} -std=c99 -g $strict $flags -o story story.c $(pkg-config --cflags --libs safar) || return
  run=(./story); watch all
}
make_cpp-find-package() { cmaked . && run=(./build/story) && watch all; }
make_cpp-model-only() { cmaked . && run=(./build/nouns) && ! nm --undefined-only build/nouns | grep -i safar; }
make_cpp-add-subdirectory() { # of the sources, so the prefix is out of reach; without optimisation, which is half the time
  [ "${SAFAR_EMBED_SUBDIRECTORY:-1}" = 1 ] || { why="SAFAR_EMBED_SUBDIRECTORY=0"; return 77; }
  env -u PKG_CONFIG_PATH -u CMAKE_PREFIX_PATH cmake -S . -B build -DSAFAR_SOURCE_DIR="$root" -DCMAKE_BUILD_TYPE= \
    $(command -v ccache >/dev/null && echo -DCMAKE_CXX_COMPILER_LAUNCHER=ccache) && cmake --build build --parallel "$(nproc)" && run=(./build/story)
}
make_python() {
  have "$python" || return
  cmake --install "$build" --component python --prefix "$scratch/python" || return
  [ -d "$scratch/python/safar" ] || { why="$build has no Python module"; return 77; }
  run=(env -u LD_LIBRARY_PATH PYTHONPATH="$scratch/python" "$python" -W error story.py)
}
make_go() { have go pkg-config && go vet ./... && go build -o story . && run=(./story); }
make_rust() { have cargo pkg-config && RUSTFLAGS="-D warnings" cargo build --quiet --release --offline && run=(./target/release/story) && watch definite,indirect; }
make_java() {
  local jar=/usr/share/java/jna.jar
  have javac java || return
  [ -e "$jar" ] || { why="no $jar here (Debian: libjna-java)"; return 77; }
  javac -Xlint:all -Werror -cp "$jar" -d classes ./*.java && run=(java -cp "$jar:classes" Story)
}
make_node() {
  have node npm || return
  npm install --ignore-scripts --no-audit --no-fund --loglevel=error || { why="npm could not install koffi"; return 77; }
  run=(node story.mjs)
}

one() {
  local name=$1 expected=$root/examples/embedding/expected.txt began=$SECONDS status=0 why= note= run=() word
  [ "$name" = cpp-model-only ] && expected=$root/examples/embedding/$name/expected.txt
  cd "$scratch/work/$name" || exit 1
  "make_$name" >"$scratch/log" 2>&1 || status=$?
  if [ $status = 77 ]; then
    case " $required " in *" $name "*) word=FAILED failed=1 ;; *) word=SKIPPED ;; esac
    printf '%-22s %s: %s\n' "$name" "$word" "$why"
    missing+=("$name")
    return
  elif [ $status != 0 ]; then
    printf '%-22s FAILED to build\n' "$name"; tail -n 30 "$scratch/log" | sed 's/^/    /' >&2; failed=1
    return
  fi
  local built=$((SECONDS - began))
  mkdir "$scratch/data-$name"
  "${run[@]}" "$scratch/data-$name" >"$scratch/printed-$name" 2>"$scratch/log" || status=$?
  if [ $status != 0 ]; then
    printf '%-22s FAILED with %d\n' "$name" "$status"; tail -n 30 "$scratch/log" | sed 's/^/    /' >&2; failed=1
  elif ! diff "$expected" "$scratch/printed-$name" >"$scratch/diff"; then
    printf '%-22s FAILED: it prints something else\n' "$name"; sed 's/^/    /' "$scratch/diff" >&2; failed=1
  else
    printf '%-22s ok, built in %d s%s\n' "$name" "$built" "${note:+, $note}"
    [ "$name" = cpp-model-only ] || ran+=("$name")
  fi
}

# the library compiled once more, which takes minutes: SAFAR_EMBED_SUBDIRECTORY=0 leaves it out
for name in c cpp-find-package cpp-add-subdirectory cpp-model-only python go rust java node; do
  [ -z "$only" ] || [ "$only" = "$name" ] || continue
  one "$name"
done
cd "$root" || exit 1

if [ -z "$only" ]; then
  "$python" "$here/versions.py" "$scratch/prefix" && "$python" "$here/versions.py" "$scratch/prefix" --control || failed=1
fi

# control: without one of its frees the C program must fail
if [ -z "$flags" ] && command -v valgrind >/dev/null && [ -e "$scratch/printed-c" ]; then
  cd "$scratch/work/c" && mkdir -p leaking data && grep -v '^  safar_buffer_free(json);$' story.c >leaking/story.c && cd leaking && status=0
  { make_c && "${run[@]}" ../data; } >"$scratch/log" 2>&1 || status=$?
  cd "$root" || exit 1
  if [ $status = 99 ]; then echo "control: what is not freed is found"; else echo "control: what is not freed was NOT found ($status)"; failed=1; fi
fi
# control: one byte more or less, and a program would have failed
if [ -e "$scratch/printed-c" ]; then
  sed 's/not_in_state/not_in_stale/' "$root/examples/embedding/expected.txt" >"$scratch/control"
  if cmp -s "$scratch/control" "$scratch/printed-c"; then echo "control: a changed byte was not seen"; failed=1; else echo "control: a changed byte is seen"; fi
fi
[ ${#missing[@]} = 0 ] || echo "NOT RUN, since what they need is not here: ${missing[*]}"
echo "${#ran[@]} programs print the same receipt and the same refusal: ${ran[*]}"
exit $failed
