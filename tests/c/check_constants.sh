#!/bin/sh
# constants.c compiles as it is, and does not where two codes are swapped. Usage: check_constants.sh CC SOURCE_DIR
set -eu
cc=$1 source=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$cc" -std=c99 -pedantic -Wall -Wextra -Werror -I"$source/include" -fsyntax-only "$source/tests/c/constants.c"
echo "constants: as frozen"
mkdir -p "$scratch/safar/c"
sed -e 's/SAFAR_E_REFUSED 20/SAFAR_E_REFUSED 21/' -e 's/SAFAR_E_NEEDS 21/SAFAR_E_NEEDS 20/' "$source/include/safar/c/base.h" > "$scratch/safar/c/base.h"
! cmp -s "$scratch/safar/c/base.h" "$source/include/safar/c/base.h" || { echo "control: nothing was swapped" >&2; exit 1; }
if "$cc" -std=c99 -I"$scratch" -I"$source/include" -fsyntax-only "$source/tests/c/constants.c" 2> /dev/null; then
  echo "control: two swapped codes compiled" >&2
  exit 1
fi
echo "control: two swapped codes do not compile"
