#!/bin/sh
# Gathers an offline install: make.sh PYTHON [PLATFORM] ["3.11 3.12"] [FOLDER]
# PYTHON is one with the dependencies of development; PLATFORM is pip's name of another one than
# this (macosx_14_0_arm64); the versions are the Pythons of the laptops, this one's by default.
set -eu
cd "$(dirname "$0")/../.."
python=$1
platform=${2:-}
versions=${3:-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')}
dist=${4:-dist}

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml | head -n 1)
here=$("$python" -c 'import sysconfig; print(sysconfig.get_platform().replace("-", "_").replace(".", "_"))')
name=scopecreep-$version-${platform:-$here}
out=$dist/$name
rm -rf "$out" "$out.zip"
mkdir -p "$out/wheels"

for one in $versions; do
    echo "Gathering the wheels for Python $one on ${platform:-$here}."
    "$python" -m pip --disable-pip-version-check --quiet download --require-hashes --no-deps \
        --only-binary :all: --python-version "$one" ${platform:+--platform "$platform"} \
        --requirement requirements.lock --dest "$out/wheels" || {
        echo "Not all wheels could be had. Is the package index reached, and is there a wheel of each package for Python $one on ${platform:-$here}?" >&2
        rm -rf "$out"
        exit 3
    }
done
"$python" -m pip --disable-pip-version-check --quiet wheel --no-deps --no-build-isolation \
    --wheel-dir "$out/wheels" .

cp .ci/bundle/install.sh "$out/install.sh"
chmod 755 "$out/install.sh"
sed -e "s/@VERSION@/$version/g" -e "s/@PLATFORM@/${platform:-$here}/g" \
    -e "s/@PYTHONS@/$versions/g" .ci/bundle/README.txt > "$out/README.txt"
echo "$versions" > "$out/pythons"
"$python" .ci/bundle/checksums.py write "$out"
(cd "$dist" && "$python" -m zipfile -c "$name.zip" "$name")
echo "$out.zip"
