// Going through the page with keys, search and the browser's own back.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixture, launch, open, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
const selected = (/** @type {import('playwright-core').Page} */ page) =>
  page.locator('.panel h2').innerText();

describe('the keyboard', () => {
  it('walks stages, tabs and views', async () => {
    const { page, close } = await open(browser, write('walk', fixture('onboarding-402')));
    await page.keyboard.press('k');
    assert.equal(await selected(page), 'setup-payment');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('j');
    assert.equal(await selected(page), 'send-welcome-email');
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    assert.equal(
      await page
        .locator('.panel [role=tab][aria-selected=true]')
        .innerText()
        .then((text) => text.replace(/\d/g, '')),
      'Decisions',
    );
    assert.match(await page.locator('.tree').innerText(), /402 == 200[\s→]+false/);
    for (const [key, view] of [
      ['g', '.graph-picture'],
      ['o', '.run-facts'],
      ['e', '.event-rows'],
      ['f', '.files'],
      ['t', '.timeline-rows'],
    ]) {
      await page.keyboard.press(key ?? '');
      await page.locator(view ?? '').waitFor();
    }
    await page.keyboard.press('Backspace');
    assert.equal(await selected(page), 'activate-subscription');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'panel-panel');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('reaches every control with Tab and shows where it is', async () => {
    const { page, close } = await open(browser, write('tab', fixture('onboarding-402')), {
      viewport: { width: 1280, height: 1200 },
    });
    /** @type {Set<string>} */
    const reached = new Set();
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        const style = getComputedStyle(element);
        return `${element.getAttribute('class') || element.id}|${style.outlineStyle !== 'none' || element.matches('.node')}`;
      });
      if (stop !== '') assert.ok(stop.endsWith('|true'), `focus cannot be seen on ${stop}`);
      reached.add(stop);
    }
    for (const part of ['tool', 'plain', 'stage-link', 'row-link', 'copy', 'timeline-rows', 'node'])
      assert.ok(
        [...reached].some((stop) => stop.includes(part)),
        `${part} was not reached`,
      );
    assert.ok([...reached].some((stop) => stop.startsWith('search-field')));
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('copies the selected call as curl', async () => {
    const { page, close } = await open(browser, write('curl', fixture('onboarding-402')), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.keyboard.press('c');
    await page.getByText('copied as curl').waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(
      command,
      /^# redacted values[^\n]*\ncurl --globoff --include \\\n {2}--request POST/,
    );
    assert.match(command, /--url https:\/\/payment\.example\.com\/api\/subscriptions/);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
});

describe('the address', () => {
  it('holds the selection, and back goes back', async () => {
    const url = write('address', fixture('onboarding-402'));
    const { page, close } = await open(browser, `${url}#stage=issue-jwt&tab=exchange&view=graph`);
    assert.equal(await selected(page), 'issue-jwt');
    await page.locator('.exchange').waitFor();
    await page.locator('.node', { hasText: 'setup-payment' }).click();
    assert.equal(await selected(page), 'setup-payment');
    assert.match(page.url(), /#stage=setup-payment&tab=exchange&view=graph/);
    await page.goBack();
    assert.equal(await selected(page), 'issue-jwt');
    await page.locator('.panel [role=tab]', { hasText: 'Outputs' }).click();
    await page.locator('.panel .link', { hasText: 'setup-payment' }).click();
    assert.equal(await selected(page), 'setup-payment');
    assert.deepEqual((await close()).troubles, []);
  });

  it('of a row opens the row', async () => {
    const { page, close } = await open(
      browser,
      `${write('row', fixture('onboarding-402'))}#view=events&row=17`,
    );
    assert.match(await page.locator('.row-detail').innerText(), /offset\s+17/);
    await page.locator('.claims .row-link').first().click();
    await page.locator('.row-detail').waitFor();
    assert.deepEqual((await close()).troubles, []);
  });
});

describe('search', () => {
  for (const [
    query,
    what,
    check,
  ] of /** @type {[string, string, (page: import('playwright-core').Page) => Promise<unknown>][]} */ ([
    [
      '3ds_challenge',
      'response body',
      (page) =>
        page.locator('.exchange .code mark', { hasText: '3ds_challenge' }).first().waitFor(),
    ],
    ['x-request-id', 'response header', (page) => page.locator('.headers mark').first().waitFor()],
    [
      'expectedStatuses: [200',
      'file',
      (page) => page.locator('.code-line.here mark').first().waitFor(),
    ],
    ['decision_evaluated', 'event', (page) => page.locator('.row-detail').waitFor()],
    ['mira.lindqvist', 'run input', (page) => page.locator('#run-inputs mark').first().waitFor()],
    ['cus_abc123', 'run output', (page) => page.locator('#run-output mark').first().waitFor()],
  ])) {
    it(`finds “${query}” as ${what} and goes there`, async () => {
      const { page, close } = await open(browser, write('search', fixture('onboarding-402')));
      await page.keyboard.press('/');
      await page.keyboard.type(query);
      await page
        .locator('.hit', { has: page.locator('.hit-what', { hasText: new RegExp(`^${what}$`) }) })
        .first()
        .click();
      await check(page);
      assert.equal(await page.locator('.hits').count(), 0);
      assert.deepEqual(await close(), { troubles: [], requests: [] });
    });
  }

  it('works with keys alone', async () => {
    const { page, close } = await open(browser, write('search-keys', fixture('onboarding-402')));
    await page.keyboard.press('/');
    await page.keyboard.type('setup-payment');
    await page.locator('.hit').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    assert.equal(await selected(page), 'setup-payment');
    await page.keyboard.press('j');
    assert.equal(await selected(page), 'activate-subscription');
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
});

describe('pointing', () => {
  it('folds JSON, shows raw, filters events, zooms the timeline, chooses a try', async () => {
    const { page, close } = await open(
      browser,
      `${write('pointing', fixture('onboarding-500'))}#stage=setup-payment&tab=exchange`,
    );
    assert.equal(await page.locator('.call-choice button').count(), 3);
    await page.locator('.call-choice button').first().click();
    assert.match(page.url(), /call=call_/);
    const lines = await page.locator('.body .code-line').count();
    await page.locator('.body .fold[aria-expanded=true]').first().click();
    assert.ok((await page.locator('.body .code-line').count()) < lines);
    await page.getByRole('button', { name: 'Raw', exact: true }).first().click();
    const lane = await page.locator('.ruler-lane').boundingBox();
    assert.ok(lane);
    await page.mouse.move(lane.x + 5, lane.y + 10);
    await page.mouse.down();
    await page.mouse.move(lane.x + lane.width / 3, lane.y + 10, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'show all' }).click();
    await page.keyboard.press('e');
    await page.getByLabel('Rows of this kind').selectOption('tool_call_completed');
    assert.equal(await page.locator('button.event-row').count(), 5);
    await page.getByLabel('Rows with this text').fill('500');
    assert.equal(await page.locator('button.event-row').count(), 3);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
});
