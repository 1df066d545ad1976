import { describe, expect, it } from 'vitest';
import { readPlace, writePlace } from '../../src/model/hash.ts';
import { clamp, fraction, ticks, zoomAround } from '../../src/model/scale.ts';

describe('the address', () => {
  it.each([
    {},
    { stage: 'onboard/push-items[3]', tab: 'exchange', view: 'graph', call: 'call_1' },
    { view: 'events', row: 0 },
    { view: 'files', file: 1, line: 53 },
    { stage: 'a&b=c#d?%20 é\u202e' },
    { stage: '__proto__' },
  ])('%j comes back', (place) => expect(readPlace(writePlace(place))).toEqual(place));
  it('is readable', () =>
    expect(writePlace({ stage: 'onboard/push', tab: 'exchange' })).toBe(
      '#stage=onboard/push&tab=exchange',
    ));
  it('a lone surrogate does not throw', () =>
    expect(() => writePlace({ stage: '\ud800' })).not.toThrow());
  it('ignores what it does not know', () =>
    expect(readPlace('#row=-1&file=x&line=1e9&foo=1&stage=')).toEqual({}));
});

describe('the ruler', () => {
  it('has round moments', () => {
    expect(ticks({ from: 0, to: 1466 }, 6)).toEqual([0, 500, 1000]);
    expect(ticks({ from: 0, to: 251_000 }, 6)).toEqual([0, 60_000, 120_000, 180_000, 240_000]);
    expect(ticks({ from: 0, to: 0.5 }, 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  });
  it('never has many more than asked for, over twelve decades', () => {
    for (let width = 0.001; width < 1e10; width *= 1.37)
      for (const from of [0, width / 3, 1e5]) {
        const found = ticks({ from, to: from + width }, 6);
        expect(found.length).toBeLessThanOrEqual(8);
        expect(new Set(found).size).toBe(found.length);
      }
  });
  it('an empty span has none', () => expect(ticks({ from: 1, to: 1 }, 6)).toEqual([]));
  it('fraction', () =>
    expect([fraction({ from: 100, to: 300 }, 200), fraction({ from: 1, to: 1 }, 1)]).toEqual([
      0.5, 0,
    ]));
  it('clamp', () =>
    expect([
      clamp({ from: 90, to: 10 }, { from: 0, to: 100 }),
      clamp({ from: -5, to: 200 }, { from: 0, to: 100 }),
      clamp({ from: 5, to: 5 }, { from: 0, to: 100 }),
    ]).toEqual([{ from: 10, to: 90 }, undefined, undefined]));
  it('zooming keeps the moment under the pointer', () => {
    const span = zoomAround({ from: 0, to: 100 }, 25, 0.5, { from: 0, to: 100 })!;
    expect(fraction(span, 25)).toBeCloseTo(0.25);
  });
});
