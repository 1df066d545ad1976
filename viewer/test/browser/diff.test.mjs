// A comparison of two runs in the same page.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixture, launch, open, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
const chosen = (/** @type {import('playwright-core').Page} */ page) =>
  page.locator('.panel h2').innerText();

describe('a comparison', () => {
  it('shows the first divergence and both sides of it on the first screen', async () => {
    const { page, close } = await open(browser, write('diff', fixture('diff-onboarding')));
    assert.equal(
      await page.locator('#first-headline').innerText(),
      'input planId plan_basic → plan_premium',
    );
    assert.equal(await page.locator('.side-before').innerText(), 'plan_basic');
    assert.equal(await page.locator('.side-after').innerText(), 'plan_premium');
    assert.deepEqual(await page.locator('mark.changed').allInnerTexts(), ['basic', 'premium']);
    assert.equal(await page.locator('.difference-row').count(), 10);
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight));
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('is walked with keys, links and the address', async () => {
    const url = write('diff-walk', fixture('diff-onboarding'));
    const { page, close } = await open(browser, `${url}#difference=3`);
    assert.match(await chosen(page), /^3 activate-subscription answered 402/);
    assert.match(
      await page.locator('.side-after').innerText(),
      /402\s*payment_method_requires_authentication/,
    );
    await page.keyboard.press('j');
    assert.match(await chosen(page), /^4 /);
    assert.match(page.url(), /#difference=4$/);
    assert.match(await page.locator('.side-before').last().innerText(), /∅ not there/);
    await page.locator('.difference-facts .link', { hasText: '3' }).click();
    assert.match(await chosen(page), /^3 /);
    await page.keyboard.press('c');
    assert.equal(await page.locator('.difference-row').count(), 2);
    await page.keyboard.press('Backspace');
    assert.match(await chosen(page), /^1 /);
    await page.keyboard.press('/');
    await page.keyboard.type('artifact');
    assert.equal(await page.locator('.difference-row').count(), 1);
    await page.locator('.left-out summary').first().click();
    await page.getByText('configuration/seed').waitFor();
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('never scrolls sideways, and is all on paper', async () => {
    for (const width of [480, 800, 1280, 2560]) {
      const { page, close } = await open(browser, write('diff-wide', fixture('diff-onboarding')), {
        viewport: { width, height: 900 },
        colorScheme: 'dark',
      });
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `wider than ${width}`,
      );
      assert.deepEqual((await close()).troubles, []);
    }
    const { page, close } = await open(browser, write('diff-paper', fixture('diff-onboarding')));
    await page.emulateMedia({ media: 'print' });
    await page.locator('.printed-run').waitFor();
    assert.equal(await page.locator('.difference').count(), 10);
    assert.match(await page.locator('.left-out').innerText(), /not captured, 52 bytes/);
    assert.deepEqual((await close()).troubles, []);
  });

  it('of 20,000 differences stays small', async () => {
    const document_ = fixture('diff-onboarding');
    document_.differences = Array.from({ length: 20_000 }, (_, number) => ({
      ...document_.differences[number % 10],
      number,
      because: number % 10 === 0 ? undefined : number - 1,
    }));
    const { page, close } = await open(browser, write('diff-large', document_));
    await page.keyboard.press('j');
    assert.match(await chosen(page), /^2 /);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    assert.ok(nodes < 1500, `${nodes} elements`);
    assert.deepEqual((await close()).troubles, []);
  });
});
