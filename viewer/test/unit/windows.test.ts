import { describe, expect, it } from 'vitest';
import { holes, run742 } from '../../fixtures/golden.mjs';
import { millis, shortDigest } from '../../src/model/format.ts';
import {
  aroundGap,
  backwardsWords,
  gapSpan,
  reasonWords,
  spent,
  toldWindows,
  weight,
  windowLength,
  zeroOf,
} from '../../src/model/windows.ts';

describe('windows', () => {
  const good = run742().timing.windows;
  const bad = holes().timing.windows;
  it('of run_742 have the lengths that its events prove', () =>
    expect(good.map(windowLength)).toEqual(['51.00 s', '59.00 s', '10m 46s', '≥ 57.00 s']));
  it('that are not known are never 0', () =>
    expect(bad.map(windowLength)).toEqual(['∅', '−413 ms', '≥ 11m 43s', '∅']));
  it('of which the end is before the start say whether a clock went back or two clocks differ', () => {
    const why = (backwards_why?: string) =>
      backwardsWords({
        name: 'boot',
        status: 'closed',
        backwards_ms: 413,
        ...(backwards_why ? { backwards_why } : {}),
      });
    expect(why('clock_went_back')).toBe('the clock went back by at least 413 ms');
    expect(why('clocks_differ')).toBe('two clocks differ by at least 413 ms');
    expect([why('out_of_order'), why('what comes later'), why()]).toEqual(
      Array(3).fill('its end is 413 ms before its start'),
    );
  });
  it('are drawn by what is known', () =>
    expect([...good, ...bad].map(weight)).toEqual([
      51_000, 59_000, 646_000, 57_000, 0, 0, 703_000, 0,
    ]));
  it('say why in words; a reason that is not known stays readable', () =>
    expect([reasonWords('no_claim'), reasonWords('no_<b>\u202e'), reasonWords(undefined)]).toEqual([
      'nobody claimed the run',
      'no <b>⟨RLO⟩',
      'the reason is not told',
    ]));
});

it('a queue in which nobody waited is not told', () => {
  const { timing } = run742();
  const [queue, ...rest] = timing.windows;
  expect(toldWindows(timing)).toHaveLength(4);
  expect(toldWindows({ ...timing, windows: [{ ...queue!, duration_ms: 0 }, ...rest] })).toEqual(
    rest,
  );
});

it('times count from when the run began; in older documents from its start', () => {
  const document = run742();
  expect(
    zeroOf({ ...document, attempt: { ...document.attempt, begun_at: '2026-11-22T13:03:11Z' } }),
  ).toBe('2026-11-22T13:03:11Z');
  const { begun_at: _, ...older } = document.attempt;
  expect(zeroOf({ ...document, attempt: older })).toBe('2026-11-22T13:04:02.100Z');
});

it('time is told as work, waits with the longest first, idle', () => {
  expect(
    spent(holes().timing.activity).map(({ sort, name, ms }) => `${sort} ${name} ${ms}`),
  ).toEqual([
    'work work 600000',
    'wait waiting: backoff 61000',
    'wait waiting: rate limit 30000',
    'idle idle 12000',
  ]);
});

it('a gap stands on the ruler where the timeline has it', () => {
  const document = run742();
  const gap = gapSpan(document, document.timing.activity.gaps[0])!;
  expect(gap).toEqual({ from: 754_000, to: 756_000 });
  expect(aroundGap(gap, 813_000)).toEqual({ from: 752_000, to: 758_000 });
  expect(gapSpan(document, { from: 'yesterday', to: 'x', duration_ms: 1 })).toBeUndefined();
});

it('instants keep their microseconds', () =>
  expect([millis('1970-01-01T00:00:01.000250Z'), millis('no'), millis(undefined)]).toEqual([
    1000.25,
    undefined,
    undefined,
  ]));
it('digests are shortened', () =>
  expect([
    shortDigest('sha256:0123456789abcdef'),
    shortDigest('sha256:129a'),
    shortDigest(''),
  ]).toEqual(['sha256:01234567…', 'sha256:129a', '']));
