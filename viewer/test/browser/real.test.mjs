// Pages that clew itself wrote, of runs against real services, opened from disk.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, open } from './pages.mjs';

const EXAMPLE = fileURLToPath(new URL('../../../examples/nightly-report.sh', import.meta.url));
const CLEW = fileURLToPath(new URL('../../../clew', import.meta.url));
const HOSTILE = `</script><script>alert(1)</script><!--<script><img src=x onerror=alert(2)> \u202e\u001b[31m"'\``;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'clew-real-'));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @returns {Promise<{code: number, out: string}>} */
function clew(/** @type {string[]} */ ...words) {
  return new Promise((done) =>
    execFile(CLEW, words, { cwd: folder }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out: out + err }),
    ),
  );
}

/** @returns {Promise<string>} the page of the only run in that folder whose name begins so */
async function page(/** @type {string} */ directory, /** @type {string} */ stem) {
  const pages = readdirSync(join(folder, directory)).filter(
    (name) => name.startsWith(stem) && name.endsWith('.workflow.report.html'),
  );
  assert.equal(pages.length, 1, `${pages}`);
  return pathToFileURL(join(folder, directory, /** @type {string} */ (pages[0]))).href;
}

/** Runs two stages against a service whose second answer is given; returns the URL of the page. */
async function failing(
  /** @type {string} */ name,
  /** @type {{status: number, type: string, body: string, headers?: Record<string, string>}} */ answer,
  stages = ['open', 'charge'],
  workflowName = name,
) {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (request.url === '/first')
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"cart-1"}');
      else
        response
          .writeHead(answer.status, { 'content-type': answer.type, ...answer.headers })
          .end(answer.body);
    });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const stage = (
    /** @type {string|undefined} */ of,
    /** @type {string} */ endpoint,
    /** @type {string} */ body,
    rest = '',
  ) =>
    `  - name: ${JSON.stringify(of)}\n    kind: Endpoint\n    apiRef: shop\n    endpoint: ${JSON.stringify(endpoint)}\n    httpVerb: POST\n    body: ${JSON.stringify(body)}\n${rest}`;
  writeFileSync(
    join(folder, `${name}.workflow`),
    `version: "1"\nname: ${JSON.stringify(workflowName)}\ndescription: ${JSON.stringify(HOSTILE)}\nstages:\n${stage(stages[0], '/first', '{"a":1}', '    output:\n      id: "{{response.body.id}}"\n')}${stage(stages[1], '/second', /^\w+$/.test(stages[0] ?? '') ? `{"cart":"{{stage:${stages[0]}.output.id}}"}` : '{}')}${stage('receipt', '/third', '{}')}`,
  );
  const ran = await clew(
    'run',
    `${name}.workflow`,
    '--env',
    'test',
    '--base-url',
    `shop=http://127.0.0.1:${port}`,
    '--out',
    `${name}-out`,
    '--capture-http',
    'bodies',
  );
  server.close();
  server.closeAllConnections();
  assert.equal(ran.code, 1, ran.out);
  return page(`${name}-out`, '');
}

const text = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ selector) =>
  page
    .locator(selector)
    .allInnerTexts()
    .then((all) => all.join('\n').replace(/\s+/g, ' '));

