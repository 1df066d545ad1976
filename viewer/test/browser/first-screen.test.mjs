// What somebody sees who was just woken up, without touching anything: one 1280x800 screen.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixture, launch, open, SMALL, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Whether the text stands inside of the window, painted on top, without scrolling. */
const inView = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ selector, /** @type {string} */ text) => page.evaluate(([selector, text]) => {
  const normal = (/** @type {string} */ one) => one.replace(/\s+/g, ' ');
  return [...document.querySelectorAll(selector)].some((element) => {
    if (!normal(element.textContent ?? '').includes(text)) return false;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth) return false;
    const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
    return top !== null && (element.contains(top) || top.contains(element));
  });
}, /** @type {const} */ ([selector, text]));

describe('the first screen', () => {
  it('of the challenged onboarding holds what happened, what became of the stages, and the state left behind', async () => {
    const { page, close } = await open(browser, write('first', fixture('onboarding-402')));
    for (const [selector, text] of [
      ['h2', 'activate-subscription answered 402 payment_method_requires_authentication'], ['.count', '3 succeeded'], ['.count', '1 skipped'],
      ['.consequences li', 'create-account succeeded: 201'], ['.consequences li', 'issue-jwt succeeded: 200'], ['.consequences li', 'setup-payment succeeded: 201'], ['.consequences li', 'send-welcome-email skipped: 402 == 200 → false, 402 == 201 → false'],
      ['.quote dd', '3ds_challenge'], ['.left-behind dd', 'ACC-47291'], ['.left-behind dd', 'cus_abc123'], ['.left-behind dd', 'incomplete'], ['.left-behind li', 'not committed activate-subscription'],
      ['.next li', 'clew resume customer-onboarding.f7a3c2d1.workflow.ledger --from activate-subscription'], ['.run-status', 'completed with failures'], ['.row', 'send-welcome-email'], ['.row', 'activate-subscription'], ['.panel h2', 'activate-subscription'], ['.key', 'f7a3c2d1'],
    ]) assert.ok(await inView(page, selector ?? '', text ?? ''), `${selector} “${text}” is not on the first screen`);
    assert.equal(await page.locator('.row[aria-selected=true]').getAttribute('id'), 'stage-3');
    assert.deepEqual(await page.evaluate(() => [document.documentElement.scrollHeight <= innerHeight, document.documentElement.scrollWidth <= innerWidth]), [true, true], 'the page does not scroll');
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  for (const name of SMALL) {
    it(`of ${name} has its blocker or its success in view, its stage selected, and no trouble`, async () => {
      const document = fixture(name);
      const { page, close } = await open(browser, write(name, document));
      if (document.blocker) {
        assert.ok(await inView(page, 'h2', document.blocker.headline));
        assert.equal(await page.locator('.row[aria-selected=true] .row-name').getAttribute('title'), document.blocker.stage);
        assert.ok(await inView(page, '.next li', document.blocker.next_actions[0].text), 'the next action is in view');
      } else assert.ok(await inView(page, '.outcome', 'Nothing blocks this run.'));
      assert.deepEqual(await close(), { troubles: [], requests: [] });
    });
  }

  it('of a report without a run says so', async () => {
    const { readFileSync, writeFileSync, mkdtempSync } = await import('node:fs');
    const file = `${mkdtempSync('/tmp/clew-empty-')}/report.html`;
    writeFileSync(file, readFileSync(new URL('../../dist/report.html', import.meta.url)));
    const page = await browser.newPage();
    await page.goto(`file://${file}`);
    assert.match(await page.locator('[role=alert]').innerText(), /no run was put into it/);
    await page.close();
  });
});
