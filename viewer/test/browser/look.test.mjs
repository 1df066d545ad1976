// Contrast, paper, narrow windows, reduced motion, themes.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixture, launch, open, SMALL, write } from './pages.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Every text in the window whose contrast with what is behind it is too low (WCAG 2.2, 1.4.3). */
const faint = (/** @type {import('playwright-core').Page} */ page) =>
  page.evaluate(() => {
    const paint = /** @type {CanvasRenderingContext2D} */ (
      document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    );
    const rgba = (/** @type {string} */ color) => {
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = color;
      paint.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = paint.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = (/** @type {number[]} */ top, /** @type {number[]} */ below) =>
      top
        .slice(0, 3)
        .map((value, i) => value * (top[3] ?? 1) + (below[i] ?? 0) * (1 - (top[3] ?? 1)));
    const behind = (/** @type {Element | null} */ element) => {
      /** @type {number[][]} */
      const layers = [];
      for (let at = element; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        layers.push(rgba(style.backgroundColor));
        if ((layers.at(-1)?.[3] ?? 0) === 1) break;
      }
      return layers.reduceRight((below, top) => over(top, below), [255, 255, 255]);
    };
    const light = (/** @type {number[]} */ color) => {
      const [r = 0, g = 0, b = 0] = color.map((value) => {
        const c = value / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const opacityOf = (/** @type {Element | null} */ at) => {
      let product = 1;
      for (; at; at = at.parentElement) product *= Number(getComputedStyle(at).opacity);
      return product;
    };
    const found = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (
        !element ||
        !walker.currentNode.textContent?.trim() ||
        element.closest('script, .sr, title, noscript')
      )
        continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.bottom < 0 || box.top > innerHeight) continue;
      const style = getComputedStyle(element);
      const opacity = opacityOf(element);
      const back = behind(element);
      const fore = rgba(element instanceof SVGElement ? style.fill : style.color);
      const front = over(
        [fore[0] ?? 0, fore[1] ?? 0, fore[2] ?? 0, (fore[3] ?? 1) * opacity],
        back,
      );
      const [a, b] = [light(front), light(back)];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const size = parseFloat(style.fontSize);
      const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      if (contrast < least)
        found.set(
          `${element.tagName.toLowerCase()}.${element.getAttribute('class')} “${walker.currentNode.textContent.trim().slice(0, 30)}”`,
          contrast.toFixed(2),
        );
    }
    return [...found].map(([what, contrast]) => `${what}: ${contrast}`);
  });

describe('contrast', () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark']))
    for (const name of [...SMALL, 'generated/hostile']) {
      it(`is enough in ${name}, ${colorScheme}`, async () => {
        const { page, close } = await open(browser, write(name.replace('/', '-'), fixture(name)), {
          colorScheme,
        });
        for (const [view, tab] of [
          ['timeline', 'overview'],
          ['graph', 'exchange'],
          ['run', 'inputs'],
          ['events', 'decisions'],
          ['files', 'outputs'],
          ['output', 'events'],
          ['artifacts', 'overview'],
          ['absences', 'json'],
        ]) {
          await page.evaluate(([view, tab]) => {
            location.hash = `#view=${view}&tab=${tab}`;
          }, /** @type {const} */ ([view, tab]));
          await page.waitForTimeout(120);
          assert.deepEqual(await faint(page), [], `${view} and ${tab}`);
        }
        await page.keyboard.press('/');
        await page.keyboard.type('a');
        await page.locator('.hit').first().waitFor();
        assert.deepEqual(await faint(page), [], 'search');
        assert.deepEqual((await close()).troubles, []);
      });
    }

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    it(`is enough in a comparison, ${colorScheme}`, async () => {
      const { page, close } = await open(browser, write('diff', fixture('diff-onboarding')), {
        colorScheme,
      });
      await page.locator('.left-out summary').first().click();
      for (const number of [1, 4, 8]) {
        await page.evaluate((number) => {
          location.hash = `#difference=${number}`;
        }, number);
        await page.waitForTimeout(80);
        assert.deepEqual(await faint(page), [], `difference ${number}`);
      }
      assert.deepEqual((await close()).troubles, []);
    });
  }

  it('the button goes through the themes and the choice outlives a reload', async () => {
    const { page, close } = await open(browser, write('theme', fixture('onboarding-402')));
    const background = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: /Colours/ }).click();
    const dark = await background();
    assert.notEqual(dark, light);
    await page.reload();
    await page.waitForSelector('.app');
    assert.equal(await background(), dark);
    assert.deepEqual((await close()).troubles, []);
  });
});

