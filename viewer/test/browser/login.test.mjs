// A server with tokens, in a browser.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { launch } from './pages.mjs';
import { serve, token } from './server.mjs';

const data = mkdtempSync(join(tmpdir(), 'clew-login-'));
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve(0, data)]);
});
after(async () => {
  await browser?.close();
  await server?.end();
  rmSync(data, { recursive: true });
});

it('lets a person in who says a token, where they wanted to go, until they leave', async () => {
  await server.tell({ run_id: 'night-1', kind: 'run_created', attributes: { name: 'nightly' } });
  const good = token(data, 'read');
  const page = await browser.newPage();
  await page.goto(`${server.url}/runs/night-1`);
  assert.equal(new URL(page.url()).pathname, '/login');

  await page.fill('#token', 'clew_none');
  await page.click('button');
  await page.getByRole('alert').getByText('this token is none').waitFor();
  await page.fill('#token', good);
  await page.click('button');
  await page.waitForURL(`${server.url}/runs/night-1`);
  await page.locator('.live').getByText('live', { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.cookie), '');

  await page.goto(`${server.url}/?name=nightly`);
  await page.locator('.run-row').waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL(`${server.url}/login**`);
  assert.equal(new URL(page.url()).pathname, '/login');
  assert.equal(new URL(page.url()).searchParams.get('next'), '/?name=nightly');
  await page.close();
});
