import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DiffDocument } from '../../src/diff/document.ts';
import { renderDiff } from '../../src/diff/render.tsx';
import { common, sideBySide } from '../../src/diff/sides.ts';
import { readDocument } from '../../src/read.ts';

const sample = (): DiffDocument =>
  JSON.parse(readFileSync('fixtures/diff-onboarding.json', 'utf8')) as DiffDocument;
const settle = () => new Promise((done) => setTimeout(done, 20));

async function shown(document_: DiffDocument) {
  history.replaceState(null, '', '#');
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const state = renderDiff(document_, root);
  await settle();
  return { root, state };
}

describe('side by side', () => {
  it('puts what came beside what went', () => {
    expect(sideBySide(['@@ -1,3 +1,3 @@', ' a', '-b', '-c', '+B', ' d', '+e'])).toEqual([
      { hunk: '@@ -1,3 +1,3 @@', same: true },
      { before: 'a', after: 'a', same: true },
      { before: 'b', after: 'B', same: false },
      { before: 'c', same: false },
      { before: 'd', after: 'd', same: true },
      { after: 'e', same: false },
    ]);
  });
  it('takes hunks of many lines as well', () =>
    expect(sideBySide(['@@ -1 +1 @@\n-a\n+b'])).toHaveLength(2));
  it.each([
    ['plan_basic', 'plan_premium', 5, 0],
    ['same', 'same', 4, 0],
    ['', 'x', 0, 0],
    ['abc', 'xbc', 0, 2],
    ['aa', 'aaa', 2, 0],
    ['\u{1F600}', '\u{1F601}', 0, 0],
    ['a\u{1F600}b', 'a\u{1F601}b', 1, 1],
    ['\u{1F600}', '\u{1FA00}', 0, 0],
  ])('%j and %j begin and end alike', (a, b, start, end) =>
    expect(common(a, b)).toEqual({ start, end }),
  );
});

describe('a comparison', () => {
  it('is read from the same page', () => {
    expect(readDocument(JSON.stringify(sample()))).toMatchObject({ format: 'clew.diff' });
    expect(readDocument(JSON.stringify({ ...sample(), format_version: 2 }))).toMatch(/version 2/);
  });
  it('says the first divergence and what followed', async () => {
    const { root, state } = await shown(sample());
    expect(root.querySelector('h2')?.textContent).toBe('input planId plan_basic → plan_premium');
    expect(root.textContent).toContain('8 differences followed');
    expect(state.depth).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 5, 5]);
    state.rootsOnly.value = true;
    expect(state.shown.value.map((one) => one.number)).toEqual([0, 7]);
    state.query.value = 'ARTIFACT';
    expect(state.shown.value.map((one) => one.number)).toEqual([7]);
  });
  it('of equals is quiet, also with a snapshot', async () => {
    const { root } = await shown({
      ...sample(),
      same: true,
      before: { snapshot: 'x.snapshot.json' },
      differences: [],
      first_divergence: undefined,
    });
    expect(root.textContent).toContain('No difference.');
    expect(root.textContent).toContain('x.snapshot.json');
  });
  it('of hostile text makes no elements and does not loop', async () => {
    const poison = '</script><img src=x onerror=alert(1)>\u202e\u001b[31m';
    const bad = (value: unknown): unknown =>
      typeof value === 'string'
        ? `${value} ${poison}`
        : Array.isArray(value)
          ? value.map(bad)
          : value !== null && typeof value === 'object'
            ? Object.fromEntries(
                Object.entries(value).map(([key, one]) => [key, key === 'format' ? one : bad(one)]),
              )
            : value;
    const document_ = bad(sample()) as DiffDocument;
    document_.differences[3]!.because = 3;
    document_.differences[4]!.because = 99;
    document_.differences[2]!.hunks = [`@@ ${poison}`, `-${poison}`, '+', 'no sign'];
    const { root, state } = await shown(document_);
    for (let i = 0; i < document_.differences.length; i++) {
      state.choose(i);
      await settle();
      expect(root.querySelectorAll('script, img, iframe, a, style')).toHaveLength(0);
    }
    expect(root.textContent).toContain('⟨RLO⟩⟨ESC⟩[31m');
  });
});
