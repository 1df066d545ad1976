// Hostile text stays text; nothing leaves the page; the policy holds.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { marker } from '../../fixtures/hostile.mjs';
import { fixture, inject, launch, open, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
const TABS = ['overview', 'inputs', 'exchange', 'decisions', 'outputs', 'events', 'json'];

describe('the file', () => {
  const page = readFileSync(new URL('../../dist/report.html', import.meta.url), 'utf8');
  it('is one small file with its policy first', () => {
    assert.ok(statSync(new URL('../../dist/report.html', import.meta.url)).size < 150_000);
    assert.match(
      page,
      /^<!doctype html>\n<html lang="en">\n<head>\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']{44}' 'sha256-[^']{44}'; style-src 'sha256-[^']{44}'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types clew">\n/,
    );
    assert.equal(
      page.split('<script type="application/json" id="clew-document">/*CLEW-DOCUMENT*/</script>')
        .length,
      2,
    );
    assert.equal(page.split('/*CLEW-').length, 3, 'each placeholder stands once');
    assert.ok(page.includes('<title>/*CLEW-TITLE*/</title>'));
    assert.doesNotMatch(page, / style="| src="| href="/);
  });
});

describe('a hostile report', () => {
  const document_ = fixture('generated/hostile');
  it('is text wherever it is shown', async () => {
    const { page, close } = await open(browser, write('hostile', document_));
    const seen = new Set();
    const look = async () => {
      const { text, elements } = await page.evaluate(() => ({
        text: document.getElementById('clew')?.textContent ?? '',
        elements: document.querySelectorAll(
          '#clew :is(script, img, iframe, a, form, object, embed, style, base, link, meta, audio, video)',
        ).length,
      }));
      assert.equal(elements, 0);
      for (const [found] of text.matchAll(new RegExp(`${marker}-\\d+`, 'g'))) seen.add(found);
      return text;
    };
    const head = await look();
    assert.ok(
      head.includes('<script>globalThis.__clew_pwned=1;alert(1)</script>'),
      'tags round-trip as text',
    );
    assert.ok(
      head.includes('⟨RLO⟩') && head.includes('⟨ESC⟩') && head.includes('⟨NUL⟩'),
      'what cannot be seen is written out',
    );
    for (const view of [
      'output',
      'artifacts',
      'absences',
      'graph',
      'run',
      'events',
      'files',
      'timeline',
    ]) {
      await page.evaluate((view) => {
        location.hash = `#view=${view}`;
      }, view);
      await page.waitForTimeout(50);
      await look();
    }
    for (const artifact of document_.artifacts) {
      await page.evaluate((id) => {
        location.hash = `#view=artifacts&artifact=${encodeURIComponent(id.toWellFormed())}`;
      }, artifact.artifact_id);
      await page.waitForTimeout(30);
      await look();
    }
    for (const at of ['stderr:50,9', 'stdout:0', '__proto__:7,9']) {
      await page.evaluate((at) => {
        location.hash = `#view=output&at=${at}`;
      }, at);
      await page.locator('.line-detail').waitFor();
      await look();
    }
    for (const row of [1, 2, 3, 17]) {
      await page.evaluate((row) => {
        location.hash = `#view=events&row=${row}`;
      }, row);
      await page.locator('.row-detail').waitFor();
      await look();
    }
    for (const stage of document_.stages)
      for (const tab of TABS) {
        await page.evaluate(([stage, tab]) => {
          location.hash = `#stage=${encodeURIComponent(stage)}&tab=${tab}`;
        }, /** @type {const} */ ([stage.path, tab]));
        await page.waitForTimeout(15);
        await look();
      }
    await page.keyboard.press('/');
    await page.keyboard.type('<script>');
    await page.locator('.hit').first().waitFor();
    await look();
    assert.ok(seen.size > 250, `only ${seen.size} of the planted texts were seen`);
    assert.deepEqual(
      await page.evaluate(() => [
        /** @type {any} */ (globalThis).__clew_pwned,
        /** @type {any} */ ({}).polluted,
        document.querySelectorAll('script').length,
      ]),
      [undefined, undefined, 4],
    );
    assert.deepEqual(await close(), { troubles: [], requests: [] });
    console.log(`hostile: ${seen.size} planted texts were shown`);
  });

  it('round-trips: the document in the page is the document that was put in', async () => {
    const { page, close } = await open(browser, write('round', document_));
    const back = await page.evaluate(
      () => document.getElementById('clew-document')?.textContent ?? '',
    );
    assert.deepEqual(JSON.parse(back), JSON.parse(JSON.stringify(document_)));
    assert.deepEqual((await close()).requests, []);
  });

  it('cannot run anything even when it gets markup into the page', async () => {
    const page = await browser.newPage();
    /** @type {string[]} */
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    const file = `${mkdtempSync('/tmp/clew-injected-')}/report.html`;
    writeFileSync(
      file,
      inject(fixture('onboarding-good')).replace(
        '<div id="clew">',
        '<script>globalThis.__ran=1</script><img src="https://evil.example/x.png" onerror="globalThis.__ran=2"><style>body{display:none}</style><iframe src="https://evil.example/"></iframe><div id="clew">',
      ),
    );
    await page.goto(`file://${file}`);
    await page.waitForSelector('.app');
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).__ran), undefined);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).display), 'block');
    assert.deepEqual(
      requests.filter((one) => one.startsWith('http') && !one.includes('evil.example')),
      [],
    );
    await page.close();
  });

  it('runs no other code than that which was packed', async () => {
    const other = deflateRawSync(
      JSON.stringify({ style: 'body{display:none}', script: 'globalThis.__ran=1' }),
    ).toString('base64');
    const page = await browser.newPage();
    const file = `${mkdtempSync('/tmp/clew-packed-')}/report.html`;
    writeFileSync(
      file,
      inject(fixture('onboarding-good')).replace(
        /(id="clew-packed">)[^<]+/,
        (_all, open) => open + other,
      ),
    );
    const refused = page.waitForEvent(
      'console',
      (message) => /Content Security Policy/.test(message.text()) && /script/.test(message.text()),
    );
    await page.goto(`file://${file}`);
    await refused;
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).__ran), undefined);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).display), 'block');
    await page.close();
  });

  it('says so where it cannot be unpacked', async () => {
    const page = await browser.newPage();
    const file = `${mkdtempSync('/tmp/clew-packed-')}/report.html`;
    writeFileSync(
      file,
      inject(fixture('onboarding-good')).replace(/(id="clew-packed">)[^<]+/, '$1AAAA'),
    );
    await page.goto(`file://${file}`);
    await page.getByText('This browser cannot show the report').waitFor();
    await page.close();
  });
});
