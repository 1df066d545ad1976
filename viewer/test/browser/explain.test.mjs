// Windows, claims, absences, artifacts and the plan: what is drawn, and where each of it leads.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixture, launch, open, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
const text = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ selector) =>
  page
    .locator(selector)
    .allInnerTexts()
    .then((all) => all.map((one) => one.replace(/\s+/g, ' ').trim()));

describe('what became of the stages', () => {
  it('counts those that the report does not tell one by one', async () => {
    const document_ = fixture('demo');
    document_.blocker.consequences_more = { not_reached: 1200 };
    const { page, close } = await open(browser, write('more', document_));
    assert.deepEqual(await text(page, '.consequences li'), [
      'send-welcome-email skipped: its runIf is false: 402 == 200 || 402 == 201',
      '1 200 more not reached',
    ]);
    assert.deepEqual((await close()).troubles, []);
  });

  it('is counted where no other stage suffered', async () => {
    const { page, close } = await open(browser, write('counts', fixture('run_742')));
    assert.deepEqual(await text(page, '.consequences .count'), ['1 failed', '2 succeeded']);
    assert.deepEqual((await close()).troubles, []);
  });
});

describe('where the time went', () => {
  it('is drawn to scale, and its boundaries lead to their rows', async () => {
    const { page, close } = await open(browser, write('windows', fixture('run_742')));
    const widths = await page
      .locator('.window')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().width));
    assert.ok(
      (widths[2] ?? 0) > 4 * (widths[0] ?? 0) && widths.every((width) => width >= 70),
      `${widths}`,
    );
    await page
      .getByRole('button', { name: /boot starts at 2026-11-22T13:04:02Z: run_claimed, row 1/ })
      .click();
    assert.match(page.url(), /view=events.*row=1$/);
    assert.match(await page.locator('.row-detail').innerText(), /worker started/);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('closed windows keep their proportions', async () => {
    const { page, close } = await open(browser, write('scale', fixture('demo')));
    const widths = await page
      .locator('.window')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().width));
    const [queue = 0, boot = 1, active = 0] = widths;
    assert.ok(
      Math.abs(queue / boot - 264.736 / 231.876) < 0.06,
      `queue to boot is ${queue / boot}`,
    );
    assert.ok(
      Math.abs(active / boot - 975.394 / 231.876) < 0.15,
      `active to boot is ${active / boot}`,
    );
    assert.deepEqual((await close()).troubles, []);
  });

  it('a gap leads to its place in the timeline', async () => {
    const { page, close } = await open(browser, `${write('gap', fixture('run_742'))}#view=events`);
    await page.locator('.gaps .link').first().click();
    await page.locator('.timeline-rows').waitFor();
    await page.getByRole('button', { name: 'show all' }).waitFor();
    const gap = await page.locator('.gap-mark').first().boundingBox();
    const lane = await page.locator('.ruler-lane').boundingBox();
    assert.ok(
      gap && lane && Math.abs(gap.width / lane.width - 1 / 3) < 0.05,
      'the gap fills the middle third',
    );
    assert.deepEqual((await close()).troubles, []);
  });

  it('what is not known is drawn as not known, with its reason', async () => {
    const { page, close } = await open(browser, write('holes', fixture('run_742-holes')));
    assert.deepEqual(
      await page.locator('.window').evaluateAll((parts) => parts.map((part) => part.className)),
      ['window is-missing', 'window is-closed is-backwards', 'window is-open', 'window is-missing'],
    );
    assert.deepEqual(await text(page, '.windows-notes li'), [
      '∅ queue is missing: no event says when it was asked for ∅ no_run_created',
      '⚠ boot has no length: two clocks differ by at least 413 ms row 1 row 5',
      '∅ active is open: no event says that the work was done; at least 11m 43s, up to the newest event',
      '∅ save is missing: no event says that the work was done',
    ]);
    for (const style of await page
      .locator('.window:is(.is-open, .is-missing) .window-bar')
      .evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).borderTopStyle)))
      assert.equal(style, 'dashed');
    assert.doesNotMatch((await text(page, '.windows')).join(' '), /\b0 ms\b/);
    assert.deepEqual((await close()).troubles, []);
  });
});

