#!/bin/sh
# Runs the unpacked PROGRAM with the libraries that it was built for, not with this machine's.
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
libraries=$root/usr/lib/TRIPLET:$root/lib/TRIPLET
for loader in "$root"/usr/lib/TRIPLET/ld-linux-*.so.* "$root"/lib/TRIPLET/ld-linux-*.so.*; do
  [ -f "$loader" ] && exec "$loader" --library-path "$libraries" "$root/usr/PROGRAM" "$@"OPTIONS
done
echo "no loader under $root: delete that directory and start again" >&2
exit 127
