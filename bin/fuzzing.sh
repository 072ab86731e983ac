# Sourced by bin/test: the readers of outside bytes under sanitizers, built by Fuzzing/Package.swift. No command of its own.
#
# Exits of ours are told apart from findings by their words: every finding names the file that shows it.

fuzz_scratch=.build-sanitize
fuzz_processes=()
fuzz_program=$fuzz_scratch/debug/fuzz
fuzz_found=$fuzz_scratch/found
fuzz_corpus=Fuzzing/Corpus
# How the time of a guided run is dealt: workbooks are the largest reader.
fuzz_shares="parts 5 archive 4 document 2 csv 3 fields 2 multipart 2 text 2"
# So many inputs a reader in every run of the tests: together some twenty seconds.
fuzz_samples="parts 40 archive 200 document 100 csv 300 fields 400 multipart 400 text 200"

export ASAN_OPTIONS="detect_leaks=1:handle_abort=1:handle_sigill=1:handle_sigtrap=1:quarantine_size_mb=64"
export UBSAN_OPTIONS="print_stacktrace=1"
# Leaks that are not ours, with the reason.
export LSAN_OPTIONS="suppressions=$PWD/Fuzzing/leaks.txt:print_suppressions=0"

fuzz_build() {
  # Both sanitizers in one flag, the last: of two flags the Swift compiler keeps one only, and SwiftPM hands over two --sanitize
  # in any order. It is told of the one that brings a main of its own.
  # lld, because the linker Swift chooses prints a line for every function of AddressSanitizer.
  local build_log=$fuzz_scratch/last-build.log # another build may run beside this one
  swift_build --package-path Fuzzing --scratch-path "$fuzz_scratch" --product fuzz --sanitize=fuzzer \
    -Xswiftc -sanitize=address,fuzzer -Xcc -fsanitize=address -Xswiftc -use-ld=lld
  mkdir -p "$fuzz_found"
  # LeakSanitizer stops the program to look at it, which some containers forbid.
  if ! FUZZ_READER=planted "$fuzz_program" -runs=0 >/dev/null 2>&1; then
    export ASAN_OPTIONS="detect_leaks=0:${ASAN_OPTIONS#*:}"
    say "LeakSanitizer cannot run here: leaks are not looked for"
  fi
}

# Every kind of fault that a run must notice is planted once; a run that noticed nothing would pass in silence.
fuzz_planted() {
  local fault expected out
  # Names of functions take seconds to find, and nobody reads these reports.
  local -x ASAN_OPTIONS=$ASAN_OPTIONS:symbolize=0 UBSAN_OPTIONS=symbolize=0
  out=$fuzz_scratch/planted
  rm -rf "$out" && mkdir -p "$out/corpus"
  while read -r fault expected; do
    [ "$fault" = leak! ] && [[ $ASAN_OPTIONS == detect_leaks=0* ]] && continue
    printf '%s' "$fault" >"$out/$fault"
    if FUZZ_READER=planted FUZZ_SECONDS_PER_INPUT=1 "$fuzz_program" -artifact_prefix="$out/" "$out/$fault" >"$out/$fault.log" 2>&1; then
      stop "The planted fault «$fault» was not found."
    fi
    if ! grep -q -- "$expected" "$out/$fault.log"; then
      head -20 "$out/$fault.log" >&2
      stop "The planted fault «$fault» was not found for what it is («$expected»); see $out/$fault.log"
    fi
  done <<'FAULTS'
heap! AddressSanitizer: heap-buffer-overflow
freed AddressSanitizer: heap-use-after-free
undef runtime error: signed integer overflow
trap! Index out of range
wrong Broken: the planted claim
slow! s of processor time
large made the process hold
leak! LeakSanitizer: detected memory leaks
FAULTS
  # The search finds the way to it from nothing: seconds where nothing else runs, and it has time where much does.
  if FUZZ_READER=hidden "$fuzz_program" -seed=1 -max_len=16 -max_total_time=600 -artifact_prefix="$out/" "$out/corpus" >"$out/search.log" 2>&1; then
    stop "The search did not find the planted overflow; see $out/search.log"
  fi
  grep -q 'AddressSanitizer: heap-buffer-overflow' "$out/search.log" || stop "The search stopped otherwise; see $out/search.log"
  echo "    planted: every fault found, the overflow by search as well"
}

