#!/usr/bin/env bash
# Installs the CalDAV servers that specs run on, from Debian's packages. Needs root. Does nothing if they are there.
# Neither is started: the specs start their own.
set -euo pipefail

servers=(radicale xandikos)
missing=()
for server in "${servers[@]}"; do
  command -v "$server" >/dev/null || missing+=("$server")
done
[ ${#missing[@]} -eq 0 ] && exit 0

# Debian starts a server right after its installation, unless this policy forbids it.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
