// Pages of runs whose command printed events with any attributes: every view and every tab opens.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { anyEvents } from '../../fixtures/any.mjs';
import { launch, open } from './pages.mjs';

const CLEW = process.env['CLEW'] ?? fileURLToPath(new URL('../../../clew', import.meta.url));
const FIRST = Number(process.env['SEED'] ?? 1);
const CASES = Number(process.env['CASES'] ?? 3);

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'clew-any-'));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page of a command that prints those lines. */
function page(/** @type {string} */ name, /** @type {string[]} */ lines) {
  const printed = join(folder, `${name}.txt`);
  const out = join(folder, name);
  writeFileSync(printed, lines.map((line) => `${line}\n`).join(''));
  execFileSync(CLEW, ['exec', '-q', '--out', out, '--', 'cat', printed], {
    cwd: folder,
    stdio: 'ignore',
  });
  const [html] = readdirSync(out).filter((one) => one.endsWith('.html'));
  return pathToFileURL(join(out, html ?? '')).href;
}

/** Clicks every tab of every stage, in every view. */
async function clickThrough(/** @type {import('playwright-core').Page} */ page) {
  for (const key of ['o', 't', 'g', 'e', 'f']) {
    await page.keyboard.press(key);
    const stages = await page.locator('.stage-link').count();
    for (let stage = 0; stage < Math.min(stages, 8); stage++) {
      const link = page.locator('.stage-link').nth(stage);
      if (await link.isVisible()) await link.click({ timeout: 5_000 }).catch(() => undefined);
      const tabs = page.locator('.panel [role=tab]');
      for (let tab = 0; tab < (await tabs.count()); tab++) {
        await tabs.nth(tab).click();
        assert.notEqual(
          (await page.locator('.panel').innerText()).trim(),
          '',
          'the panel is blank',
        );
      }
    }
  }
}

describe('a page of events with any attributes', () => {
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    it(`opens in every view and tab (SEED=${seed})`, async () => {
      const { page: opened, close } = await open(browser, page(`any-${seed}`, anyEvents(seed)));
      await clickThrough(opened);
      assert.deepEqual(await close(), { troubles: [], requests: [] });
    });
  }

  it('shows an error that is only a text', async () => {
    const lines = [
      { kind: 'stage_started', stage: 'a' },
      {
        kind: 'tool_call_started',
        tool_call_id: 't1',
        stage: 'a',
        attributes: { method: 'POST', url: 'http://x' },
      },
      {
        kind: 'tool_call_failed',
        tool_call_id: 't1',
        stage: 'a',
        attributes: { error: 'connection reset' },
      },
      { kind: 'stage_failed', stage: 'a' },
    ].map((event) => `::clew ${JSON.stringify(event)}`);
    const { page: opened, close } = await open(
      browser,
      `${page('text', lines)}#stage=a&tab=exchange`,
    );
    assert.match(await opened.locator('.panel').innerText(), /connection reset/);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
});