describe('a page that clew wrote', () => {
  it('of a command says that the upload timed out, and shows every view', async () => {
    const ran = await clew(
      'exec',
      '--name',
      'nightly',
      '--out',
      'nightly-out',
      '--final',
      'out/report.*',
      '--artifact',
      'out/**',
      '--',
      'bash',
      EXAMPLE,
      '--serve',
      '--fail',
      'upload-timeout',
    );
    assert.equal(ran.code, 28, ran.out);
    const { page: shown, close } = await open(browser, await page('nightly-out', 'nightly.'));
    assert.match(await text(shown, 'body'), /upload_timeout.*output produced, upload timed out/);
    assert.match(
      await text(shown, '.windows'),
      /save.*open.*nothing says that the result was written back/,
    );
    for (const view of ['output', 'artifacts', 'absences', 'files', 'events']) {
      await shown.goto(`${shown.url().split('#')[0]}#view=${view}`);
      assert.ok((await text(shown, 'main, #app, body')).length > 500, view);
    }
    assert.deepEqual((await close()).troubles, []);
  });

  it('of a comparison shows what differs first', async () => {
    await clew('demo', '--out', 'compared');
    const runs = readdirSync(join(folder, 'compared', 'output'))
      .filter((name) => name.endsWith('.ledger'))
      .map((name) => join('compared', 'output', name));
    assert.equal((await clew('diff', ...runs, '--html', 'compared/diff.html')).code, 1);
    const { page: shown, close } = await open(
      browser,
      pathToFileURL(join(folder, 'compared', 'diff.html')).href,
    );
    assert.match(await text(shown, 'body'), /first divergence/i);
    assert.deepEqual((await close()).troubles, []);
  });

  it('of the demo explains the challenged run within one screen', async () => {
    const ran = await clew('demo');
    assert.equal(ran.code, 0, ran.out);
    const key = /customer-onboarding\.(\w{8})\.workflow\.report\.html/.exec(ran.out)?.[1];
    const view = await open(browser, await page('clew-demo/output', `customer-onboarding.${key}`));
    const blocker = await text(view.page, '.blocker, .blocker-facts');
    for (const wanted of [
      'activate-subscription answered 402 payment_method_requires_authentication',
      '3 succeeded',
      'send-welcome-email',
      '402 == 200 || 402 == 201',
      'ACC-47291',
      'cus_abc123',
      'incomplete',
    ])
      assert.ok(blocker.includes(wanted), `${wanted} is not in: ${blocker}`);
    const box = await view.page.locator('.blocker-facts').boundingBox();
    assert.ok(
      box && box.y >= 0 && box.y + box.height <= 800,
      'the blocker is not within the screen',
    );
    assert.equal(await text(view.page, '.panel h2'), 'activate-subscription');
    assert.deepEqual(await view.close(), { troubles: [], requests: [] });
  });

  it('of renamed stages and a 422 with a problem document quotes title and detail', async () => {
    const view = await open(
      browser,
      await failing(
        'problem',
        {
          status: 422,
          type: 'application/problem+json',
          body: JSON.stringify({
            type: 'https://shop.example/probs/plan',
            title: 'Plan not allowed',
            detail: 'plan p is not sold in FR',
            status: 422,
          }),
        },
        ['cart', 'buy'],
      ),
    );
    const blocker = await text(view.page, '.blocker, .blocker-facts');
    for (const wanted of [
      'buy answered 422 Plan not allowed: plan p is not sold in FR',
      '1 succeeded',
      'receipt',
    ])
      assert.ok(blocker.includes(wanted), `${wanted} is not in: ${blocker}`);
    assert.deepEqual(await view.close(), { troubles: [], requests: [] });
  });

  it('of a 500 with plain text quotes its first line', async () => {
    const view = await open(
      browser,
      await failing('plain', {
        status: 500,
        type: 'text/plain',
        body: '\n  database is on fire\nat line 3\n',
      }),
    );
    assert.ok(
      (await text(view.page, '.blocker, .blocker-facts')).includes(
        'charge answered 500 database is on fire',
      ),
    );
    assert.deepEqual(await view.close(), { troubles: [], requests: [] });
  });

  it('of hostile names, headers and bodies runs no script and makes no request', async () => {
    const stage = 'x<img src=y onerror=alert(3)>';
    const view = await open(
      browser,
      await failing(
        'hostile',
        {
          status: 500,
          type: 'application/json',
          body: JSON.stringify({ error: HOSTILE, message: HOSTILE, [HOSTILE]: HOSTILE }),
          headers: { 'x-request-id': '</script><script>alert(4)</script>' },
        },
        [stage, `${stage}2`],
        HOSTILE.replaceAll('\u001b', ''),
      ),
    );
    assert.ok(
      (await text(view.page, '.blocker, .blocker-facts')).includes('<img src=x onerror=alert(2)>'),
      'it is shown as text',
    );
    for (const key of ['t', 'g', 'e', 'o', 'j', 'j', 'k']) await view.page.keyboard.press(key);
    assert.deepEqual(await view.close(), { troubles: [], requests: [] });
  });
});
