import { describe, expect, it } from 'vitest';
import { indexAt, scrollFor, top, totalHeight, windowOf } from '../../src/model/virtual.ts';

const plain = { count: 5000, rowHeight: 30 };
const opened = { count: 100, rowHeight: 20, open: 10, extra: 300 };

describe('places', () => {
  it('without an open row', () =>
    expect([top(plain, 0), top(plain, 7), totalHeight(plain)]).toEqual([0, 210, 150_000]));
  it('rows after the open one stand lower', () =>
    expect([top(opened, 10), top(opened, 11), totalHeight(opened)]).toEqual([200, 520, 2300]));
  it('an open last row is in the height', () =>
    expect(totalHeight({ count: 3, rowHeight: 10, open: 2, extra: 50 })).toBe(80));
  it('indexAt inverts top for every row', () => {
    for (let i = 0; i < opened.count; i++) {
      expect(indexAt(opened, top(opened, i))).toBe(i);
      expect(indexAt(opened, top(opened, i) + 19)).toBe(i);
    }
    expect(indexAt(opened, 400)).toBe(10);
  });
});

describe('windowOf', () => {
  it('holds what can be seen and a few more', () =>
    expect(windowOf(plain, 3000, 600, 2)).toEqual({ from: 98, to: 123 }));
  it('stays inside', () => {
    expect(windowOf(plain, 0, 600, 6).from).toBe(0);
    expect(windowOf(plain, 149_900, 600, 6).to).toBe(5000);
    expect(windowOf({ count: 0, rowHeight: 30 }, 0, 600)).toEqual({ from: 0, to: 0 });
    expect(windowOf({ count: 3, rowHeight: 30 }, 90_000, 600)).toEqual({ from: 3, to: 3 });
  });
  it('is bounded by the height, not by the count', () => {
    for (const scroll of [0, 12_345, 99_999]) {
      const { from, to } = windowOf(plain, scroll, 900);
      expect(to - from).toBeLessThanOrEqual(900 / 30 + 14);
    }
  });
});

describe('scrollFor', () => {
  it('stays where the row can be seen', () => expect(scrollFor(plain, 5, 100, 300)).toBe(100));
  it('goes up and down as far as needed', () =>
    expect([scrollFor(plain, 2, 100, 300), scrollFor(plain, 14, 100, 300)]).toEqual([60, 150]));
  it('puts what is far away in the middle, but not beyond the ends', () => {
    expect(scrollFor(plain, 20, 100, 300)).toBe(465);
    expect(scrollFor(plain, 0, 3000, 300)).toBe(0);
    expect(scrollFor(plain, 4999, 0, 300)).toBe(149_700);
  });
  it('shows the top of an open row that is taller than the window', () =>
    expect(scrollFor(opened, 10, 0, 200)).toBe(200));
});
