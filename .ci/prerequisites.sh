# What run and test need on a machine that has nothing but a shell. Sourced; sets JAVA_HOME.

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Runs a command as root, or fails when that is impossible without asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        command -v sudo >/dev/null && sudo -n "$@"
    fi
}

can_be_root() { as_root true 2>/dev/null; }

install_packages() {
    command -v apt-get >/dev/null && can_be_root || return 1
    say "Installing: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >/dev/null </dev/null &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 install --yes \
            --no-install-recommends "$@" >/dev/null </dev/null
}

# install_hint DEBIAN FEDORA SUSE   how a package is installed on this system, by the name that it has there
install_hint() {
    if command -v apt-get >/dev/null; then
        echo "apt install $1"
    elif command -v dnf >/dev/null; then
        echo "dnf install $2"
    elif command -v zypper >/dev/null; then
        echo "zypper install $3"
    else
        echo "install it as this system installs programs; the package may be called $1 or $2"
    fi
}

# A JDK that both builds and runs Guestnet: 17 or later, but before 24, which has no security manager for Karaf to allow.
is_usable_jdk() {
    local version
    [ -x "$1/bin/javac" ] || return 1
    version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ -n "$version" ] && [ "$version" -ge 17 ] && [ "$version" -lt 24 ]
}

find_jdk() {
    local candidate on_path
    on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /none/none/none)")")")
    for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*17* /usr/lib/jvm/*21* /usr/lib/jvm/*; do
        if is_usable_jdk "$candidate"; then
            export JAVA_HOME=$candidate
            return 0
        fi
    done
    return 1
}

require_jdk() {
    find_jdk && return
    install_packages openjdk-17-jdk-headless || install_packages openjdk-21-jdk-headless || true
    find_jdk || die "Guestnet needs a JDK 17 (or 21) and could not install one. Try:" \
        "$(install_hint openjdk-17-jdk-headless java-21-openjdk-devel java-21-openjdk-devel)"
}

# require_program PROGRAM DEBIAN [FEDORA [SUSE]]   a program, and the package that brings it; one name does for all that follow
require_program() {
    command -v "$1" >/dev/null && return
    install_packages "$2" || true
    command -v "$1" >/dev/null ||
        die "Guestnet needs the program $1 and could not install it. Try: $(install_hint "$2" "${3:-$2}" "${4:-${3:-$2}}")"
}

require_build_tools() {
    require_jdk
    command -v wget >/dev/null || require_program curl curl
    require_program ssh openssh-client openssh-clients
    require_program ps procps procps-ng procps
}
