# Shared by the scripts beside it: `source scripts/lib.sh` from the root of the repository.

# The program's folder, also when the caller has moved cargo's.
target="${CARGO_TARGET_DIR:-target}"

say() {
  printf '\n== %s\n' "$*"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

digest() {
  cat "$@" | sha256sum | cut -d' ' -f1
}

# unchanged STAMP FILE…: whether the stamp was set for these files as they are now.
unchanged() {
  local stamp=$1
  shift
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(digest "$@")" ]
}
