# What `prepare/run`, `change/run` and `things/run` share: sourced with $here, the folder of the parts, and $root, the project's.
# Options: [--quick] [--only NAME]… [--data DIR] [--program EXE]

data=${TELLTALE_SHARED_DATA:-$root/../shared/data}
quick=()
only=()

misuse() {
  printf 'error: %s\nusage: %s [--quick] [--only NAME]… [--data DIR] [%s EXE]\n' "$1" "$0" "$option" >&2
  exit 2
}

# options OPTION ARGUMENT…: OPTION names the program that is measured, here and for each part; $program is its path.
options() {
  option=$1
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --quick) quick=(--quick) ;;
      --only | --data | "$option")
        [ $# -ge 2 ] || misuse "$1 needs a value"
        case $1 in
          --only) only+=("$2") ;;
          --data) data=$2 ;;
          *) program=$2 ;;
        esac
        shift
        ;;
      *) misuse "unknown option $1" ;;
    esac
    shift
  done
  [ -x "$program" ] || { echo "error: no program at $program: run 'make build' first, or give $option." >&2; exit 1; }
}

# Of the system, not one that a version manager put first: GDAL's binding is built against the system's library.
python=${BENCH_PYTHON:-/usr/bin/python3}
[ -x "$python" ] || python=$(command -v python3)

# environment FOLDER FUNCTION: made once; a half-made one, and one that another list of packages made, is made again.
environment() {
  local folder=$root/Benchmarks/$1 recipe
  shift
  recipe=$(declare -f "$1")
  [ "$(cat "$folder/made" 2>/dev/null)" = "$recipe" ] && return
  echo "peers: making $(basename "$folder")" >&2
  rm -rf "$folder"
  "$python" -m venv "$folder"
  "$@" "$folder/bin/pip" && printf '%s\n' "$recipe" >"$folder/made"
}

# parts PYTHON: runs those that are there and lists their bars; ends with 1 where one could not run.
parts() {
  local bars output part name failed=0
  bars=$(mktemp)
  output=$(mktemp)
  echo "Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(getconf _NPROCESSORS_ONLN) processors, $(uname -sr)"
  [ ${#quick[@]} -eq 0 ] || echo "Quick: few cases, not to be quoted."
  for part in "$here"/*.py; do
    name=$(basename "$part" .py)
    # The others are what parts import, or run elsewhere.
    grep -q '__name__ == "__main__"' "$part" || continue
    if [ ${#only[@]} -gt 0 ] && [[ " ${only[*]} " != *" $name "* ]]; then continue; fi
    printf '\n== %s\n' "$name"
    if "$1" "$part" "$option" "$program" --data "$data" "${quick[@]}" | tee "$output"; then
      grep '^BAR ' "$output" >>"$bars" || true
    else
      echo "error: part $name could not run" >&2
      failed=1
    fi
  done
  printf '\n== Bars\n'
  sed 's/^BAR //' "$bars"
  rm -f "$bars" "$output"
  return $failed
}
