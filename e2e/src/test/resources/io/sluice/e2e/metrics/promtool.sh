#!/bin/sh
# Unpacks promtool from the distribution's package "prometheus" into the directory given, without root.
set -eu
root=$1
apt=$root/apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
: >"$apt/status"
set -- -qq -o "Dir::State=$apt" -o "Dir::State::Lists=$apt/lists" -o "Dir::State::status=$apt/status" \
  -o "Dir::Cache=$apt/cache" -o "APT::Sandbox::User=$(id -un)" -o Debug::NoLocking=true
apt-get "$@" update
cd "$apt"
apt-get "$@" download prometheus
dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x -C "$root" --strip-components=3 ./usr/bin/promtool
cd "$root"
rm -r "$apt"
