#!/bin/sh
# The dynamic symbols of libsafar.so are exactly those of symbols.txt; a library with one more is noticed.
# Usage: check_symbols.sh BUILD_DIR [--write]
set -eu
build=$1
here=$(cd "$(dirname "$0")" && pwd)
library=$(find "$build/src/c" -name 'libsafar.so' | head -n 1)
[ -n "$library" ] || { echo "no libsafar.so under $build/src/c: build the target safar_c first" >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

exported() { nm --dynamic --defined-only --with-symbol-versions "$1" | sed -e 's/^[0-9a-f]* //' | LC_ALL=C sort; }

exported "$library" > "$scratch/now.txt"
if [ "${2:-}" = "--write" ]; then
  cp "$scratch/now.txt" "$here/symbols.txt"
  echo "symbols.txt written: $(wc -l < "$here/symbols.txt") lines"
fi
diff -u "$here/symbols.txt" "$scratch/now.txt" || { echo "the exported symbols changed: see above; a release commit may change symbols.txt" >&2; exit 1; }
echo "symbols: $(wc -l < "$scratch/now.txt") exported, as in symbols.txt"

# control: the same functions and one more, through the same version script
{
  sed -n 's/^T \(safar_[a-z0-9_]*\)@.*/void \1(void); void \1(void) {}/p' "$here/symbols.txt"
  echo 'void safar_one_more(void); void safar_one_more(void) {} void not_ours(void); void not_ours(void) {}'
} > "$scratch/more.c"
"${CC:-cc}" -shared -fPIC -Wl,--version-script="$here/../../src/c/safar.map" -o "$scratch/libmore.so" "$scratch/more.c"
exported "$scratch/libmore.so" > "$scratch/more.txt"
if diff "$here/symbols.txt" "$scratch/more.txt" > "$scratch/diff.txt"; then
  echo "control: a library with one more function was not noticed" >&2
  exit 1
fi
[ "$(grep -c '^[<>]' "$scratch/diff.txt")" = 1 ] && grep -q '^> T safar_one_more' "$scratch/diff.txt" || { echo "control: the difference is another than safar_one_more" >&2; cat "$scratch/diff.txt" >&2; exit 1; }
echo "control: one more function is noticed, and a function of another name is not exported"
