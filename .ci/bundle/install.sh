#!/bin/sh
# Installs Scope Creep from this folder alone, without a network: sh install.sh [FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$HOME/scopecreep}
versions=$(cat "$here/pythons" 2>/dev/null) || {
    echo "pythons is missing or damaged. Copy the bundle again." >&2
    exit 1
}

fits() {
    found=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || return 1
    case " $versions " in *" $found "*) python=$1 ;; *) return 1 ;; esac
}

python=
if [ -n "${PYTHON:-}" ]; then
    fits "$PYTHON" || true
else
    for one in $versions; do
        fits "python$one" && break
    done
    [ -n "$python" ] || fits python3 || true
fi
[ -n "$python" ] || {
    echo "This bundle is for Python $versions, and none is found. Name one with: PYTHON=/path/to/python3 sh install.sh" >&2
    exit 3
}
"$python" -c 'import venv, ensurepip' 2>/dev/null || {
    echo "This Python has no venv. On Debian, Ubuntu and WSL: apt install python3-venv" >&2
    exit 3
}
"$python" "$here/checksums.py" check "$here" || exit 1

echo "Installing into $target. This takes a minute."
"$python" -m venv "$target"
# Whatever index this computer is set up for, it is not asked. A bundle may be newer than what is
# installed and bear the same number: what is in it replaces what is there.
PIP_CONFIG_FILE=/dev/null "$target/bin/python" -m pip --isolated --disable-pip-version-check \
    --quiet install --force-reinstall --no-index --find-links "$here/wheels" scopecreep || {
    echo "The wheels do not fit this computer. See 'For which computers' in README.txt." >&2
    exit 3
}
"$target/bin/scopecreep" --version
echo "Play with: $target/bin/scopecreep"
