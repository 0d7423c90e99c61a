#!/bin/sh
# libsafar.so is compatible with the golden description of its interface; a library whose status is wider is not.
# Needs abigail-tools and a g++ build with debug information; exits 77 (skipped) without. Usage: check_abi.sh BUILD_DIR [--write]
# Trap: abidiff with --headers-dir accepts a grown struct. Only abidw gets that option; hence the control.
set -eu
build=$1
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
golden=$here/libsafar-0.xml
command -v abidw > /dev/null && command -v abidiff > /dev/null || { echo "skipped: abidw and abidiff are not there (abigail-tools)"; exit 77; }
library=$(find "$build/src/c" -name 'libsafar.so' | head -n 1)
[ -n "$library" ] || { echo "no libsafar.so under $build/src/c: build the target safar_c first" >&2; exit 1; }
readelf --sections "$library" | grep -q '\.debug_info' || { echo "skipped: $library has no debug information"; exit 77; }
readelf --debug-dump=info --dwarf-depth=1 "$library" 2> /dev/null | grep -m 1 -q 'GNU C++' || { echo "skipped: the golden description is of a g++ build"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if [ "${2:-}" = "--write" ]; then
  abidw --exported-interfaces-only --headers-dir "$root/include/safar/c" --drop-private-types --drop-undefined-syms \
        --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed "$library" | sed "s|path='$root/|path='|" > "$golden"
  echo "libsafar-0.xml written: $(wc -l < "$golden") lines"
fi
status=0
abidiff --no-added-syms "$golden" "$library" || status=$?
[ "$status" = 0 ] || { echo "abidiff: exit $status: the binary interface changed" >&2; exit 1; }
echo "abidiff: exit 0: compatible with $(basename "$golden")"

# control: the same sources with a status of eight bytes
mkdir -p "$scratch/include/safar"
cp -r "$root/include/safar/." "$scratch/include/safar"
sed -i 's/typedef int32_t safar_status;/typedef int64_t safar_status;/' "$scratch/include/safar/c/base.h"
! cmp -s "$scratch/include/safar/c/base.h" "$root/include/safar/c/base.h" || { echo "control: nothing was changed" >&2; exit 1; }
objects=
for source in "$root"/src/c/*.cpp; do
  object=$scratch/$(basename "$source" .cpp).o
  g++ -std=c++20 -g -O0 -fPIC -fvisibility=hidden -fvisibility-inlines-hidden -I"$scratch/include" -I"$root/src" -c "$source" -o "$object"
  objects="$objects $object"
done
# what the objects call is left undefined: nobody loads this library
soname=$(readelf --dynamic "$library" | sed -n "s/.*soname: \[\(.*\)\].*/\1/p")
g++ -shared -Wl,-soname,"$soname" -Wl,--version-script="$root/src/c/safar.map" -o "$scratch/libsafar.so" $objects
status=0
abidiff --no-added-syms "$golden" "$scratch/libsafar.so" > "$scratch/diff.txt" || status=$?
[ "$status" = 4 ] || { echo "control: a wider status gave exit $status, not 4" >&2; cat "$scratch/diff.txt" >&2; exit 1; }
echo "control: a library with a wider status gives exit 4"