describe('why', () => {
  it('every claim leads to what it stands on: a row, an artifact, an absence, bytes', async () => {
    const { page, close } = await open(browser, write('claims', fixture('run_742')));
    await page.locator('.side-for .link', { hasText: 'artifact_087' }).click();
    assert.match(page.url(), /view=artifacts&artifact=artifact_087/);
    assert.match(await page.locator('.panel').innerText(), /not persisted/);
    await page.locator('.side-absent .link', { hasText: 'no_status_write_back' }).click();
    assert.match(await page.locator('.absences .here').innerText(), /due 2026-11-22 13:16:50Z/);
    await page.locator('.side-for .link', { hasText: 'row 14' }).click();
    assert.match(await page.locator('.row-detail').innerText(), /upload timed out/);
    await page.goBack();
    await page.locator('.absences .here').waitFor();
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('has every side with a sign of its own, the cause chain, and what was ruled out', async () => {
    const { page, close } = await open(browser, write('sides', fixture('run_742-holes')));
    assert.deepEqual(await text(page, '.counted span'), ['7 ∅', '1 ✗', '1 =']);
    assert.deepEqual(await text(page, '.cause-chain li'), [
      'failed RuntimeException: could not upload',
      'because SocketTimeoutException: Read timed out',
    ]);
    assert.equal(await page.locator('.ruled-out li').first().isVisible(), false);
    await page.locator('.ruled-out summary').focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await text(page, '.ruled-out li'), [
      'run.cancelled@1 no event says that it was cancelled',
      'run.timeout@1 the run has no time limit',
    ]);
    await page.getByRole('button', { name: '1 more claim' }).click();
    assert.equal(await page.locator('.claims.side-absent li').count(), 7);
    assert.deepEqual((await close()).troubles, []);
  });

  it('an unknown effect stands out by more than its colour', async () => {
    const { page, close } = await open(browser, write('unsure', fixture('run_742-holes')));
    const unsure = page.locator('.left-behind .unsure');
    assert.match(await unsure.innerText(), /unknown SMTP to ops@example\.com/);
    assert.equal(await unsure.evaluate((line) => getComputedStyle(line).outlineStyle), 'dashed');
    assert.deepEqual((await close()).troubles, []);
  });
});

describe('absences', () => {
  it('are all there, each with code, what, due, rule and promise', async () => {
    const document_ = fixture('run_742-holes');
    const { page, close } = await open(browser, `${write('absences', document_)}#view=absences`);
    const shown = await text(page, '.absences > li');
    assert.equal(shown.length, document_.absences.length);
    for (const [i, absence] of document_.absences.entries())
      for (const part of [
        absence.code,
        absence.what,
        absence.rule,
        absence.subject ?? '',
        absence.promised_by === undefined ? 'the model of a run' : `row ${absence.promised_by}`,
      ])
        assert.ok(shown[i]?.includes(part), `${part} is not in ${shown[i]}`);
    assert.ok(shown[5]?.includes('due 2026-11-22 13:17:14Z'));
    assert.match(await page.getByRole('tab', { name: /Absences/ }).innerText(), /∅ Absences\s*7/);
    await page.locator('.absences .link', { hasText: 'artifact_087' }).click();
    assert.match(page.url(), /artifact=artifact_087/);
    assert.deepEqual((await close()).troubles, []);
  });
  it('of a good run are said to be none', async () => {
    const { page, close } = await open(browser, write('no-absences', fixture('onboarding-good')));
    await page.keyboard.press('m');
    assert.match(await page.locator('.view').innerText(), /Nothing that was due is absent/);
    assert.deepEqual((await close()).troubles, []);
  });
});

describe('artifacts', () => {
  it('are listed and drawn; choosing one shows its rows', async () => {
    const { page, close } = await open(browser, write('artifacts', fixture('run_742')));
    await page.keyboard.press('a');
    assert.deepEqual(await text(page, 'button.artifact-row'), [
      'bundle_129 input sources.tar — sha256:129a — —',
      'artifact_033 intermediate output/page_018.png 184 kB sha256:7ad4 preprocessing validation',
      'artifact_087 final output/report.pdf 2.3 MB sha256:087f — —',
    ]);
    await page.locator('.node', { hasText: 'artifact_033' }).click();
    assert.match(
      page.url(),
      /view=artifacts&artifact=artifact_033|artifact=artifact_033.*view=artifacts|view=artifacts.*artifact=artifact_033/,
    );
    assert.deepEqual(await text(page, '.panel .table td:first-child'), [
      'written',
      'manifest',
      'consumed',
    ]);
    await page.locator('.panel .row-link', { hasText: 'row 7' }).click();
    assert.match(await page.locator('.row-detail').innerText(), /artifact_written/);
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });

  it('that are absent are dashed and say so', async () => {
    const { page, close } = await open(
      browser,
      `${write('lost', fixture('run_742-holes'))}#view=artifacts&artifact=artifact_087`,
    );
    assert.deepEqual(
      await page
        .locator('.node.is-absent')
        .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label'))),
      [
        'artifact artifact_087 ∅ no file',
        'artifact artifact_033 ∅ no manifest row',
        'status ∅ absent',
      ],
    );
    assert.equal(
      await page
        .locator('.node.is-absent .node-box')
        .first()
        .evaluate((box) => getComputedStyle(box).strokeDasharray !== 'none'),
      true,
    );
    assert.match(
      await page.locator('.panel').innerText(),
      /∅ no file[\s\S]*has a manifest row, and the file is not there/,
    );
    await page.locator('.node', { hasText: 'status' }).click();
    assert.match(page.url(), /view=absences/);
    assert.deepEqual((await close()).troubles, []);
  });

  it('are chosen with keys alone', async () => {
    const { page, close } = await open(browser, write('artifact-keys', fixture('run_742')));
    await page.keyboard.press('a');
    await page.locator('.node', { hasText: 'artifact_087' }).focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.panel h2').innerText(), 'artifact_087');
    await page.locator('button.artifact-row').first().focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.panel h2').innerText(), 'bundle_129');
    await page.keyboard.press('t');
    assert.equal(await page.locator('.panel h2').innerText(), 'artifact_writeback');
    assert.deepEqual((await close()).troubles, []);
  });
});

describe('what can be rerun', () => {
  it('is told in its groups, and nothing is told without a plan', async () => {
    const { page, close } = await open(browser, write('plan', fixture('run_742-plan')), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    assert.deepEqual(await text(page, '.rerun dl > div'), [
      '✗ BLOCKED effect unknown SMTP to ops@example.com: nobody knows whether it took effect; look, then accept it',
      '↺ REUSE input bundle bundle_129 verified workspace ws_742 not checked final artifact artifact_087 verified sha256:087f',
      '▶ REDO once nothing blocks it: artifact_writeback it failed notify it was not reached write status row it was promised, and is not written emit completion event the run failed',
      '✓ KEEP preprocessing it succeeded, and what it wrote is unchanged validation it succeeded',
      '⇥ EFFECTS unknown SMTP to ops@example.com not committed PUT https://objects.example.com/report.pdf',
    ]);
    assert.deepEqual(await text(page, '.rerun h3, .to-unblock'), [
      'WHAT CAN I SAFELY RERUN nothing yet; then from save',
      'Look outside whether it took effect. If it may be done again:',
    ]);
    await page.locator('.rerun .command .copy').click();
    assert.match(
      await page.evaluate(() => navigator.clipboard.readText()),
      /^clew plan run_742 --accept-effect mail_1$/,
    );
    assert.deepEqual(await text(page, '.rerun .conditions summary'), [
      '6 of 7 conditions of a replayable run hold',
    ]);
    await page.locator('.rerun .conditions summary').click();
    assert.deepEqual((await text(page, '.rerun .conditions li')).slice(0, 2), [
      '✗ configuration does not hold: none was recorded',
      '✓ input bundle 1 input recorded',
    ]);
    assert.deepEqual((await close()).troubles, []);
    const settled = fixture('run_742-plan');
    settled.replay = {
      ...settled.replay,
      blocked: [],
      steps: settled.replay.steps.map((/** @type {any} */ step) =>
        step.action === 'blocked' ? { ...step, action: 'redo' } : step,
      ),
    };
    const free = await open(browser, write('plan-free', settled));
    assert.deepEqual(await text(free.page, '.rerun h3, .to-unblock, .group-redo, .group-blocked'), [
      'WHAT CAN I SAFELY RERUN from save',
      '▶ REDO artifact_writeback it failed notify it was not reached write status row it was promised, and is not written emit completion event the run failed',
    ]);
    assert.deepEqual((await free.close()).troubles, []);
    // A document from before the plan said so has neither.
    const { owed: _owed, conditions: _conditions, ...older } = settled.replay;
    const old = await open(browser, write('plan-old', { ...settled, replay: older }));
    assert.equal(await old.page.locator('.rerun .conditions').count(), 0);
    assert.deepEqual((await old.close()).troubles, []);
    const without = await open(browser, write('no-plan', fixture('onboarding-good')));
    assert.equal(await without.page.locator('.rerun').count(), 0);
    assert.deepEqual((await without.close()).troubles, []);
  });
});

describe('keys', () => {
  it('1 copies the first command', async () => {
    const { page, close } = await open(browser, write('one', fixture('run_742')), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.keyboard.press('1');
    await page.getByText('command 1 copied').waitFor();
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      'clew plan run_742 --from boot',
    );
    assert.deepEqual((await close()).troubles, []);
  });

  it('Tab reaches every new control and shows where it is', async () => {
    const { page, close } = await open(
      browser,
      `${write('tab-new', fixture('run_742-plan'))}#view=artifacts&artifact=artifact_087`,
    );
    /** @type {Set<string>} */
    const reached = new Set();
    for (let i = 0; i < 110; i++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        return `${element.closest('.windows, .why, .rerun, .next, .left-behind, .artifacts, .panel')?.className.split(' ')[0]} ${element.getAttribute('class') ?? element.tagName}|${getComputedStyle(element).outlineStyle !== 'none' || element.matches('.node')}`;
      });
      if (stop !== '') assert.ok(stop.endsWith('|true'), `focus cannot be seen on ${stop}`);
      reached.add(stop);
    }
    for (const part of [
      'windows link mark',
      'windows link row-link',
      'why link row-link',
      'why SUMMARY',
      'rerun copy',
      'rerun link',
      'left-behind link',
      'artifacts node',
      'artifacts artifact-row',
      'panel link',
    ])
      assert.ok(
        [...reached].some((stop) => stop.startsWith(part)),
        `${part} was not reached: ${[...reached].join(' · ')}`,
      );
    assert.deepEqual((await close()).troubles, []);
  });
});
