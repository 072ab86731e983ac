# Sourced by bin/test: its stages, one after the other or in lanes side by side. No command of its own.
#
# What a lane prints is kept and printed whole when the lane ends, so that nothing is mixed; of a lane that fails it is the last
# that is read. Stages name themselves when they begin, so that a long wait has its names.

stages=.build/stages # what each lane printed, and how long each stage took
rm -rf "$stages"
mkdir -p "$stages"
exec 3>&1
began=$SECONDS
lanes=()

stage() { # stage NAME COMMAND…: says what begins, notes how long it took; a failure ends the run, or the lane
  local name=$1 started=$SECONDS
  shift
  say "$name"
  [ -z "${in_lane:-}" ] || say "$name, side by side with others" >&3
  "$@" || stop "Failed: $name (after $(since "$started"))"
  printf '%6s  %s\n' "$(since "$started")" "$name" >>"$stages/times"
}

lane() { # lane NAME COMMAND…: begins a lane beside the others
  local name=$1
  shift
  # A process group of its own, so that whatever it started can be ended with it.
  set -m
  (in_lane=yes && "$@") </dev/null >"$stages/$name" 2>&1 &
  set +m
  lanes[$!]=$name
}

settle() { # settle [NAME…]: waits for these lanes, or for all; the first lane that fails, whichever it is, ends the run
  local process name status
  while [ ${#lanes[@]} -gt 0 ] && waits_for "$@"; do
    status=0
    wait -n -p process "${!lanes[@]}" || status=$?
    name=${lanes[process]}
    unset "lanes[process]"
    printf '\n'
    cat "$stages/$name"
    [ "$status" = 0 ] || stop "The run ends here; the other lanes are ended unfinished: ${lanes[*]:-none}."
  done
}

waits_for() { # waits_for [NAME…]: whether one of these lanes, or any, is still running
  local name
  [ $# -gt 0 ] || return 0
  for name in "${lanes[@]}"; do
    [[ " $* " != *" $name "* ]] || return 0
  done
  return 1
}

end_lanes() { # ends what still runs, with whatever it started
  local process
  for process in "${!lanes[@]}"; do kill -- "-$process" 2>/dev/null || true; done
  lanes=()
}

finish() {
  printf '\n'
  say "All passed"
  cat "$stages/times"
  # What swift-testing and the journeys say of their parts. Suites run side by side, so theirs do not add up.
  sed -nE 's/^[^ ]+ Suite "?([^"]*)"? passed after ([0-9]+)\.[0-9]+ seconds.*/\2 \1/p; s/^ *([0-9]+) s  ([a-z_]+)$/\1 \2/p' "$stages"/* |
    sort -k1,1nr -k2 | awk '{ seconds = $1; sub(/^[0-9]+ /, "") }
      seconds { printf "%6s s    %s\n", seconds, $0 }
      !seconds { quick++ }
      END { if (quick) printf "            and %s suites of less than a second\n", quick }'
}
