#!/usr/bin/env bash
# shellcheck disable=SC1111  # typographic quotes are meant
# Run smo-lint once, and hand its report to GitHub: to the log, beside the lines, in the summary of the job.
# The inputs of action.yml come as SMO_*. Ends as smo-lint does: 0 nothing that counts, 1 findings, 2 a mistake.
set -euo pipefail

fail() {
    echo "::error title=smo-lint::$1"
    exit 2
}

# As inputs that say yes or no are meant to be written.
wanted() {
    case ${!1:-} in
    true) return 0 ;;
    false | "") return 1 ;;
    *) fail "the input “$2” must be true or false" ;;
    esac
}

# Where the pull request began, "" for anything else. Branches may have any name: this is a full one, so that
# none is taken for an option.
base() {
    case ${GITHUB_EVENT_NAME:-} in
    pull_request | pull_request_target | merge_group) ;;
    *) return 0 ;;
    esac
    local branch="refs/remotes/origin/${GITHUB_BASE_REF:-}"
    if [[ -n ${GITHUB_BASE_REF:-} ]] && git -c safe.directory='*' rev-parse --quiet --verify "$branch" >/dev/null; then
        echo "$branch"
    else
        python - "${GITHUB_EVENT_PATH:?}" <<'PY'
import json, re, sys
with open(sys.argv[1], encoding="utf-8") as file:
    event = json.load(file)
base = event.get("pull_request", {}).get("base", {}).get("sha") or event.get("merge_group", {}).get("base_sha")
print(base if re.fullmatch("[0-9a-f]{40,64}", base or "") else "")
PY
    fi
}

# The words of a command line, each ended by NUL: quotes are understood, nothing is expanded.
words() {
    SMO_WORDS=$1 python - <<'PY'
import os, shlex, sys
sys.stdout.write("".join(word + "\0" for word in shlex.split(os.environ["SMO_WORDS"])))
PY
}

# The interpreter that smo-lint runs with, whatever else is on the path.
python() { "$(dirname "$(command -v smo-lint)")/python" -I "$@"; }

room=$(mktemp -d "${RUNNER_TEMP:?}/smo-lint-report.XXXXXX")
# Beside the checkout, which stays as it is; a workflow that keeps the cache names its own folder.
export SMO_LINT_CACHE_DIR=${SMO_LINT_CACHE_DIR:-$RUNNER_TEMP/smo-lint-cache}
given=(--format text --output "json:$room/report.json")

since=${SMO_SINCE:-}
if [[ $since == auto ]]; then since=$(base); fi
case ${SMO_GATE:-new} in
new) if [[ -n $since ]]; then given+=("--new-since=$since"); fi ;;
touched) if [[ -n $since ]]; then given+=("--since=$since"); fi ;;
all) ;;
*) fail "the input “gate” must be new, touched or all" ;;
esac
if [[ -n ${SMO_CONFIG:-} ]]; then given+=("--config=$SMO_CONFIG"); fi
if [[ -n ${SMO_BASELINE:-} ]]; then given+=("--baseline=$SMO_BASELINE"); fi
if [[ -n ${SMO_FAIL_ON:-} ]]; then given+=("--fail-on=$SMO_FAIL_ON"); fi
if [[ -n ${SMO_SARIF_FILE:-} ]]; then given+=("--output=sarif:$SMO_SARIF_FILE"); fi
if wanted SMO_ANNOTATIONS annotations; then given+=("--output=github:$room/annotations"); fi
if wanted SMO_SUMMARY summary; then given+=("--output=markdown:$room/summary.md"); fi
if [[ -n ${SMO_ARGS:-} ]]; then
    words "$SMO_ARGS" >"$room/args" || fail "the input “args” has a quote that is not closed"
    mapfile -d '' -t more <"$room/args"
    given+=("${more[@]}")
fi
mapfile -t paths <<<"${SMO_PATHS:-}"
asked=()
for path in "${paths[@]}"; do
    path=${path%$'\r'}
    if [[ -n ${path// /} ]]; then asked+=("$path"); fi
done

code=0
smo-lint check "${given[@]}" -- "${asked[@]+"${asked[@]}"}" || code=$?

if [[ -f $room/annotations ]]; then cat "$room/annotations"; fi
if [[ -f $room/summary.md ]]; then cat "$room/summary.md" >>"${GITHUB_STEP_SUMMARY:?}"; fi
if [[ -f $room/report.json ]]; then
    python - "$room/report.json" >>"${GITHUB_OUTPUT:?}" <<'PY'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    report = json.load(file)
print(f"findings={len(report['findings'])}")
print(f"errors={sum(finding['severity'] == 'error' for finding in report['findings'])}")
print(f"repaired={len(report['report']['repaired'])}")
print(f"articles={report['articles']}")
PY
    echo "report=$room/report.json" >>"${GITHUB_OUTPUT:?}"
fi
if ((code == 2)); then echo "::error title=smo-lint::the check could not be made: the log above says why"; fi
exit "$code"
