// What somebody sees who was just woken up, without touching anything: one 1280x800 screen.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixture, launch, open, SMALL, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Whether the text stands inside of the window, painted on top, without scrolling. */
const inView = (
  /** @type {import('playwright-core').Page} */ page,
  /** @type {string} */ selector,
  /** @type {string} */ text,
) =>
  page.evaluate(([selector, text]) => {
    const normal = (/** @type {string} */ one) => one.replace(/\s+/g, ' ');
    return [...document.querySelectorAll(selector)].some((element) => {
      if (!normal(element.textContent ?? '').includes(text)) return false;
      const box = element.getBoundingClientRect();
      if (
        box.width === 0 ||
        box.top < 0 ||
        box.bottom > innerHeight ||
        box.left < 0 ||
        box.right > innerWidth
      )
        return false;
      const top = document.elementFromPoint(
        box.left + Math.min(box.width / 2, 20),
        box.top + box.height / 2,
      );
      return top !== null && (element.contains(top) || top.contains(element));
    });
  }, /** @type {const} */ ([selector, text]));

describe('the first screen', () => {
  it('of the challenged onboarding holds what happened, what became of the stages, and the state left behind', async () => {
    const { page, close } = await open(browser, write('first', fixture('onboarding-402')));
    for (const [selector, text] of [
      ['h2', 'activate-subscription answered 402 payment_method_requires_authentication'],
      ['.count', '3 succeeded'],
      ['.count', '1 skipped'],
      ['.consequences li', 'create-account succeeded: 201'],
      ['.failure-kind', 'phase active × cause input'],
      ['.claims li', 'the answer was HTTP 402'],
      ['.window', 'active'],
      ['.window', 'queue'],
      ['.consequences li', 'issue-jwt succeeded: 200'],
      ['.consequences li', 'setup-payment succeeded: 201'],
      ['.consequences li', 'send-welcome-email skipped: 402 == 200 → false, 402 == 201 → false'],
      ['.quote dd', '3ds_challenge'],
      ['.left-behind dd', 'ACC-47291'],
      ['.left-behind dd', 'cus_abc123'],
      ['.left-behind dd', 'incomplete'],
      ['.left-behind li', 'not committed activate-subscription'],
      [
        '.next li',
        'clew resume customer-onboarding.f7a3c2d1.workflow.ledger --from activate-subscription',
      ],
      ['.run-status', 'completed with failures'],
      ['.row', 'send-welcome-email'],
      ['.row', 'activate-subscription'],
      ['.panel h2', 'activate-subscription'],
      ['.key', 'f7a3c2d1'],
    ])
      assert.ok(
        await inView(page, selector ?? '', text ?? ''),
        `${selector} “${text}” is not on the first screen`,
      );
    assert.equal(await page.locator('.row[aria-selected=true]').getAttribute('id'), 'stage-3');
    assert.deepEqual(
      await page.evaluate(() => [
        document.documentElement.scrollHeight <= innerHeight,
        document.documentElement.scrollWidth <= innerWidth,
      ]),
      [true, true],
      'the page does not scroll',
    );
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  for (const name of SMALL) {
    it(`of ${name} has its blocker, what to do and its windows in view, or its success, and no trouble`, async () => {
      const document = fixture(name);
      const { page, close } = await open(browser, write(name, document));
      if (document.blocker) {
        assert.ok(await inView(page, 'h2', document.dossier.blocker));
        assert.equal(
          await page.locator('.row[aria-selected=true] .row-name').getAttribute('title'),
          document.blocker.stage,
        );
      }
      for (const window of document.timing.windows)
        assert.ok(
          await inView(page, '.window', window.name),
          `the window ${window.name} is in view`,
        );
      if (document.dossier) {
        for (const [selector, text] of [
          ['h2', document.dossier.blocker],
          ['.severity .code', document.dossier.failure],
          ['.failure-kind', `phase ${document.dossier.phase} × cause ${document.dossier.cause}`],
          ['.failure-kind', document.dossier.rule],
          ['.claims li', document.dossier.claims[0].claim],
        ])
          assert.ok(
            await inView(page, selector, text.replace(/\s+/g, ' ')),
            `“${text}” is in view`,
          );
        for (const action of document.dossier.actions.slice(0, 3)) {
          assert.ok(
            await inView(page, '.next li', action.text),
            `the action “${action.text}” is in view`,
          );
          if (action.command)
            assert.ok(
              await inView(page, '.next code', action.command),
              `its command ${action.command} is in view`,
            );
        }
      } else assert.ok(await inView(page, '.outcome', 'Nothing blocks this run.'));
      assert.deepEqual(await close(), { troubles: [], requests: [] });
    });
  }

  it('of run_742 tells what is known, and draws what is not', async () => {
    const { page, close } = await open(browser, write('first-742', fixture('run_742')));
    for (const [selector, text] of [
      ['h1', 'nightly-report'],
      ['.run-id', 'run_742'],
      ['.run-status', 'failed'],
      ['.facts', 'attempt2 of 2'],
      ['.facts', '13:16:44Z'],
      ['.facts', '13m 33s'],
      ['h2', 'output produced, upload timed out'],
      ['.at-stage', 'artifact_writeback: upload of artifact_087 timed out after 56.7 s'],
      ['.severity', 'upload_timeoutis a writeback'],
      ['.next li', 'clew plan run_742 --from boot'],
      ['.window', 'queue51.00 s'],
      ['.window', 'boot59.00 s'],
      ['.window', 'active10m 46s'],
      ['.window.is-open', 'save ∅ open≥ 57.00 s nothing says that the result was written back'],
      ['.claims.side-for li', 'artifact_087 (output/report.pdf) exists sha256:087f'],
      ['.claims.side-absent li', 'there is a result, and nothing says that it was written back'],
      ['.left-behind li', 'final artifact_087 output/report.pdf 2.3 MB not persisted'],
      ['.row', 'artifact_writeback'],
    ])
      assert.ok(
        await inView(page, selector ?? '', text ?? ''),
        `${selector} “${text}” is not on the first screen`,
      );
    assert.equal(
      await page
        .locator('.window.is-open .window-bar')
        .evaluate((bar) => getComputedStyle(bar).borderTopStyle),
      'dashed',
    );
    assert.deepEqual(
      await page.evaluate(() => [
        document.documentElement.scrollHeight <= innerHeight,
        document.documentElement.scrollWidth <= innerWidth,
      ]),
      [true, true],
      'the page does not scroll',
    );
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('of a command without stages shows what it printed', async () => {
    const { page, close } = await open(browser, write('first-command', fixture('command')));
    for (const [selector, text] of [
      ['h2', 'Connection refused: objects.example.com:443'],
      ['.next code', 'clew exec --name nightly-report'],
      ['.claims li', 'stderr 50–409'],
      ['.cause-chain .deepest', 'ConnectionError'],
      ['.left-behind .unsure', 'unknown bash nightly-report.sh'],
      ['.output-line.mark-error', 'Traceback'],
    ])
      assert.ok(
        await inView(page, selector ?? '', text ?? ''),
        `${selector} “${text}” is not on the first screen`,
      );
    assert.equal(await page.locator('.panel').count(), 0, 'there is no empty panel');
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

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
