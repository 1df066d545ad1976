// 5,000 stages: figures are told, not judged; how much is in the page is judged.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixture, launch, open, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

describe('5,000 stages', () => {
  it('open, walk, search, filter and draw with a bounded page', async () => {
    const document_ = fixture('generated/stages-5000');
    const url = write('large', document_);
    /** @type {Record<string, string>} */
    const figures = { document: `${(JSON.stringify(document_).length / 1e6).toFixed(1)} MB` };
    const timed = async (
      /** @type {string} */ name,
      /** @type {() => Promise<unknown>} */ act,
      times = 1,
    ) => {
      const start = performance.now();
      for (let i = 0; i < times; i++) await act();
      figures[name] = `${((performance.now() - start) / times).toFixed(0)} ms`;
    };
    const start = performance.now();
    const { page, close } = await open(browser, url);
    figures['open'] = `${(performance.now() - start).toFixed(0)} ms`;
    const frame = () =>
      page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const size = async (/** @type {string} */ where) => {
      const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
      figures[`elements, ${where}`] = String(nodes);
      assert.ok(nodes < 2500, `${nodes} elements in ${where}`);
    };
    assert.equal(
      await page.locator('.row[aria-selected=true] .row-name').getAttribute('title'),
      document_.blocker.stage,
    );
    await size('timeline');
    await timed(
      'one step with j',
      async () => {
        await page.keyboard.press('k');
        await frame();
      },
      30,
    );
    await timed('first to last', async () => {
      await page.keyboard.press('End');
      await frame();
    });
    assert.equal(
      await page.locator('.row[aria-selected=true]').getAttribute('aria-rowindex'),
      await page.locator('.timeline-rows').getAttribute('aria-rowcount'),
    );
    await timed(
      'scroll by a page',
      async () => {
        await page.locator('.timeline-rows').evaluate((list) => {
          list.scrollTop -= 20_000;
        });
        await frame();
      },
      5,
    );
    await timed('filter to skipped', async () => {
      await page.locator('.filter', { hasText: 'skipped' }).click();
      await frame();
    });
    await page.getByRole('button', { name: 'show all' }).click();
    await timed('first search, with its index', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('item-2500');
      await page.locator('.hit').first().waitFor();
    });
    await timed('next letter of the search', async () => {
      await page.keyboard.type('0');
      await frame();
    });
    await size('search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await timed('events', async () => {
      await page.keyboard.press('e');
      await page.locator('button.event-row').first().waitFor();
    });
    await size('events');
    await timed('filter the events', async () => {
      await page.getByLabel('Rows with this text').fill('sku-1');
      await frame();
    });
    await page.keyboard.press('Escape');
    await timed('graph', async () => {
      await page.keyboard.press('g');
      await page.locator('.graph-picture').waitFor();
      await frame();
    });
    await timed('whole graph', async () => {
      await page.getByText('Fit all').click();
      await frame();
    });
    await size('whole graph');
    await timed('run', async () => {
      await page.keyboard.press('o');
      await page.locator('.run-facts').waitFor();
    });
    assert.deepEqual(await close(), { troubles: [], requests: [] });
    for (const [name, value] of Object.entries(figures))
      console.log(`5,000 stages: ${name}: ${value}`);
  });

  it('100,000 rows and 200,000 lines open, scroll, filter and are searched with a bounded page', async () => {
    const document_ = fixture('generated/rows-100000');
    assert.ok(document_.events.length > 100_000);
    /** @type {Record<string, string>} */
    const figures = { document: `${(JSON.stringify(document_).length / 1e6).toFixed(1)} MB` };
    const timed = async (/** @type {string} */ name, /** @type {() => Promise<unknown>} */ act) => {
      const start = performance.now();
      await act();
      figures[name] = `${(performance.now() - start).toFixed(0)} ms`;
      const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
      assert.ok(nodes < 2000, `${nodes} elements after ${name}`);
    };
    const url = write('rows', document_);
    const start = performance.now();
    const { page, close } = await open(browser, url);
    await page.locator('.output-line').first().waitFor();
    figures['open, output drawn'] = `${(performance.now() - start).toFixed(0)} ms`;
    const list = page.locator('.output-lines');
    await timed('last line', async () => {
      await list.focus();
      await page.keyboard.press('End');
      await page.locator('#line-199999[aria-selected=true]').waitFor();
    });
    await timed('one line up', async () => {
      await page.keyboard.press('ArrowUp');
      await page.locator('#line-199998[aria-selected=true]').waitFor();
    });
    await timed('only problems', async () => {
      await page.getByRole('button', { name: '201 problems' }).click();
      await page.locator('.output-line.mark-error').nth(5).waitFor();
    });
    await timed('next problem', async () => {
      await page.keyboard.press('N');
      await page.locator('.output-line[aria-selected=true]').waitFor();
    });
    await timed('events', async () => {
      await page.keyboard.press('e');
      await page.locator('button.event-row').first().waitFor();
    });
    await timed('first search, with its index', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('item 199001');
      await page.locator('.hit').first().waitFor();
    });
    assert.deepEqual(await close(), { troubles: [], requests: [] });
    for (const [name, value] of Object.entries(figures))
      console.log(`100,000 rows: ${name}: ${value}`);
  });

  it('100,000 rows are parsed when they are shown, and not again for a key', async () => {
    const url = write('lazy', fixture('generated/rows-100000'));
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const all = /** @type {any} */ (globalThis);
      const { parse } = JSON;
      all.parsed = 0;
      JSON.parse = (text, ...more) => {
        all.parsed += text.length;
        return parse(text, ...more);
      };
      new MutationObserver((_, observer) => {
        if (!document.querySelector('.app')) return;
        all.first = all.parsed;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    const parsed = () =>
      page.evaluate(() => {
        const all = /** @type {any} */ (globalThis);
        const { parsed } = all;
        all.parsed = 0;
        return parsed;
      });
    await page.goto(url);
    await page.waitForSelector('.app');
    const size = await page.evaluate(
      () => document.getElementById('clew-document')?.textContent?.length ?? 0,
    );
    const first = await page.evaluate(() => /** @type {any} */ (globalThis).first);
    console.log(`100,000 rows: parsed before the page is there: ${first} of ${size} characters`);
    assert.ok(first < size / 20, `${first} of ${size} characters were parsed at first`);
    await page.keyboard.press('e');
    await page.getByText(/^100 [0-9]{3} of 100 [0-9]{3} rows$/).waitFor();
    const field = page.getByLabel('Rows with this text');
    const status = page.locator('.filters [role=status]');
    await field.fill('item 1');
    await page.waitForFunction(
      () => !document.querySelector('.filters [role=status]')?.textContent?.includes('…'),
    );
    await parsed();
    await field.fill('item 19900');
    await page.locator('button.event-row', { hasText: 'item 19900' }).first().waitFor();
    await page.locator('button.event-row').first().click();
    await page.locator('.row-detail').waitFor();
    const key = await parsed();
    console.log(`100,000 rows: parsed for a key and a row: ${key}; ${await status.textContent()}`);
    assert.ok(key < size / 20, `${key} of ${size} characters were parsed for a key`);
    await context.close();
  });

  it('500 stages too', async () => {
    const { page, close } = await open(
      browser,
      write('five-hundred', fixture('generated/stages-500')),
    );
    await page.keyboard.press('j');
    assert.ok((await page.evaluate(() => document.querySelectorAll('*').length)) < 2000);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
});
