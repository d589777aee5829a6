# Pings a guest every 20 ms from the fabric and measures the longest time without an answer.
# Sourced by scripts that have $lab (path of lab.sh) and $work (a directory).

answers_ping() { in_fabric ping -n -c 1 -W 1 "$1" >/dev/null 2>&1; }

ping_start() {
    (exec "$lab" exec fab ping -n -D -i 0.02 "$1") >"$work/ping.out" 2>&1 & # exec: $! is ping itself, to be killed
    pinger=$!
    eventually 10 grep -q 'bytes from' "$work/ping.out" || failed "$1 does not answer"
}

# The longest gap in milliseconds, counted to the end of the measurement, so that a guest that fell silent shows.
ping_stop() {
    sleep 0.5 # what happens just after the event belongs to the measurement
    local end
    end=$(date +%s.%N)
    kill "$pinger"
    wait "$pinger" 2>/dev/null || true
    awk -F '[][]' -v end="$end" '
        / bytes from / { if (last && $2 - last > longest) longest = $2 - last; last = $2 }
        END { if (end - last > longest) longest = end - last; printf "%d\n", longest * 1000 }' "$work/ping.out"
}

ping_count() { grep -c ' bytes from ' "$work/ping.out"; }
