#!/bin/sh
# Make the virtual environment named by $1 and install coopgraph into it, with its tools (the
# extras named by $2, default dev and read):
# by uv where it is installed, else by the venv and pip of $PYTHON (default python3).
# Downloads are retried, and pip and uv keep what they have; run again to go on. With LOCKED set, every
# package is the one of constraints.txt, by its hash; else the newest that pyproject.toml allows.
set -eu
venv=$1
extras=${2:-dev,read}
python=${PYTHON:-python3}

fail() {
	echo "coopgraph: $1" >&2
	exit 1
}

new_enough() {
	"$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

with_uv() {
	[ -x "$venv/bin/python" ] && new_enough "$venv/bin/python" ||
		uv venv --quiet --clear --python '>=3.11' "$venv" || return 1
	export UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-120}" UV_HTTP_RETRIES="${UV_HTTP_RETRIES:-10}"
	if [ -n "${LOCKED:-}" ]; then
		uv pip install --quiet --python "$venv/bin/python" --require-hashes -r constraints.txt &&
			uv pip install --quiet --python "$venv/bin/python" --no-deps --editable .
	else
		uv pip install --quiet --python "$venv/bin/python" --editable ".[$extras]"
	fi
}

pip_install() {
	"$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
		--retries 10 --timeout 60 "$@"
}

with_pip() {
	command -v "$python" >/dev/null ||
		fail "there is no $python. Install Python 3.11 or later, or uv."
	new_enough "$python" ||
		fail "$("$python" --version 2>&1) is too old. Install Python 3.11 or later, or uv; or name one: make PYTHON=python3.12."
	[ -x "$venv/bin/pip" ] || "$python" -m venv --clear "$venv" ||
		fail "$python cannot make a virtual environment. Install its venv module (on Debian: apt install python3-venv), or uv."
	if [ -n "${LOCKED:-}" ]; then
		pip_install --require-hashes -r constraints.txt && pip_install --no-deps --editable .
	else
		pip_install --editable ".[$extras]"
	fi
}

echo "Setting up $venv (once; a few minutes on a slow network) …" >&2
if command -v uv >/dev/null; then
	with_uv || fail "uv could not install what pyproject.toml names. Check the network and run again: what was fetched is kept."
else
	with_pip || fail "pip could not install what pyproject.toml names. Check the network and run again: what was fetched is kept."
fi