# The corpus, then changes of it that follow from a seed, in two processes that share the iterations.
fuzz_seeded() { # fuzz_seeded SECONDS SEED
  local process failed=
  for process in 0 1; do
    FUZZ_SEED=$2 FUZZ_FIRST=$process FUZZ_STEP=2 FUZZ_TIME=$1 FUZZ_CORPUS=$fuzz_corpus FUZZ_KEPT=$fuzz_found/seeded-$process \
      "$fuzz_program" >"$fuzz_found/seeded-$process.log" 2>&1 &
    fuzz_processes[process]=$!
  done
  for process in 0 1; do
    if wait "${fuzz_processes[process]}"; then
      tail -1 "$fuzz_found/seeded-$process.log" | sed 's/^/    /'
    else
      failed=yes
      fuzz_report "$fuzz_found/seeded-$process.log" "$fuzz_found/seeded-$process" \
        "$(cut -d' ' -f1 "$fuzz_found/seeded-$process.txt")" "$(cat "$fuzz_found/seeded-$process.txt")"
    fi
  done
  [ -z "$failed" ]
}

# The search in short: so many inputs a reader from a fixed seed, with nothing learnt before, so that a run that passes here passes
# there. The long search is for finding; this one shows that it works and that what it finds from the corpus alone is mended.
fuzz_sampled() {
  local words=($fuzz_samples) failed=
  rm -rf "$fuzz_scratch/sampled"
  fuzz_half 0 sampled 1 "${words[@]}" &
  fuzz_processes[0]=$!
  fuzz_half 1 sampled 1 "${words[@]}" &
  fuzz_processes[1]=$!
  local index
  for index in 0 1; do wait "${fuzz_processes[index]}" || failed=yes; done
  [ -z "$failed" ]
}

# libFuzzer: changes what reached new code, one reader after the other on each of two processors. What it learnt stays for the
# next run.
fuzz_guided() { # fuzz_guided SECONDS
  local words=($fuzz_shares) total=0 index reader failed=
  for ((index = 1; index < ${#words[@]}; index += 2)); do total=$((total + words[index])); done
  fuzz_half 0 "$1" "$total" "${words[@]}" &
  fuzz_processes[0]=$!
  fuzz_half 1 "$1" "$total" "${words[@]}" &
  fuzz_processes[1]=$!
  for index in 0 1; do wait "${fuzz_processes[index]}" || failed=yes; done
  [ -z "$failed" ]
}

# Both halves read everything, from different seeds, so that neither processor waits for the other.
fuzz_half() { # fuzz_half PROCESS SECONDS|sampled SHARES-IN-ALL READER SHARE|INPUTS…
  local process=$1 seconds=$2 total=$3 log reader time learnt bounds failed=0
  shift 3
  while [ $# -gt 0 ]; do
    reader=$1
    log=$fuzz_found/$reader-$process.log
    if [ "$seconds" = sampled ]; then
      learnt=$fuzz_scratch/sampled/$reader-$process
      bounds="-seed=$((process + 1)) -runs=$2 -reload=0"
    else
      time=$((seconds * $2 / total))
      learnt=$fuzz_scratch/grown/$reader
      bounds="-max_total_time=$((time > 0 ? time : 1)) -reload=5"
    fi
    shift 2
    mkdir -p "$learnt" "$fuzz_found/$reader"
    # shellcheck disable=SC2086
    if FUZZ_READER=$reader SWIFT_DETERMINISTIC_HASHING=1 "$fuzz_program" $bounds -timeout=60 -rss_limit_mb=1500 -detect_leaks=0 \
      -max_len="$(fuzz_longest "$reader")" -artifact_prefix="$fuzz_found/$reader/" -print_final_stats=1 \
      "$learnt" "$fuzz_corpus/$reader" >"$log" 2>&1; then
      printf '    %-10s %s\n' "$reader" "$(fuzz_figures "$log")"
    else
      fuzz_report "$log" "$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)" "$reader" "guided search"
      failed=1
    fi
  done
  return $failed
}

fuzz_longest() { case $1 in archive | parts) echo 200000 ;; csv | multipart) echo 100000 ;; *) echo 16000 ;; esac; }

# What libFuzzer says of itself at the end, in a line.
fuzz_figures() {
  local executed rate covered
  executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$1")
  rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$1")
  covered=$(sed -n 's/.*DONE *cov: \([0-9]*\).*/\1/p' "$1")
  echo "$executed inputs, $rate a second, $covered places reached"
}

fuzz_report() { # fuzz_report LOG INPUT READER WHAT
  local kept
  kept=$fuzz_found/$3-$(sha256sum "$2" | cut -c1-12)
  cp "$2" "$kept"
  {
    printf '\nFound by %s (%s):\n' "$3" "$4"
    grep -E -m 3 'Broken:|SUMMARY:|runtime error|Fatal error|ERROR: ' "$1" || tail -5 "$1"
    grep -E -m 12 '^ *#[0-9]+ .*(/Rooms/|/fuzz/)' "$1" || true
    echo "The input is kept; read it again with:  FUZZ_READER=$3 $fuzz_program $kept"
  } >&2
}
