// What a command printed.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixture, launch, open, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
const shown = (/** @type {import('playwright-core').Page} */ page) =>
  page
    .locator('.output-line')
    .evaluateAll((lines) =>
      lines.map(
        (line) =>
          `${line.querySelector('.line-stream')?.textContent} ${line.querySelector('.line-sign [aria-hidden]')?.textContent} ${line.querySelector('.line-text')?.textContent}`,
      ),
    );

describe('output', () => {
  it('stands in the order of the ledger, with what was made of each line', async () => {
    const { page, close } = await open(browser, write('output', fixture('command')), {
      viewport: { width: 1280, height: 1200 },
    });
    assert.match(
      await page.locator('.output-line[aria-selected=true] .line-text').innerText(),
      /^Traceback/,
      'it begins where the first claim points',
    );
    assert.deepEqual((await shown(page)).slice(0, 8), [
      'out ? fetching 3 sources',
      'out ? fetched a.csv 18231 bytes',
      'out ? fetched b.csv 20011 bytes',
      'err ▲ WARN retrying c.csv: 503 from sources.example.com',
      'out  fetched c.csv 14239 bytes',
      'out  rendering page 1 of 2',
      'out  rendering page 2 of 2 — café 😀',
      'out ◆ ::clew {"kind":"artifact_written","artifacts":["page-2"],"artifact_kind":"intermediate","path":"out/page-2.png"}',
    ]);
    await page.getByRole('button', { name: '8 problems' }).click();
    assert.equal((await shown(page)).length, 8);
    await page.getByRole('button', { name: 'stdout', exact: true }).click();
    await page.getByText('No line fits.').waitFor();
    await page.getByRole('button', { name: '3 unknown' }).click();
    assert.deepEqual(await shown(page), [
      'out ? fetching 3 sources',
      'out ? fetched a.csv 18231 bytes',
      'out ? fetched b.csv 20011 bytes',
    ]);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('is where a claim about bytes leads, and so is the row that stores them', async () => {
    const { page, close } = await open(browser, write('bytes', fixture('command')));
    await page.locator('.claims .link', { hasText: 'stderr 50–409' }).click();
    assert.match(page.url(), /at=stderr:50,359/);
    assert.equal(await page.locator('.output-line.here').count(), 6);
    const detail = await page.locator('.line-detail').innerText();
    for (const part of [
      'stderr 50–85',
      'python.connection_refused@3',
      'connect_refused',
      'dependency',
      '<traceback>',
    ])
      assert.ok(detail.replace(/\s+/g, ' ').includes(part), `${part} is not in ${detail}`);
    await page.locator('.line-detail .link', { hasText: 'row 17' }).click();
    assert.equal(
      (await page.locator('mark.bytes').innerText()).split('\n')[0],
      'Traceback (most recent call last):',
    );
    assert.match(page.url(), /view=events.*at=stderr:50,359.*row=17/);
    await page.reload();
    await page.locator('mark.bytes').waitFor();
    await page.getByRole('button', { name: 'see it in the output' }).click();
    assert.equal(await page.locator('.output-line.here').count(), 6);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('is walked with keys alone', async () => {
    const { page, close } = await open(browser, write('output-keys', fixture('command')));
    const line = () => page.locator('.output-line[aria-selected=true] .line-text').innerText();
    await page.keyboard.press('N');
    assert.match(await line(), /^WARN retrying/);
    await page.keyboard.press('N');
    await page.getByText('no problem before this line').waitFor();
    await page.keyboard.press('n');
    assert.match(await line(), /^Traceback/);
    await page.keyboard.press('n');
    assert.match(await line(), /^upload failed/);
    await page.keyboard.press('n');
    await page.getByText('no problem after this line').waitFor();
    await page.keyboard.press('N');
    assert.match(await line(), /^requests\.exceptions/);
    await page.locator('.output-lines').focus();
    await page.keyboard.press('ArrowUp');
    assert.match(await line(), /^urllib3/);
    await page.keyboard.press('Home');
    assert.equal(await line(), 'fetching 3 sources');
    assert.equal(
      await page.locator('.output-lines').getAttribute('aria-activedescendant'),
      'line-0',
    );
    assert.deepEqual((await close()).troubles, []);
  });

  it('is found by search, at its line', async () => {
    const { page, close } = await open(browser, write('output-search', fixture('command')));
    await page.keyboard.press('/');
    await page.keyboard.type('max retries exceeded');
    await page
      .locator('.hit', { has: page.locator('.hit-what', { hasText: 'output' }) })
      .first()
      .click();
    assert.match(
      await page.locator('.output-line[aria-selected=true] .line-text').innerText(),
      /^urllib3\.exceptions/,
    );
    assert.deepEqual((await close()).troubles, []);
  });

  it('has the whole width; a stage that is chosen beside it comes into sight', async () => {
    const { page, close } = await open(
      browser,
      `${write('output-stages', fixture('demo'))}#view=output`,
    );
    assert.equal(await page.locator('.panel').count(), 0);
    await page.locator('.consequences .link', { hasText: 'send-welcome-email' }).click();
    assert.equal(await page.locator('.panel h2').innerText(), 'send-welcome-email');
    assert.deepEqual((await close()).troubles, []);
  });

  it('that is absent is said to be absent', async () => {
    const document_ = fixture('run_742');
    document_.absences.push({
      code: 'no_stdout',
      what: 'its command printed nothing',
      promised_by: 0,
      rule: 'absence.no_stdout@1',
    });
    const { page, close } = await open(browser, `${write('no-output', document_)}#view=output`);
    assert.match(
      await page.locator('.view').innerText(),
      /holds nothing that a command printed, though that was due: its command printed nothing ∅ no_stdout/,
    );
    assert.deepEqual((await close()).troubles, []);
  });
});
