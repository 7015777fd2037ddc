#!/usr/bin/env bash
# shellcheck disable=SC1111  # typographic quotes are meant
# Install smo-lint into an environment of its own and put it on the path of the steps that follow.
#   SMO_VERSION  a version, or nothing for the one that this action comes with
set -euo pipefail

fit() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    local name
    for name in python3 python python3.14 python3.13 python3.12 python3.11; do
        if fit "$name"; then
            echo "$name"
            return
        fi
    done
    echo "::error title=smo-lint::no Python 3.11 or later was found: run actions/setup-python before this step" >&2
    return 2
}

# What is installed is named here, and never read from the repository that is checked.
if [[ -z ${SMO_VERSION:-} ]]; then
    what=${GITHUB_ACTION_PATH:?}
elif [[ $SMO_VERSION =~ ^[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?$ ]]; then
    what=smo-lint==$SMO_VERSION
else
    echo "::error title=smo-lint::the input “version” must be a version such as 1.2.3" >&2
    exit 2
fi

python=$(find_python)
room=${RUNNER_TEMP:?}/smo-lint
"$python" -m venv --clear "$room"
bin=$room/bin
[[ -d $bin ]] || bin=$room/Scripts # on Windows
"$bin/python" -m pip install --quiet --disable-pip-version-check "$what"
"$bin/smo-lint" --version
echo "$bin" >>"${GITHUB_PATH:?}"