describe('paper', () => {
  it('holds everything that matters and nothing to press', async () => {
    const { page, close } = await open(browser, write('paper', fixture('onboarding-402')));
    await page.emulateMedia({ media: 'print' });
    await page.locator('.printed-run').waitFor();
    const text = await page.locator('.app').innerText();
    for (const part of [
      'payment_method_requires_authentication',
      'ACC-47291',
      'mira.lindqvist@example.com',
      'traceparent',
      'send-welcome-email',
      'any of',
      'content root',
    ])
      assert.ok(text.includes(part), `${part} is not on paper`);
    assert.equal(
      await page.locator('button.copy:visible, .tools:visible, .filter:visible').count(),
      0,
    );
    assert.equal(await page.locator('.printed-stage').count(), 5);
    const pdf = await page.pdf({ format: 'A4' });
    assert.ok(pdf.length > 20_000);
    await page.emulateMedia({ media: 'screen' });
    await page.locator('.views').waitFor();
    assert.deepEqual(await close(), { troubles: [], requests: [] });
  });
  it('of a run with holes, and of a command, writes out what is absent and what was printed', async () => {
    for (const [name, parts] of /** @type {[string, string[]][]} */ ([
      [
        'run_742-holes',
        [
          'no_final_artifact',
          'a sign of life was due',
          'two clocks differ by at least 413 ms',
          'artifact_087',
          'rules ruled out',
          'run.cancelled@1',
          'unknown SMTP',
        ],
      ],
      ['run_742-plan', ['What can I safely rerun'.toUpperCase(), 'REDO', '--accept-effect']],
      ['command', ['Traceback (most recent call last):', 'page-2', 'latin1: caf']],
    ])) {
      const { page, close } = await open(browser, write(`paper-${name}`, fixture(name)));
      await page.emulateMedia({ media: 'print' });
      await page.locator('.printed-run').waitFor();
      const text = (await page.locator('.app').innerText()).replace(/\s+/g, ' ');
      for (const part of parts)
        assert.ok(text.includes(part), `${part} is not on the paper of ${name}`);
      assert.deepEqual(await close(), { troubles: [], requests: [] });
    }
  });
  it('of a 500-stage run lists every stage', async () => {
    const { page, close } = await open(
      browser,
      write('paper-500', fixture('generated/stages-500')),
    );
    await page.emulateMedia({ media: 'print' });
    await page.locator('.printed-run').waitFor();
    assert.equal(await page.locator('.row:not(.is-loop)').count(), 500);
    assert.deepEqual((await close()).troubles, []);
  });
});

describe('windows', () => {
  for (const [width, height] of [
    [800, 900],
    [480, 800],
    [1024, 700],
    [1280, 800],
    [1920, 1080],
    [2560, 1300],
  ]) {
    it(`of ${width}x${height} never scroll sideways`, async () => {
      for (const name of [
        'onboarding-402',
        'run_742-plan',
        'run_742-holes',
        'command',
        'generated/hostile',
      ]) {
        const { page, close } = await open(browser, write(`wide-${width}`, fixture(name)), {
          viewport: { width: width ?? 0, height: height ?? 0 },
        });
        for (const view of [
          '',
          '#view=output&at=stderr:50,359',
          '#view=artifacts&artifact=artifact_087',
          '#view=absences',
          '#view=events&row=12',
        ]) {
          await page.evaluate((hash) => {
            location.hash = hash;
          }, view);
          await page.waitForTimeout(40);
          assert.ok(
            await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
            `${name} ${view} is wider than ${width}`,
          );
        }
        assert.ok(await page.locator('.window').first().isVisible());
        assert.deepEqual((await close()).troubles, []);
      }
    });
  }
  it('without motion has none', async () => {
    const { page, close } = await open(browser, write('motion', fixture('onboarding-402')), {
      reducedMotion: 'reduce',
    });
    assert.deepEqual(
      await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((element) => {
            const style = getComputedStyle(element);
            return style.transitionDuration !== '0s' || style.animationName !== 'none';
          }).length,
      ),
      0,
    );
    assert.deepEqual((await close()).troubles, []);
  });
});
