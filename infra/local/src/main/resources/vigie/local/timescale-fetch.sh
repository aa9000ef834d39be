#!/usr/bin/env bash
# Fetches PostgreSQL with TimescaleDB (Apache-2 edition) of a newer Debian suite into a private
# folder, from the mirrors this machine itself uses. Needs apt-get and dpkg-deb: no root, no change
# to the system. The folder cannot be moved afterwards. Run by one process at a time.
#   timescale-fetch.sh FOLDER SUITE POSTGRESQL_MAJOR
set -euo pipefail
folder=$1 suite=$2 major=$3
[ -e "$folder/.complete" ] && exit 0
for tool in apt-get dpkg-deb; do
  command -v "$tool" > /dev/null || { echo "$tool is not installed here" >&2; exit 1; }
done
here=$(. /etc/os-release; echo "${VERSION_CODENAME:?this system has no suite name}")
rm -rf "$folder"
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial" "$folder/debs"
folder=$(cd "$folder" && pwd)
apt=$folder/apt
: > "$apt/status"

# Only the suite's name is swapped; a mirror that needs another keyring than Debian's is left out.
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
apt-get update --print-uris |
  sed -nE "s#^'([^']*/)dists/$here(-updates|-security)?/InRelease'.*#deb [signed-by=$keyring] \1 $suite\2 main#p" |
  sort -u > "$apt/sources.list"
[ -s "$apt/sources.list" ] || { echo "apt on this machine has no Debian $here source" >&2; exit 1; }

private_apt() {
  apt-get -q -o Dir::State="$apt" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt" \
    -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o APT::Sandbox::User= -o APT::Install-Recommends=false -o Acquire::Languages=none \
    -o Acquire::Retries=3 "$@"
}
private_apt update
# Left out: what only installing needs, and LLVM (half the download; the server runs with jit off).
unused='^(libllvm|libz3|perl|libperl|libjson|libipc|libio|postgresql-common|postgresql-client-common|locales|openssl|ssl-cert|debconf|passwd|adduser|procps)'
private_apt -s install "postgresql-$major-timescaledb" patchelf |
  sed -n 's/^Inst \([^ ]*\).*/\1/p' | grep -vE "$unused" > "$folder/packages"
(cd "$folder/debs" && xargs -a "$folder/packages" apt-get -q -o Dir::State="$apt" \
  -o Dir::State::status="$apt/status" -o Dir::Cache="$apt" \
  -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
  -o APT::Sandbox::User= -o Acquire::Retries=3 download)
for deb in "$folder"/debs/*.deb; do dpkg-deb -x "$deb" "$folder"; done
rm -rf "$apt" "$folder/debs" "$folder"/usr/share/{doc,man,locale} \
  "$folder/usr/lib/postgresql/$major"/lib/{bitcode,llvmjit*}

# Every program runs under the fetched C library, with the fetched libraries.
libraries=$(echo "$folder"/usr/lib/*-linux-gnu)
loader=$(echo "$libraries"/ld-linux-*.so.*)
for program in "$folder/usr/lib/postgresql/$major"/bin/*; do
  "$loader" --library-path "$libraries" "$folder/usr/bin/patchelf" \
    --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$program"
done
"$folder/usr/lib/postgresql/$major/bin/postgres" --version
touch "$folder/.complete"
