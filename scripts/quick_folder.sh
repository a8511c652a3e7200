#!/bin/sh
# Where tests keep their files: in memory where there is plenty, since most commits wait for a disk.
memory=/dev/shm
least=4194304 # KiB
free=$(df -Pk "$memory" 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -w "$memory" ] && [ "${free:-0}" -ge "$least" ]; then
  echo "$memory"
else
  echo "${TMPDIR:-/tmp}"
fi
