// Puts documents into the built page as the Java side does, and opens them from disk.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { command, printed } from '../../fixtures/command.mjs';
import { demo, holes, planned, run742 } from '../../fixtures/golden.mjs';
import { manyStages } from '../../fixtures/generated.mjs';
import { hostile } from '../../fixtures/hostile.mjs';
import { manyItems, nightly } from '../../fixtures/loops.mjs';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const template = () => readFileSync(new URL('../../dist/report.html', import.meta.url), 'utf8');
const PLACE = '<script type="application/json" id="clew-document">/*CLEW-DOCUMENT*/</script>';

/**
 * Members in the order of their names, as clew writes them (RFC 8785).
 *
 * @returns {any}
 */
function sorted(/** @type {any} */ value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

export function inject(
  /** @type {any} */ document,
  title = document.run ? `${document.run.name} · ${document.run.status}` : 'diff',
) {
  const page = template();
  if (page.split(PLACE).length !== 2)
    throw new Error('the page has no single place for a document');
  const json = JSON.stringify(sorted(document)).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const text = title.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  return page.replace('/*CLEW-TITLE*/', () => text).replace('/*CLEW-DOCUMENT*/', () => json);
}

const folder = mkdtempSync(join(tmpdir(), 'clew-pages-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export function write(/** @type {string} */ name, /** @type {any} */ document) {
  const file = join(folder, `${name}.workflow.report.html`);
  writeFileSync(file, inject(document));
  return pathToFileURL(file).href;
}

export async function launch() {
  if (!existsSync(EXECUTABLE))
    throw new Error(`Chromium is missing at ${EXECUTABLE}: apt-get install -y chromium`);
  const profile = mkdtempSync(join(tmpdir(), 'clew-chromium-'));
  process.on('exit', () => rmSync(profile, { recursive: true, force: true }));
  return chromium.launch({
    executablePath: EXECUTABLE,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disk-cache-dir=${profile}`,
    ],
  });
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    ...options,
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const troubles = [];
  /** @type {string[]} */
  const requests = [];
  page.on(
    'console',
    (message) =>
      ['error', 'warning'].includes(message.type()) && troubles.push(`console: ${message.text()}`),
  );
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on(
    'dialog',
    (dialog) => (troubles.push(`dialog: ${dialog.message()}`), void dialog.dismiss()),
  );
  page.on('request', (request) => requests.push(request.url()));
  page.on('popup', () => troubles.push('popup'));
  await page.addInitScript(() => {
    const violations = /** @type {string[]} */ (/** @type {any} */ (globalThis).__violations = []);
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await page.goto(url);
  await page.waitForSelector('.app');
  return {
    page,
    troubles,
    requests,
    async close() {
      const violations = await page.evaluate(() => /** @type {any} */ (globalThis).__violations);
      await context.close();
      return {
        troubles: [...troubles, ...violations.map((/** @type {string} */ one) => `policy: ${one}`)],
        requests: requests.filter((one) => one.split('#')[0] !== url.split('#')[0]),
      };
    },
  };
}

const GENERATED = new Map(
  Object.entries({
    nightly,
    'generated/items-10000': () => manyItems(10_000),
    run_742: run742,
    'run_742-plan': planned,
    'run_742-holes': holes,
    demo,
    command,
    'generated/printed-200000': () => printed(200_000),
    'generated/rows-100000': () => printed(200_000, 2),
    'generated/hostile': hostile,
    'generated/stages-500': () => manyStages(500),
    'generated/stages-5000': () => manyStages(5000),
  }),
);

/** @returns {any} */
export function fixture(/** @type {string} */ name) {
  return (
    GENERATED.get(name)?.() ??
    JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8'))
  );
}

export const SMALL = [
  'onboarding-402',
  'onboarding-402-nulls',
  'onboarding-good',
  'onboarding-500',
  'onboarding-interrupted',
  'run_742',
  'run_742-plan',
  'run_742-holes',
  'demo',
  'command',
  'nightly',
];

export function shots() {
  const to = new URL('../../screenshots/', import.meta.url).pathname;
  mkdirSync(to, { recursive: true });
  return to;
}
