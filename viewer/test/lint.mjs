// What the source must not hold: ways from text to markup or code, and ways out of the page.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FORBIDDEN = [
  /\binnerHTML\b/,
  /\bouterHTML\b/,
  /\binsertAdjacentHTML\b/,
  /\bdangerouslySetInnerHTML\b/,
  /\beval\s*\(/,
  /\bnew Function\b/,
  /\bdocument\s*\.\s*write/,
  /\bfetch\s*\(/,
  /\bXMLHttpRequest\b/,
  /\bWebSocket\b/,
  /\bEventSource\b/,
  /\bsendBeacon\b/,
  /\bimport\s*\(/,
  /\bsrcdoc\b/,
  /\bcreateContextualFragment\b/,
  /\bDOMParser\b/,
  /<a[\s>]/,
  /\bhref\s*=/,
  /\bwindow\.open\b/,
  /\blocalStorage\b/,
  /\bsetTimeout\s*\(\s*['"`]/,
  /<(?:script|iframe|img|object|embed|form)\b/,
  /https?:\/\//,
];
const ALLOWED = new Set(['document.ts', 'diff/document.ts']);
/** The one way out, to the server that the page comes from, the links between its pages, and that to a trace where the server says it. */
const WAYS = new Map([
  ['live/http.ts', [String(/\bfetch\s*\(/)]],
  ['view/TraceLink.tsx', [String(/<a[\s>]/), String(/\bhref\s*=/)]],
  ['view/RunLink.tsx', [String(/<a[\s>]/), String(/\bhref\s*=/)]],
]);
/** Made from elsewhere, so as long as that is. */
const MADE = new Set(['facts.ts']);

const root = new URL('../src/', import.meta.url).pathname;
const troubles = [];
let files = 0;
for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!/\.(ts|tsx|css)$/.test(name) || ALLOWED.has(name)) continue;
  files++;
  const text = readFileSync(join(root, name), 'utf8');
  text.split('\n').forEach((line, i) => {
    for (const pattern of FORBIDDEN)
      if (pattern.test(line) && !WAYS.get(name)?.includes(String(pattern)))
        troubles.push(`src/${name}:${i + 1}: ${pattern.source}: ${line.trim().slice(0, 100)}`);
  });
  if (text.split('\n').length > 400 && !MADE.has(name))
    troubles.push(`src/${name}: longer than 400 lines; what is the second thing in it?`);
}
const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
if (lock.includes('https://registry')) troubles.push('package-lock.json: holds registry addresses');
troubles.forEach((one) => console.error(one));
console.log(`lint: ${files} files, ${troubles.length} troubles`);
process.exit(troubles.length > 0 ? 1 : 0);
