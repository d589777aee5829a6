# To tell a story with real commands: prints each one and what it answers, and ends when one does not do what was said.
# Sourced by demo.sh.

if [ -t 1 ]; then bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'; else bold='' green='' red='' plain=''; fi

title() { printf '\n%s\n' "$bold$*$plain"; }

say() { printf '\n  %s\n' "$*"; }

# Prints a command as its reader would type it, runs it, and prints what it says. Fails when the command fails.
show() {
    local status=0
    echo "  \$ $*"
    last=$("$@" </dev/null 2>&1) || status=$?
    [ -z "$last" ] || sed 's/^/    /' <<<"$last"
    [ $status = 0 ] || failed "this command ended with $status"
}

# A command that must be refused; the reason must be in what it says.
refused() { # text, command…
    local text=$1 status=0
    shift
    echo "  \$ $*"
    last=$("$@" </dev/null 2>&1) || status=$?
    sed 's/^/    /' <<<"$last"
    [ $status != 0 ] || failed "this command should have been refused"
    said "$text"
    good "refused: $text (exit code $status)"
}

# The last command's output must have this in it.
said() {
    local text
    for text in "$@"; do
        grep -qF -- "$text" <<<"$last" || failed "'$text' is not in what it said"
    done
}

good() { echo "  ${green}ok$plain $*"; }

failed() {
    echo "  ${red}FAILED$plain $*" >&2
    exit 1
}

check() { # what, command…
    local what=$1
    shift
    if "$@"; then good "$what"; else failed "$what"; fi
}

same_text() { [ "$1" = "$2" ] || { diff <(echo "$1") <(echo "$2") >&2; false; }; }

eventually() { # seconds, command…
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $deadline ] || return 1
        sleep 0.1
    done
}
