// Loops, child workflows and tries: what is open at first, and how it is opened.
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
const rows = (/** @type {import('playwright-core').Page} */ page) =>
  page
    .locator('.timeline-rows .row-name')
    .allTextContents()
    .then((all) => all.map((text) => text.replace(/^[▸▾▿]/, '').trim()));
const inView = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ path) =>
  page.evaluate((title) => {
    const row = [...document.querySelectorAll('.row')]
      .find((one) => one.querySelector('.row-name')?.getAttribute('title') === title)
      ?.getBoundingClientRect();
    const list = document.querySelector('.timeline-rows')?.getBoundingClientRect();
    return (
      row !== undefined &&
      list !== undefined &&
      row.top >= list.top - 1 &&
      row.bottom <= list.bottom + 1
    );
  }, path);

describe('a run with loops', () => {
  it('opens with the blocker in sight, inside of its loop', async () => {
    const { page, close } = await open(browser, write('nightly', fixture('nightly')));
    assert.equal(await selected(page), 'push-items[417]');
    assert.ok(await inView(page, 'push-items[417]'));
    assert.match(
      (await rows(page)).join('\n'),
      /push-items× 997 ok, 2 failed, 1 tolerated\n.*push-items\[90\]\n.*push-items\[417\]\n.*push-items\[802\]\n… 997 more ok/,
    );
    assert.equal(await page.locator('#stage-0').getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('keeps the blocker in sight when its loop is closed', async () => {
    const document_ = fixture('nightly');
    for (const stage of document_.stages)
      if (/^push-items\[/.test(stage.path)) stage.status = 'succeeded';
    const { page, close } = await open(browser, write('closed', document_));
    assert.ok(await inView(page, 'push-items[417]'));
    await page.keyboard.press('ArrowLeft');
    assert.equal(await selected(page), 'push-items');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    assert.match((await rows(page)).join('\n'), /push-items\[417\]\n… 999 more ok/);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('is walked as a tree grid', async () => {
    const { page, close } = await open(
      browser,
      `${write('keys', fixture('nightly'))}#stage=onboard`,
      { viewport: { width: 1440, height: 1300 } },
    );
    const expanded = () => page.locator('.row[aria-selected=true]').getAttribute('aria-expanded');
    assert.equal(await page.getByRole('treegrid', { name: 'Stages' }).count(), 1);
    assert.deepEqual(
      [await expanded(), await page.locator('.row[aria-selected=true]').getAttribute('aria-level')],
      ['true', '1'],
    );
    await page.keyboard.press('ArrowRight');
    assert.match((await rows(page)).join('\n'), /onboard\[0\]\n.*onboard\[1\]\n.*onboard\[2\]/);
    await page.keyboard.press('ArrowRight');
    assert.equal(await selected(page), 'onboard[0]');
    assert.equal(await expanded(), 'false');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.equal(await selected(page), 'onboard[0]/token');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await selected(page), 'onboard[0]');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await expanded(), 'false');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await selected(page), 'onboard');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await expanded(), 'false');
    await page.keyboard.press('n');
    assert.equal(await selected(page), 'onboard[2]');
    assert.ok(await inView(page, 'onboard[2]'));
    await page.keyboard.press('Home');
    assert.equal(await selected(page), 'login');
    await page.keyboard.press('End');
    assert.equal(await selected(page), 'notify');
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('closes by the mouse, and what was selected inside gives way', async () => {
    const { page, close } = await open(
      browser,
      `${write('mouse', fixture('nightly'))}#stage=login/token`,
    );
    assert.equal(await selected(page), 'login/token');
    await page.locator('#stage-0 .twisty').click();
    assert.equal(await selected(page), 'login');
    assert.ok(!(await rows(page)).join('\n').includes('token'));
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('is opened by an address and by a search at any item', async () => {
    const { page, close } = await open(
      browser,
      `${write('deep', fixture('nightly'))}#stage=convert-rates[31]&tab=inputs`,
    );
    assert.equal(await selected(page), 'convert-rates[31]');
    assert.ok(await inView(page, 'convert-rates[31]'));
    assert.match((await rows(page)).join('\n'), /… 39 more ok/);
    for (const [query, what] of [
      ['push-items[633]', 'stage'],
      ['ord-634', 'output'],
      ['SKU-043135', 'input'],
    ]) {
      await page.keyboard.press('/');
      await page.locator('#search-field').fill(query ?? '');
      await page
        .locator('.hit', { has: page.locator('.hit-what', { hasText: new RegExp(`^${what}$`) }) })
        .first()
        .click();
      assert.match(await selected(page), /^push-items\[\d+\]$/);
      assert.ok(await inView(page, await selected(page)), query);
    }
    assert.equal(await selected(page), 'push-items[700]');
    assert.match(decodeURIComponent(page.url()), /#stage=push-items\[\d+\]/);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('draws items at their real time, and failures in the row of their loop', async () => {
    const { page, close } = await open(browser, write('lanes', fixture('nightly')));
    assert.equal(await page.locator('.is-loop .item-mark').count(), 3);
    await page.getByText('… 997 more ok').scrollIntoViewIfNeeded();
    const top = () => page.locator('.timeline-rows').evaluate((list) => list.scrollTop);
    const before = await top();
    await page.getByText('… 997 more ok').click();
    const lefts = await page
      .locator('.row .bar')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().left));
    assert.ok(new Set(lefts).size > 3);
    assert.equal(await top(), before, 'opening does not scroll away');
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
});

describe('the panel', () => {
  for (const [path, parts] of /** @type {[string, string[]][]} */ ([
    [
      'login/token',
      [
        '#3',
        'waited 800 ms for backoff: the first of 3 retries waits 800 ms',
        'waited 2.000 s for rate limit: the answer says Retry-After: 2',
        'http_429 slow down',
        'slow slower than anybody should wait web',
      ],
    ],
    [
      'onboard[2]/create',
      [
        'failed region matches',
        'the tenant was made in another region',
        'expected equals apac',
        'actual ap-southeast',
        'not blocking',
        'passed created',
      ],
    ],
    [
      'push-items[417]',
      [
        'failed response orders-api 2.3',
        '/error',
        'expected an object, found a string',
        'orders closed → open after 5 failures, for 30.00 s',
        'SKU-',
      ],
    ],
    [
      'push-items',
      [
        '1 000 items, parallel, at most 8 at once',
        '997 ok',
        '2 × http_503: no healthy upstream push-items[417] SKU-002124',
        '1 × http_409: the order is there already',
      ],
    ],
    ['activate', ['jump: went on at endStage']],
    ['load-orders', ['mocked']],
    ['poll', ['200 ms for delay']],
    ['notify', ['because jumped over: activate went on at endStage']],
  ])) {
    it(`of ${path} tells what was recorded`, async () => {
      const { page, close } = await open(
        browser,
        `${write('panel', fixture('nightly'))}#stage=${path}`,
        { viewport: { width: 1440, height: 1300 } },
      );
      const text = (await page.locator('.work').innerText()).replace(/\s+/g, ' ');
      for (const part of parts) assert.ok(text.includes(part), `${part} is not in: ${text}`);
      assert.deepEqual(await close(), { troubles: [], requests: [] });
    });
  }
  it('of outputs has what was set, and the run what was there before', async () => {
    const { page, close } = await open(
      browser,
      `${write('before', fixture('nightly'))}#stage=login/token&tab=outputs&view=run`,
    );
    assert.match(
      await page.locator('.panel-body').innerText(),
      /SET[\s\S]*token[\s\S]*CONTEXT[\s\S]*nightly-0142/i,
    );
    assert.match(
      await page.locator('.run-facts').innerText(),
      /INITIAL VALUES[\s\S]*b-2026-06-02[\s\S]*PREFLIGHT[\s\S]*health check of orders[\s\S]*#1 duration ms 120.4, http status 503[\s\S]*contract of orders/i,
    );
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
});

describe('hostile items', () => {
  it('have no effect', async () => {
    const document_ = fixture('nightly');
    const POISON = `</script><img src=x onerror=alert(1)> \u202e\u001b[31m"'\u2028`;
    const rename = new Map([
      ['push-items[417]', `${POISON}[417]`],
      ['push-items', POISON],
      ['push-items[90]', `${POISON}[90]`],
      ['push-items[802]', `${POISON}[802]`],
      ['login/token', 'login/__proto__'],
    ]);
    const again = JSON.parse(JSON.stringify(document_), (_, value) =>
      typeof value === 'string' ? (rename.get(value) ?? value) : value,
    );
    for (const row of again.events)
      if (row.event.stage === 'login/__proto__')
        Object.assign(row.event.attributes ?? {}, {
          because: POISON,
          reason: POISON,
          latency: {
            color: `red;background:url(//evil.example)`,
            band: POISON,
            label: { a: 1 },
            profile: [],
          },
          name: 7,
        });
    const { page, close } = await open(browser, write('hostile-items', again));
    assert.match(await selected(page), /\[417\]$/);
    for (const path of [POISON, 'login/__proto__', 'onboard[2]/create']) {
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        `stage=${encodeURIComponent(path)}`,
      );
      await page
        .locator('.panel h2', {
          hasText: path
            .slice(-8)
            .replace(/[\u202e\u001b\u2028"']/g, '')
            .slice(0, 3),
        })
        .waitFor();
    }
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
});

describe('10,000 items', () => {
  it('open, scroll, walk and are searched with a bounded page', async () => {
    /** @type {Record<string, string>} */
    const figures = {};
    const url = write('items', fixture('generated/items-10000'));
    const start = performance.now();
    const { page, close } = await open(browser, url);
    figures['open'] = `${(performance.now() - start).toFixed(0)} ms`;
    const frame = () =>
      page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const timed = async (
      /** @type {string} */ name,
      /** @type {() => Promise<unknown>} */ act,
      times = 1,
    ) => {
      const from = performance.now();
      for (let i = 0; i < times; i++) await act();
      figures[name] = `${((performance.now() - from) / times).toFixed(0)} ms`;
      const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
      assert.ok(nodes < 2000, `${nodes} elements after ${name}`);
    };
    assert.equal(await selected(page), 'push-items[4100]');
    assert.ok(await inView(page, 'push-items[4100]'));
    await timed('open the loop', async () => {
      await page.getByText('… 9 997 more ok').click();
      await frame();
    });
    assert.equal(await page.locator('.timeline-rows').getAttribute('aria-rowcount'), '10003');
    await timed(
      'scroll by a page',
      async () => {
        await page.locator('.timeline-rows').evaluate((list) => {
          list.scrollTop += 9000;
        });
        await frame();
      },
      20,
    );
    await timed(
      'one step down',
      async () => {
        await page.keyboard.press('ArrowDown');
        await frame();
      },
      30,
    );
    assert.equal(await selected(page), 'push-items[4130]');
    await timed('to the last', async () => {
      await page.keyboard.press('End');
      await frame();
    });
    await timed('close the loop', async () => {
      await page.keyboard.press('k');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await frame();
    });
    await timed('search an item', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('ord-5555');
      await page.locator('.hit').first().waitFor();
      await page.keyboard.press('Enter');
      await frame();
    });
    assert.equal(await selected(page), 'push-items[5555]');
    assert.ok(await inView(page, 'push-items[5555]'));
    assert.deepEqual(await close(), { troubles: [], requests: [] });
    for (const [name, value] of Object.entries(figures))
      console.log(`10,000 items: ${name}: ${value}`);
  });
});
