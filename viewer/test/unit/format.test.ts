import { describe, expect, it } from 'vitest';
import { bytes, clock, count, duration, instant, moment, when } from '../../src/model/format.ts';

describe('duration', () => {
  it.each([
    [undefined, '—'],
    [NaN, '—'],
    [0, '0 ms'],
    [0.0042, '4.2 µs'],
    [0.42, '420 µs'],
    [3.4, '3.4 ms'],
    [9.99, '9.99 ms'],
    [9.996, '10 ms'],
    [348.4, '348 ms'],
    [999.4, '999 ms'],
    [999.6, '1.000 s'],
    [1482, '1.482 s'],
    [9999.4, '9.999 s'],
    [12_345, '12.35 s'],
    [59_999.6, '1m 00s'],
    [813_000, '13m 33s'],
    [7_503_000, '2h 05m 03s'],
    [273_600_000, '3d 04h'],
    [-1500, '−1.500 s'],
  ])('%s ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

  it('never shows 1000 of a smaller unit', () => {
    for (let ms = 990; ms < 1010; ms += 0.1) expect(duration(ms)).not.toMatch(/^1000 ms/);
  });
});

it('moment is short', () =>
  expect([0, 250, 1500, 5000, 120_000, 3_600_000].map((ms) => moment(ms))).toEqual([
    '0',
    '250 ms',
    '1.5 s',
    '5 s',
    '2m',
    '1h',
  ]));
it('moment tells near marks apart', () =>
  expect([moment(250_950, 50), moment(250_000, 1000), moment(12_345.678, 0.001)]).toEqual([
    '4m 10.95s',
    '4m 10s',
    '12.345678 s',
  ]));
it('bytes', () =>
  expect([undefined, 0, 999, 1000, 1536, 99_950, 999_949, 999_960, 5e6, 2e13].map(bytes)).toEqual([
    '—',
    '0 B',
    '999 B',
    '1.0 kB',
    '1.5 kB',
    '100 kB',
    '1000 kB',
    '1.0 MB',
    '5.0 MB',
    '20.0 TB',
  ]));
it('count groups by thousands', () =>
  expect([1, 999, 1000, 1234567].map(count)).toEqual(['1', '999', '1 000', '1 234 567']));

describe('instants are split, not computed', () => {
  it('keeps every digit', () =>
    expect(instant('2026-04-23T03:14:22.118123456Z')).toEqual({
      date: '2026-04-23',
      time: '03:14:22',
      fraction: '.118123456',
    }));
  it('shows', () =>
    expect([
      when('2026-04-23T03:14:22.118Z'),
      clock('2026-04-23T03:14:22.118123Z'),
      clock('2026-04-23T03:14:22Z'),
    ]).toEqual(['2026-04-23 03:14:22Z', '03:14:22.118Z', '03:14:22Z']));
  it('leaves what is not an instant as it is', () =>
    expect([when('yesterday'), clock('<b>'), when(undefined)]).toEqual(['yesterday', '<b>', '—']));
});
