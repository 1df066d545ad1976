#!/usr/bin/env bash
# Builds dist/report.html, if anything that it is made of has changed. Called by Maven.
set -euo pipefail
cd "$(dirname "$0")"
if [ -f dist/report.html ] &&
  [ -z "$(find src build package.json package-lock.json ./*.ts -newer dist/report.html -print -quit 2>/dev/null)" ]; then
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
npm run --silent build
touch dist/report.html
