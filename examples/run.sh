#!/usr/bin/env bash
# The main job: sets up a bare Debian 12 machine, builds safar, and runs the Mali story. Can be run again: what is there stays.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/setup.sh

case " $* " in *" --help "*|*" -h "*) [ -x .venv/bin/python ] || { echo "run it once without --help: it sets the environment up"; exit 0; } ;; esac

began=$SECONDS
setup_packages build
setup_venv build
setup_module
echo "set up in $((SECONDS - began)) s"
exec .venv/bin/python examples/mali/mali.py "$@"
