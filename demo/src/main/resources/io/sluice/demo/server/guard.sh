# Runs a server for as long as the process that started it lives: guard.sh SIGNAL COMMAND [ARGUMENT...]
# The starter holds the other end of standard input. When that end is closed, even because the starter was
# killed with -9, the server gets SIGNAL. The exit status is the server's.
trap '' HUP INT QUIT # Ctrl-C is for the starter; it decides when its servers stop
signal=$1
shift
exec 3<&0 </dev/null
if command -v setsid >/dev/null 2>&1; then
  setsid "$@" 3<&- & # a session of its own, out of reach of the terminal's Ctrl-C
else
  set -m # without setsid, job control gives it at least a process group of its own
  "$@" 3<&- &
fi
server=$!
{
  cat <&3
  kill -"$signal" "$server"
} >/dev/null 2>&1 &
exec 3<&-
wait "$server"
