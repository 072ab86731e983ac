# Sourced by the commands beside it: how they speak, and how they build. No command of its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# One line for each thing that is done, so a long wait always has a name.
say() { if [ -t 1 ]; then printf '\033[1m==> %s\033[0m\n' "$*"; else printf '==> %s\n' "$*"; fi; }

# Why it cannot go on, and what to do; then the end.
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

# Seconds as `75 s`, for the times that stages print.
since() { echo "$((SECONDS - $1)) s"; }

# swift build with its thousands of lines folded into one that counts. The whole output stays in .build/last-build.log, or where
# $build_log says; what the compiler objects to is printed at the end.
swift_build() {
  local log=${build_log:-.build/last-build.log}
  mkdir -p "$(dirname "$log")"
  swift build "$@" </dev/null 2>&1 | tee "$log" | count_steps && return 0
  grep -E -A 6 '(error|warning): ' "$log" | awk '!seen[$0]++' | head -100 >&2 || tail -20 "$log" >&2
  stop "The build failed; its whole output is in $log."
}

# Reads `[12/345] Compiling …` lines: one line rewritten in place on a terminal, one for each tenth of the way in a log.
count_steps() {
  local line tenth last= seen=
  while IFS= read -r line; do
    if [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]]; then
      tenth=$((10 * BASH_REMATCH[1] / (BASH_REMATCH[2] + 1)))
      if [ -t 1 ]; then
        printf '\r    step %s of %s    ' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
        seen=yes
      elif [ "$tenth" != "$last" ]; then
        printf '    step %s of %s\n' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
      fi
      last=$tenth
    elif [[ $line == Fetching* ]]; then
      printf '    %s\n' "$line"
    fi
  done
  [ -z "$seen" ] || printf '\n'
}
