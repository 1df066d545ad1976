import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ToolCall } from '../../src/document.ts';
import { curl, shellWord } from '../../src/model/curl.ts';

const call = (more: Partial<ToolCall>): ToolCall => ({
  tool_call_id: 'c',
  type: 'http',
  try: 1,
  status: 'completed',
  method: 'POST',
  url: 'https://a.example/x',
  request: { headers: [] },
  timing: { started_at: '' },
  effect: 'none',
  rows: [],
  ...more,
});
const body = (text: string) => ({ size_bytes: text.length, captured: 'all' as const, text });
// The words that a real shell makes of it.
const words = (command: string) =>
  execFileSync('bash', ['--norc', '-c', `printf '%s\\0' ${command.replace(/^(#.*\n)*curl/, '')}`], {
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
  })
    .split('\0')
    .slice(0, -1);

describe('shellWord', () => {
  it.each([
    'plain',
    "it's",
    '$(id) `id` $HOME',
    'a\nb',
    'tab\there',
    '\u001b[31m',
    '\r\n',
    '\u202egnp',
    '!history',
    '"double"',
    '\\back\\',
    '',
    ' ',
    '*',
    '~root',
    '日本',
    "mixed ' \u0007 \\ end",
  ])('%j comes out of bash as it went in', (text) => {
    expect(words(`curl ${shellWord(text)}`)).toEqual([text]);
  });
  it('writes no control character', () =>
    expect(shellWord('a\u001b\u0007\u202e\rb')).toMatch(/^[\x20-\x7e]+$/));
});

describe('curl', () => {
  it('holds method, address, headers and body', () => {
    const command = curl(
      call({
        request: {
          headers: [
            { name: 'Content-Type', value: 'application/json' },
            { name: 'X-Note', value: "it's" },
          ],
          body: body('{"a":"b\'c"}'),
        },
      }),
    )!;
    expect(words(command)).toEqual([
      '--globoff',
      '--include',
      '--request',
      'POST',
      '--url',
      'https://a.example/x',
      '--header',
      'Content-Type: application/json',
      '--header',
      "X-Note: it's",
      '--data-raw',
      '{"a":"b\'c"}',
    ]);
  });
  it('leaves framing headers to curl', () =>
    expect(
      curl(
        call({
          request: {
            headers: [
              { name: 'Content-Length', value: '3' },
              { name: 'host', value: 'h' },
              { name: ':path', value: '/' },
            ],
          },
        }),
      ),
    ).not.toMatch(/Content-Length|host|:path/));
  it('GET has no --request, HEAD is --head', () => {
    expect(curl(call({ method: 'GET' }))).not.toContain('--request');
    expect(curl(call({ method: 'HEAD' }))).toContain('--head');
  });
  it('an empty header is kept', () =>
    expect(
      words(curl(call({ request: { headers: [{ name: 'X-Empty', value: '' }] } }))!),
    ).toContain('X-Empty;'));
  it('a name that is no header name cannot become an option', () => {
    const command = curl(
      call({
        request: {
          headers: [
            { name: '@/etc/passwd', value: 'x' },
            { name: 'a\nb', value: 'x' },
          ],
        },
      }),
    )!;
    expect(command).not.toContain('passwd');
    expect(command).toContain('# a header was left out');
  });
  it('an address cannot become an option', () =>
    expect(words(curl(call({ url: '-o/tmp/x' }))!).slice(-2)).toEqual(['--url', '-o/tmp/x']));
  it('says what is redacted', () =>
    expect(
      curl(
        call({
          request: { headers: [{ name: 'Authorization', value: 'Bearer [redacted:jwt len=3]' }] },
        }),
      ),
    ).toMatch(/^# redacted/));
  it('says what was not captured', () =>
    expect(
      curl(call({ request: { headers: [], body: { size_bytes: 9, captured: 'none' } } })),
    ).toMatch(/^# the body was not captured/));
  it('sends binary bodies through base64', () =>
    expect(
      curl(
        call({
          request: { headers: [], body: { size_bytes: 2, captured: 'all', base64: 'AAE=' } },
        }),
      ),
    ).toMatch(/^printf %s AAE= \| base64 -d \| curl/));
  it('is undefined without an address', () =>
    expect(curl(call({ url: undefined }))).toBeUndefined());
});
