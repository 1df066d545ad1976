// Runs the browser tests and ends with one plain line.
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const files = [
  'first-screen',
  'walk',
  'explain',
  'output',
  'tree',
  'diff',
  'safety',
  'look',
  'large',
  'real',
  'any',
  'live',
  'login',
].map((name) => new URL(`./${name}.test.mjs`, import.meta.url).pathname);
let passed = 0;
let failed = 0;
const stream = run({ files, concurrency: 1, timeout: 600_000 });
stream.on('test:pass', (test) => {
  if (test.details.type !== 'suite') passed++;
});
stream.on('test:fail', (test) => {
  if (test.details.type !== 'suite') failed++;
});
stream.compose(new spec()).pipe(process.stdout);
stream.on('close', end);
stream.on('end', end);
let ended = false;
function end() {
  if (ended) return;
  ended = true;
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  setTimeout(() => console.log(`browser tests: ${passed} passed, ${failed} failed`), 200);
}
