// Counts the tests of all runners and prints the closing line. A skip is listed with its reason, and is a failure unless
// .ci/allowed-skips names it; browser, kill and redaction tests cannot be allowed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [results, seconds, ...broken] = process.argv.slice(2);
const NEVER_SKIPPED = /browser|kill|redact|canar/i;
let passed = 0;
let failed = 0;
const skipped = [];

function unescape(text) {
  return text.replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function surefireReports() {
  const files = [];
  for (const module of readdirSync('.')) {
    const folder = join(module, 'target', 'surefire-reports');
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).sort()) {
      if (/^TEST-.*\.xml$/.test(name)) files.push(join(folder, name));
    }
  }
  return files;
}

function readSurefire() {
  for (const file of surefireReports()) {
    const xml = readFileSync(file, 'utf8');
    for (const match of xml.matchAll(/<testcase\s([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)) {
      const name = `${/classname="([^"]*)"/.exec(match[1])?.[1]}.${/\bname="([^"]*)"/.exec(match[1])?.[1]}`;
      const body = match[3] ?? '';
      const skip = /<skipped(?:\s+message="([^"]*)")?/.exec(body);
      if (/<(failure|error)[\s>]/.test(body)) {
        failed++;
        console.log(`FAILED  ${unescape(name)}`);
      } else if (skip) {
        skipped.push({ name: unescape(name), reason: unescape(skip[1] ?? 'no reason given') });
      } else {
        passed++;
      }
    }
  }
}

function readVitest() {
  const file = join(results, 'vitest.json');
  if (!existsSync(file)) return;
  for (const suite of JSON.parse(readFileSync(file, 'utf8')).testResults) {
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') {
        failed++;
        console.log(`FAILED  viewer: ${test.fullName}`);
      } else skipped.push({ name: `viewer: ${test.fullName}`, reason: test.status });
    }
  }
}

function readTap(name) {
  const file = join(results, `${name}.tap`);
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n');
  lines.forEach((line, at) => {
    const match = /^\s*(not )?ok \d+ - (.*)$/.exec(line);
    if (!match) return;
    // A suite is the sum of its tests, which are counted themselves.
    if (lines.slice(at + 1, at + 5).some((next) => /type: 'suite'/.test(next))) return;
    const skip = /^(.*?) # SKIP ?(.*)$/.exec(match[2]);
    if (skip) skipped.push({ name: `${name}: ${skip[1]}`, reason: skip[2] || 'no reason given' });
    else if (match[1]) {
      failed++;
      console.log(`FAILED  ${name}: ${match[2]}`);
    } else passed++;
  });
}

readSurefire();
readVitest();
readTap('browser');
readTap('scripts');

const allowed = readFileSync('.ci/allowed-skips', 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#'));
console.log();
for (const { name, reason } of skipped) {
  const permitted = allowed.some((one) => name.includes(one)) && !NEVER_SKIPPED.test(name);
  console.log(`SKIPPED ${name}: ${reason}${permitted ? '' : '  (not allowed: counts as a failure)'}`);
  if (!permitted) failed++;
}
// A part can break without a failed test (a compile error, a missing tool).
for (const part of broken) console.log(`BROKEN  ${part}`);
failed = Math.max(failed, broken.length);
if (passed === 0) failed = Math.max(failed, 1);
console.log(`checked in ${seconds} s`);
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed === 0 ? 0 : 1);
