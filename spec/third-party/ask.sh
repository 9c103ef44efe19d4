#!/bin/sh
# Prints who is in a room, one nick a line, sorted. Usage: ask.sh HOST PORT ROOM
# nc -N ends our side after the question; the server answers everything that it got, then it hangs up. -w: within 10 s.
answer=$(printf '/format json\n/who@ask %s\n' "$3" | nc -N -w 10 "$1" "$2" | grep '"re":"ask"') || {
  echo "ask.sh: no answer from $1:$2" >&2
  exit 1
}
case $answer in
*'"ev":"ok"'*) printf '%s\n' "$answer" | grep -o '"nick":"[^"]*"' | cut -d'"' -f4 | sort ;;
*) printf '%s\n' "$answer" | sed 's/.*"message":"\(.*\)".*/\1/' >&2; exit 1 ;;
esac
