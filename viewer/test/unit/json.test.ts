import { describe, expect, it } from 'vitest';
import { jsonLines, jsonText, visibleLines, type JsonLine } from '../../src/model/json.ts';

const printed = (lines: readonly JsonLine[]) =>
  lines
    .map(
      (line) =>
        `${'  '.repeat(line.depth)}${line.key === undefined ? '' : `${line.key}: `}${line.text}${line.comma ? ',' : ''}`,
    )
    .join('\n');

describe('jsonLines', () => {
  it('prints as JSON.stringify does', () => {
    for (const value of [
      { a: 1, b: [1, 2, { c: null }], d: {}, e: [], f: 'x' },
      [],
      {},
      [[[]]],
      'text',
      12,
      true,
      null,
      { 'k"ey': 'v\\' },
    ]) {
      expect(printed(jsonLines(JSON.stringify(value))!)).toBe(JSON.stringify(value, null, 2));
      expect(printed(jsonLines(JSON.stringify(value, null, 3))!)).toBe(
        JSON.stringify(value, null, 2),
      );
    }
  });

  it('agrees with JSON.stringify on random values', () => {
    let seed = 7;
    const random = (n: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
    const value = (depth: number): unknown => {
      switch (random(depth > 4 ? 4 : 6)) {
        case 0:
          return random(1e6) / 7;
        case 1:
          return ['', 'a"b\\', '{[,:]}', '\\\\', '\u2028', 'true'][random(6)];
        case 2:
          return random(2) === 0;
        case 3:
          return null;
        case 4:
          return Array.from({ length: random(4) }, () => value(depth + 1));
        default:
          return Object.fromEntries(
            Array.from({ length: random(4) }, (_, i) => [
              `${'k"\\:'[random(4)]}${i}`,
              value(depth + 1),
            ]),
          );
      }
    };
    for (let i = 0; i < 500; i++) {
      const one = value(0);
      expect(printed(jsonLines(JSON.stringify(one))!), `case ${i}`).toBe(
        JSON.stringify(one, null, 2),
      );
    }
  });

  it('keeps lexemes: big numbers, exponents, double keys, __proto__', () => {
    const lines = jsonLines(
      '{"n":12345678901234567890.10,"e":1E400,"a":1,"a":2,"__proto__":{"x":1}}',
    )!;
    expect(lines.map((line) => line.text)).toEqual([
      '{',
      '12345678901234567890.10',
      '1E400',
      '1',
      '2',
      '{',
      '1',
      '}',
      '}',
    ]);
    expect(lines.map((line) => line.key)).toEqual([
      undefined,
      '"n"',
      '"e"',
      '"a"',
      '"a"',
      '"__proto__"',
      '"x"',
      undefined,
      undefined,
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('is not in danger from depth', () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    let lines: JsonLine[] | undefined;
    expect(() => (lines = jsonLines(deep))).not.toThrow();
    if (lines) expect(lines).toHaveLength(99_999);
  });

  it.each(['', '  ', 'no', '{"a":}', '{"a":1', '<html>', '{a:1}', "{'a':1}", '1 2'])(
    'says that %j is not JSON',
    (text) => expect(jsonLines(text)).toBeUndefined(),
  );
});

describe('folding', () => {
  const lines = jsonLines('{"a":{"b":[1,2],"c":3},"d":4}')!;
  it('shows all when nothing is folded', () =>
    expect(visibleLines(lines, new Set())).toEqual(lines.map((_, i) => i)));
  it('hides what a folded line holds', () =>
    expect(visibleLines(lines, new Set([1])).map((i) => lines[i]!.key ?? lines[i]!.text)).toEqual([
      '{',
      '"a"',
      '"d"',
      '}',
    ]));
  it('counts members', () =>
    expect([lines[0]!.members, lines[1]!.members, lines[2]!.members]).toEqual([2, 2, 2]));
  it('hides everything', () => expect(visibleLines(lines, new Set([0, 1]))).toEqual([0]));
});

it('jsonText never is undefined', () => expect(jsonText(undefined)).toBe('null'));
