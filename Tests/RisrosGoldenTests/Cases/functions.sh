# Functions for the commands of the cases.

# records ARGUMENTS: how risros cut its input into records, whatever it thinks of the comments:
# number or id, reason of a rejection, then all columns of the input.
records() {
  "$RISROS" annotate --keep all --format csv "$@" > "$TMPDIR/records"
  code=$?
  tr -d '\r' < "$TMPDIR/records" | cut -d , -f 1,11-
  return $code
}
