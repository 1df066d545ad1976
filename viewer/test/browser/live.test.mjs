// The pages of a server: the list of runs, and one of them while it goes on.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inject, launch, open } from './pages.mjs';
import { serve } from './server.mjs';
import { mkdtempSync, writeFileSync } from 'node:fs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  await server?.end();
});

const HOSTILE = `</script><script>globalThis.__clew_pwned=1</script><img src=x onerror=alert(1)>\u202e"'`;
const at = (/** @type {number} */ second) =>
  new Date(Date.UTC(2026, 3, 23, 13, 0, second)).toISOString().replace('.000', '');
const event = (
  /** @type {string} */ run,
  /** @type {string} */ kind,
  /** @type {number} */ second,
  /** @type {object} */ rest = {},
) => ({ run_id: run, kind, ts: at(second), ...rest });
const created = (/** @type {string} */ run, /** @type {number} */ second, name = 'nightly') =>
  event(run, 'run_created', second, { attributes: { name } });
const logs = (/** @type {string} */ run, /** @type {number} */ from, /** @type {number} */ n) =>
  Array.from({ length: n }, (_, i) =>
    event(run, 'log', 100 + from + i, { summary: `line ${from + i}`, stage: 'transform' }),
  );

/** @param {{troubles: string[], requests: string[]}} closed */
function isClean({ troubles, requests }) {
  assert.deepEqual(troubles, []);
  assert.deepEqual(
    requests.filter((one) => !one.startsWith(`${server.url}/`)),
    [],
  );
}

const sign = (
  /** @type {import('playwright-core').Page} */ page,
  /** @type {string | RegExp} */ word,
) => page.locator('.live').getByText(word, { exact: true });
const texts = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ what) =>
  page.locator(what).allTextContents();

