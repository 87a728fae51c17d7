# Sourced by ./demo, ./check and .ci/run: makes .venv with the project in it, whatever the system's own Python allows.

# find_python: prints the first interpreter that is new enough.
find_python() {
    for python in python3 python python3.13 python3.12 python3.11 python3.10 python3.14; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
    echo "zhextract needs Python 3.10 or newer, and there is none on the PATH." >&2
    return 1
}

# make_venv DIRECTORY PYTHON: a virtual environment with pip, also where the system ships venv without ensurepip.
make_venv() {
    "$2" -m venv "$1" >/dev/null 2>&1 && return
    rm -rf "$1"
    if "$2" -m virtualenv "$1" >/dev/null 2>&1; then return; fi
    if command -v uv >/dev/null && uv venv --quiet --seed --python "$2" "$1"; then return; fi
    # The system's pip can fill an environment that has none of its own.
    if "$2" -m venv --without-pip "$1" && "$2" -m pip --python "$1/bin/python" install -qq pip; then return; fi
    rm -rf "$1"
    echo "$2 cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
    return 1
}

# install_into_venv REQUIREMENT NAME: the project into .venv, once for each state of pyproject.toml.
install_into_venv() {
    [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 || {
        rm -rf .venv
        echo "Making .venv ..." >&2
        make_venv .venv "$(find_python)"
    }
    if ! cmp -s pyproject.toml ".venv/zhextract-$2.toml"; then
        echo "Installing into .venv (a minute or two the first time) ..." >&2
        .venv/bin/python -m pip install -qq --disable-pip-version-check --editable "$1"
        cp pyproject.toml ".venv/zhextract-$2.toml"
    fi
}

# oldest_python: prints an interpreter of the oldest version that is supported, nothing where there is none.
oldest_python() {
    for python in python3.10 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python; do
        if "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
}
