import { render as mount } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEntry } from '../../src/runs/list.ts';
import { page } from '../../src/runs/render.tsx';
import { createRuns, type RunsState } from '../../src/runs/state.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>\u202e\u0000';
const created = '2026-04-23T13:00:00Z';
const runs: RunEntry[] = [
  { run_id: 'r1', namespace: 'default', name: 'nightly', status: 'running', attempts: 1 },
  {
    run_id: HOSTILE,
    namespace: HOSTILE,
    name: HOSTILE,
    version: HOSTILE,
    status: 'completed_with_failures',
    created_at: created,
    finished_at: '2026-04-23T13:13:33Z',
    attempts: 2,
  },
];

let root: HTMLElement;
let asked: string[];

function show(change: (state: RunsState) => void): RunsState {
  asked = [];
  const state = createRuns({
    showFresh: () => void asked.push('fresh'),
    older: () => void asked.push('older'),
  });
  change(state);
  root = document.createElement('div');
  document.body.replaceChildren(root);
  mount(page(state), root);
  return state;
}
const settle = () => new Promise((done) => setTimeout(done, 20));
const text = () => root.textContent ?? '';
const button = (name: string) =>
  [...root.querySelectorAll('button')].find((one) => one.textContent!.includes(name))!;

afterEach(() => {
  mount(null, root);
  history.replaceState(null, '', location.pathname);
});

describe('the list of runs', () => {
  it('shows what is hostile as text, and how long what took', () => {
    show((state) => (state.runs.value = runs));
    expect(root.querySelectorAll('img, script')).toHaveLength(0);
    for (const part of ['<img src=x onerror=alert(1)>⟨RLO⟩⟨NUL⟩', '13m 33s', '· attempt 2'])
      expect(text()).toContain(part);
    expect(text()).toContain('completed with failures');
    const links = [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links[0]).toBe('/runs/r1?namespace=default');
    expect(
      links.every((link) => /^\/runs\/[\w%.()!~*'-]+\?namespace=[\w%.()!~*'-]+$/.test(link!)),
    ).toBe(true);
  });
  it('changes a row without making another', async () => {
    const state = show((one) => (one.runs.value = runs));
    const row = root.querySelector<HTMLElement>('.run-row')!;
    row.focus();
    state.runs.value = [{ ...runs[0]!, status: 'failed' }, runs[1]!];
    await settle();
    expect(row.textContent).toContain('failed');
    expect([row.isConnected, document.activeElement === row]).toEqual([true, true]);
  });
  it('says below a name what is wrong, and by which rule a run is stuck', () => {
    show((state) => {
      state.runs.value = [
        { ...runs[1]!, headline: HOSTILE, failure: 'http_402', phase: 'save', cause: 'rate_limit' },
        {
          ...runs[0]!,
          stuck_at: new Date(Date.now() - 61_000).toISOString(),
          stuck_rule: 'no event for 5m00s',
        },
        { ...runs[0]!, run_id: 'r3', stuck_at: '2999-01-01T00:00:00Z', stuck_rule: 'later' },
      ];
    });
    expect(root.querySelectorAll('img, script')).toHaveLength(0);
    const [failed, stuck, goes] = [...root.querySelectorAll('.run-row')];
    expect(failed!.querySelector('.run-mark')!.textContent).toBe('rate limit');
    expect(failed!.querySelector('.run-mark')!.getAttribute('title')).toBe(
      'http_402: failed in save, by rate_limit',
    );
    expect(failed!.textContent).toContain('<img src=x onerror=alert(1)>⟨RLO⟩⟨NUL⟩');
    expect(stuck!.querySelector('.run-mark')!.getAttribute('title')).toBe('no event for 5m00s');
    expect(stuck!.textContent).toMatch(/stuck 1m.*no event for 5m00s/);
    expect(goes!.querySelector('.run-mark')).toBeNull();
  });
  it('is filtered by what the address says', async () => {
    const state = show((one) => (one.runs.value = []));
    button('stuck').click();
    const cause = root.querySelector('select')!;
    cause.value = 'timeout';
    cause.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(location.search).toBe('?stuck=true&cause=timeout');
    expect(button('stuck').getAttribute('aria-pressed')).toBe('true');
    button('stuck').click();
    expect([...state.filters.value]).toEqual([['cause', 'timeout']]);
  });
  it('says that there are new ones, and older ones', () => {
    show((state) => {
      state.runs.value = runs;
      state.fresh.value = [runs[0]!, runs[1]!];
      state.next.value = 'cursor';
    });
    expect(text()).toContain('2 new runs');
    button('2 new runs').click();
    button('Older runs').click();
    expect(asked).toEqual(['fresh', 'older']);
  });
  it('that is empty tells what to do; one with a filter, that nothing matches', async () => {
    const state = show((one) => (one.runs.value = []));
    expect(text()).toContain(`clew exec --push ${location.origin} -- COMMAND`);
    button('failed').click();
    await settle();
    expect(location.search).toBe('?status=failed');
    expect(text()).toContain('No run matches.');
    button('Show all runs').click();
    expect([location.search, state.filters.value.size]).toEqual(['', 0]);
  });
  it('that cannot be had says why', () => {
    show((state) => (state.refused.value = 'status is one of those that are known'));
    expect(text()).toContain('This list cannot be shown: status is one of those');
    expect(text()).not.toContain('No run');
  });
});

describe('the sign of a page', () => {
  it.each([
    [{ isOpen: false, lostAt: undefined }, /◌ connecting/],
    [{ isOpen: true, lostAt: undefined }, /● live(?! ·)/],
    [
      { isOpen: true, lostAt: undefined, isGoing: true, lastAt: Date.now() },
      /● live · last event now/,
    ],
    [
      { isOpen: true, lostAt: undefined, isGoing: true, lastAt: Date.now() - 600_000 },
      /● live · last event 10 min ago/,
    ],
    [{ isOpen: true, lostAt: undefined, isGoing: false, lastAt: 0 }, /■ ended$/],
    [
      { isOpen: false, lostAt: Date.UTC(2026, 3, 23, 3, 14, 7), why: 'x' },
      /◌ not live since 03:14:07Z, trying again/,
    ],
  ])('%j', (live, expected) => {
    show((state) => (state.live.value = live));
    expect(root.querySelector('.live')!.textContent).toMatch(expected);
  });
  it('is not there in a file', () => {
    show(() => undefined);
    expect(root.querySelector('.live')).toBeNull();
  });
});