describe('the list', () => {
  it('says what to do when there is nothing, and shows the first run by itself', async () => {
    const { page, close } = await open(browser, `${server.url}/`);
    await page.getByText(`clew exec --push ${server.url} -- COMMAND`).waitFor();
    await page.getByText(`curl ${server.url}/api/v1/events -d`).waitFor();
    await sign(page, 'live').waitFor();
    await server.tell(created('first', 0, HOSTILE));
    await page.locator('.run-row').waitFor();
    const text = await page.locator('.run-row').textContent();
    assert.ok(text?.includes('<img src=x onerror=alert(1)>⟨RLO⟩'), text ?? '');
    assert.equal(
      await page.evaluate(() => /** @type {any} */ (globalThis).__clew_pwned),
      undefined,
    );
    isClean(await close());
  });

  it('changes rows in their places, and keeps new runs until they are wanted', async () => {
    const { page, close } = await open(browser, `${server.url}/?q=list-`);
    await page.getByText('No run matches.').waitFor();
    await server.tell(
      created('list-1', 1),
      created('list-2', 2),
      event('list-1', 'run_started', 3),
    );
    await page.locator('.run-row').nth(1).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    assert.match(await focused(), /list-1/);
    const box = await page.locator('.run-row', { hasText: 'list-1' }).boundingBox();

    await server.tell(event('list-1', 'run_finished', 9, { attributes: { status: 'failed' } }));
    await page.locator('.run-row', { hasText: 'list-1' }).getByText('failed').waitFor();
    assert.match(await focused(), /list-1/);
    assert.deepEqual(await page.locator('.run-row', { hasText: 'list-1' }).boundingBox(), box);

    await server.tell(created('list-3', 3), created('other', 3));
    await page.getByText('1 new run', { exact: true }).waitFor();
    assert.equal(await page.locator('.run-row').count(), 2);
    assert.deepEqual(await page.locator('.run-row', { hasText: 'list-1' }).boundingBox(), box);
    assert.match(await focused(), /list-1/);
    await page.keyboard.press('n');
    await page.locator('.run-row').nth(2).waitFor();
    const rows = await texts(page, '.run-row .mono');
    assert.deepEqual(rows, ['list-3', 'list-2', 'list-1']);
    assert.match(await focused(), /list-1/);
    isClean(await close());
  });

  it('has its filters in the address', async () => {
    const { page, close } = await open(browser, `${server.url}/?q=list-`);
    await page.locator('.run-row').nth(2).waitFor();
    await page.getByRole('button', { name: 'unsuccessful' }).click();
    await page.locator('.run-row').nth(1).waitFor({ state: 'detached' });
    assert.deepEqual(await texts(page, '.run-row .mono'), ['list-1']);
    assert.equal(new URL(page.url()).search, '?q=list-&status=unsuccessful');
    await page.reload();
    await page.locator('.run-row').waitFor();
    assert.deepEqual(await texts(page, '.run-row .mono'), ['list-1']);
    await page.goBack();
    await page.locator('.run-row').nth(2).waitFor();
    await page.getByLabel('Run', { exact: true }).fill('list-2');
    await page.locator('.run-row').nth(1).waitFor({ state: 'detached' });
    assert.deepEqual(await texts(page, '.run-row .mono'), ['list-2']);
    await page.getByLabel('Created from (UTC)').fill('2027-01-01T00:00');
    await page.getByText('No run matches.').waitFor();
    assert.match(page.url(), /created_after=2027-01-01T00:00:00Z/);
    await page.getByRole('button', { name: 'Show all runs' }).click();
    await page.locator('.run-row', { hasText: 'other' }).waitFor();
    isClean(await close());
  });

  it('says why a filter is none', async () => {
    const { page } = await open(browser, `${server.url}/?status=faild`);
    await page.getByText('status is one of those that are known').waitFor();
    await page.context().close();
  });

  it('goes on to older runs', async () => {
    const many = Array.from({ length: 150 }, (_, i) => created(`many-${1000 + i}`, i));
    await server.tell(...many);
    const { page, close } = await open(browser, `${server.url}/?q=many-`);
    await page.locator('.run-row').nth(99).waitFor();
    await page.getByRole('button', { name: 'Older runs' }).click();
    await page.locator('.run-row').nth(149).waitFor();
    const rows = await texts(page, '.run-row .mono');
    assert.deepEqual([rows[0], rows[149], new Set(rows).size], ['many-1149', 'many-1000', 150]);
    assert.equal(await page.getByRole('button', { name: 'Older runs' }).count(), 0);
    isClean(await close());
  });

  it('opens a run by the keyboard, and comes back', async () => {
    const { page, close } = await open(browser, `${server.url}/?q=list-`);
    await page.locator('.run-row').nth(2).waitFor();
    for (const key of ['ArrowDown', 'j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('heading', { name: 'nightly' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/runs/list-2');
    await page.getByRole('link', { name: '← runs' }).click();
    await page.locator('.run-row').first().waitFor();
    isClean(await close());
  });
});

describe('a run', () => {
  it('goes on under whoever reads, and nothing jumps', async () => {
    await server.tell(
      created('live', 0, HOSTILE),
      event('live', 'run_started', 1),
      event('live', 'stage_started', 2, { stage: 'extract', try: 1 }),
      event('live', 'stage_completed', 9, { stage: 'extract', try: 1 }),
      event('live', 'stage_started', 10, { stage: 'transform', try: 1 }),
      ...logs('live', 0, 300),
    );
    const { page, close } = await open(browser, `${server.url}/runs/live`);
    await sign(page, 'live').waitFor();
    assert.match((await page.locator('.live').textContent()) ?? '', /● live · last event/);
    assert.equal(await page.locator('.banner', { hasText: 'Still running' }).count(), 0);
    await page.getByText(/so far$/).waitFor();

    // Somebody reads: a stage, one of its tabs, a filter, a place in the ledger, an open row.
    await page.locator('.timeline-rows').getByText('extract').click();
    await page.getByRole('tab', { name: 'JSON' }).click();
    await page.keyboard.press('e');
    const filter = page.getByLabel('Rows with this text');
    await filter.fill('line');
    await page.getByText('300 of 305 rows').waitFor();
    await page.locator('button.event-row', { hasText: 'line 3' }).first().click();
    await page.locator('.row-detail').waitFor();
    const list = page.locator('.event-rows');
    await list.evaluate((element) => (element.scrollTop = 2000));
    await filter.focus();
    const look = async () => ({
      place: page.url(),
      scroll: await list.evaluate((element) => element.scrollTop),
      filter: await filter.inputValue(),
      focus: await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      stage: await page.locator('.panel h2').first().textContent(),
      tab: await page.locator('.panel [role=tab][aria-selected=true]').textContent(),
      seen: await page.locator('button.event-row').nth(5).textContent(),
    });
    const before = await look();
    assert.equal(before.scroll, 2000);

    await server.tell(...logs('live', 300, 50));
    await page.getByText('350 of 355 rows').waitFor();
    assert.deepEqual(await look(), before);

    // Whoever looks at the end still does.
    await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await page.locator('button.event-row', { hasText: 'line 349' }).waitFor();
    await server.tell(...logs('live', 350, 40));
    await page.locator('button.event-row', { hasText: 'line 389' }).waitFor();

    await server.tell(
      event('live', 'stage_failed', 700, { stage: 'transform', try: 1, summary: 'out of memory' }),
      event('live', 'run_finished', 701, { attributes: { status: 'failed' } }),
    );
    await sign(page, 'ended').waitFor();
    await page.getByText('transform: out of memory').first().waitFor();
    assert.match(await page.title(), / · failed$/);
    const after = await look();
    assert.deepEqual(
      [after.place, after.stage, after.tab],
      [before.place, before.stage, before.tab],
    );

    // What comes late is still shown.
    await filter.fill('too late');
    // The row that is open stays.
    await page.getByText(/^1 of \d+ rows$/).waitFor();
    await server.tell(event('live', 'log', 702, { summary: 'too late' }));
    await page.locator('button.event-row', { hasText: 'too late' }).waitFor();
    assert.equal(
      await page.evaluate(() => /** @type {any} */ (globalThis).__clew_pwned),
      undefined,
    );
    isClean(await close());
  });

  it('is fetched at most once a second, and not when nothing is new', async () => {
    await server.tell(created('often', 0));
    const { page, requests, close } = await open(browser, `${server.url}/runs/often`);
    await sign(page, 'live').waitFor();
    await page.waitForTimeout(1500);
    const fetched = () => requests.filter((one) => one.includes('/document?')).length;
    assert.equal(fetched(), 1);
    const begun = Date.now();
    for (let n = 0; Date.now() - begun < 3000; n++) {
      await server.tell(event('often', 'log', 10 + n, { summary: `n ${n}` }));
      await page.waitForTimeout(50);
    }
    await page.waitForTimeout(1500);
    assert.ok(fetched() >= 3 && fetched() <= 7, `${fetched()} times`);
    isClean(await close());
  });

  it('that begins while somebody waits shows its stages', async () => {
    await server.tell(created('early', 0));
    const { page, close } = await open(browser, `${server.url}/runs/early`);
    await sign(page, 'live').waitFor();
    await server.tell(event('early', 'stage_started', 1, { stage: 'extract', try: 1 }));
    await page.locator('.timeline-rows').getByText('extract').waitFor();
    await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
    // Nobody has chosen anything: what is wrong is what is wanted.
    await server.tell(
      event('early', 'stage_completed', 2, { stage: 'extract', try: 1 }),
      event('early', 'stage_failed', 4, { stage: 'upload', try: 1, summary: 'refused' }),
      event('early', 'run_finished', 5, { attributes: { status: 'failed' } }),
    );
    await page.locator('.panel h2', { hasText: 'upload' }).waitFor();
    isClean(await close());
  });
});

describe('a run that is not there yet', () => {
  it('is waited for', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/runs/soon`);
    await page.getByText('There is no run to show yet: no run has this id').waitFor();
    await server.tell(created('soon', 0));
    await page.getByRole('heading', { name: 'nightly' }).waitFor();
    assert.equal(await page.getByText('no run to show').count(), 0);
    await page.close();
  });
});

describe('a server that goes away', () => {
  it('is missed calmly, and found again', async () => {
    const other = await serve();
    await other.tell(created('away', 0), event('away', 'run_started', 1));
    const run = await open(browser, `${other.url}/runs/away`);
    const list = await open(browser, `${other.url}/`);
    for (const { page } of [run, list]) await sign(page, 'live').waitFor();
    await other.end();
    const lost = /^not live since \d\d:\d\d:\d\dZ, trying again$/;
    for (const { page } of [run, list]) await sign(page, lost).waitFor();
    await run.page.getByRole('heading', { name: 'nightly' }).waitFor();
    const again = await serve(other.port);
    try {
      await sign(list.page, 'live').waitFor();
      // It has forgotten the run; whoever tells of it tells it all again, and more.
      await again.tell(created('away', 0), event('away', 'run_started', 1));
      await again.tell(event('away', 'stage_started', 2, { stage: 'upload', try: 1 }));
      await run.page.locator('.timeline-rows').getByText('upload').waitFor();
      await sign(run.page, 'live').waitFor();
      const { troubles } = await run.close();
      await list.close();
      assert.deepEqual(
        troubles.filter((one) => !one.includes('Failed to load resource')),
        [],
      );
    } finally {
      await again.end();
    }
  });
});

describe('runs that have started one another', () => {
  it('has a run below the one that started it, and no trace without a run until it is asked for', async () => {
    await server.tell(
      created('outer', 1050, 'family-outer'),
      event('outer', 'run_started', 1051),
      created('inner', 1052, 'family-inner'),
      event('inner', 'run_started', 1052, {
        attributes: { parent_run_id: 'outer', parent_stage: HOSTILE },
      }),
      event('inner', 'stage_failed', 1053, { stage: 'charge', summary: HOSTILE }),
      event('inner', 'run_finished', 1054, { attributes: { status: 'failed' } }),
      event('family-span', 'stage_started', 1055, {
        stage: 's',
        attributes: { run_id_from: 'trace_id' },
      }),
    );
    const { page, close } = await open(browser, `${server.url}/`);
    await page.getByText('family-inner').waitFor();
    await page.locator('li.started-by.depth-1').waitFor();
    assert.equal(await page.locator('li.started-by.depth-1').count(), 1);
    assert.equal(await page.getByText('family-span').count(), 0);
    await page.getByRole('button', { name: 'traces without a run' }).click();
    await page.locator('.run-id', { hasText: 'family-span' }).waitFor();
    await page.goto(`${server.url}/runs/outer`);
    await page.locator('.family', { hasText: 'family-inner' }).waitFor();
    const said = (await page.locator('.family').textContent()) ?? '';
    assert.ok(said.includes('family-inner failed after 2.000 s in </script>'), said);
    assert.equal(
      await page.evaluate(() => /** @type {any} */ (globalThis).__clew_pwned),
      undefined,
    );
    await page.locator('.family a').click();
    await page.getByText(/Started by/).waitFor();
    isClean(await close());
  });
});

describe('a file', () => {
  it('asks nobody, even when it says where', async () => {
    const page = await browser.newPage();
    /** @type {string[]} */
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    const file = `${mkdtempSync('/tmp/clew-live-')}/report.html`;
    const places = { document: '/etc/passwd', format: 'clew.live', format_version: 1 };
    writeFileSync(file, inject({ ...places, shows: 'run', stream: '/etc/passwd' }, 'x'));
    await page.goto(`file://${file}`);
    await page.getByText('open it there').waitFor();
    const refused = await page.evaluate(async () =>
      fetch('/etc/hostname').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    assert.equal(refused, 'refused');
    assert.deepEqual(
      requests.filter((one) => one !== `file://${file}`),
      [],
    );
    await page.close();
  });
});
