#!/bin/sh
# What the tests need from Debian: a browser, a database server, fonts and a word processor as judge.
set -eu
need=""
has() { command -v "$1" >/dev/null 2>&1; }
has chromium || need="$need chromium"
has soffice || need="$need libreoffice-writer"
has pdftoppm || need="$need poppler-utils"
[ -d /usr/share/fonts/truetype/cns11643 ] || [ -n "$(fc-list 2>/dev/null | grep -i 'TW-Kai')" ] || need="$need fonts-cns11643-kai fonts-cns11643-sung"
[ -n "$(fc-list 2>/dev/null | grep -i 'Noto Sans CJK')" ] || need="$need fonts-noto-cjk fontconfig"
[ -n "$(fc-list 2>/dev/null | grep -i 'Noto Sans Devanagari\|Lohit Devanagari')" ] || need="$need fonts-lohit-deva"
[ -n "$(fc-list 2>/dev/null | grep -i 'Noto Sans Thai\|Loma')" ] || need="$need fonts-tlwg-loma"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need="$need postgresql"
[ -z "$need" ] && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "Some tests need packages of Debian that are missing. Install them first: apt-get install$need" >&2
  [ -z "${CI:-}" ] || exit 1
  exit 0
fi
apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null
