import { describe, expect, it } from 'vitest';
import {
  keyOf,
  merged,
  nested,
  tookMs,
  unknownOf,
  updated,
  type RunEntry,
} from '../../src/runs/list.ts';
import { traceAddress } from '../../src/live/family.ts';
import {
  asked,
  fieldOf,
  instantOf,
  readFilters,
  runPath,
  statusesOf,
  toggled,
  withFilter,
  writeFilters,
} from '../../src/runs/query.ts';

const run = (id: string, created?: string, more: Partial<RunEntry> = {}): RunEntry => ({
  run_id: id,
  namespace: 'default',
  name: 'nightly',
  status: 'running',
  attempts: 1,
  ...(created !== undefined && { created_at: created }),
  ...more,
});
const ids = (runs: readonly RunEntry[]) => runs.map((one) => one.run_id).join(' ');

describe('a list', () => {
  const shown = [run('c', '2026-01-03T00:00:00Z'), run('a', '2026-01-01T00:00:00.5Z'), run('x')];
  it('changes in its place', () => {
    const now = updated(shown, [run('a', undefined, { status: 'failed' }), run('new')]);
    expect([ids(now), now[1]!.status]).toEqual(['c a x', 'failed']);
  });
  it('takes new ones in where they belong', () => {
    const b = run('b', '2026-01-02T00:00:00Z');
    expect(ids(unknownOf(shown, [b, shown[0]!]))).toBe('b');
    expect(ids(merged(shown, [b, run('d', '2026-01-04T00:00:00Z'), run('y')]))).toBe('d c b a y x');
  });
  it('has what was started below what started it', () => {
    const by = (id: string, parent: string) => run(id, undefined, { parent: { run_id: parent } });
    const drawn = (runs: readonly RunEntry[]) =>
      nested(runs)
        .map((one) => '>'.repeat(one.depth) + one.run.run_id)
        .join(' ');
    expect(
      drawn([by('c', 'b'), run('x'), by('b', 'a'), run('a'), by('d', 'a'), by('e', 'z')]),
    ).toBe('x a >b >>c >d e');
    expect(drawn([by('a', 'b'), by('b', 'a'), by('s', 's')])).toBe('a >b s');
    const other = run('c', undefined, { parent: { run_id: 'a' }, namespace: 'other' });
    expect(drawn([run('a'), other])).toBe('a c');
  });
  it('leaves out traces that named no run, unless it is asked for them', () => {
    expect(writeFilters(asked(new Map()))).toBe('?no_run_id=false');
    expect(writeFilters(asked(new Map([['no_run_id', 'true']])))).toBe('?no_run_id=true');
  });
  it('links a trace by HTTP alone', () => {
    expect(traceAddress('https://t.example/{trace_id}', 'a/b')).toBe('https://t.example/a%2Fb');
    expect(traceAddress('javascript:alert(1)//{trace_id}', 'a')).toBeUndefined();
    expect(traceAddress(undefined, 'a')).toBeUndefined();
  });
  it('knows a run by its namespace, too', () => {
    expect(keyOf(run('a'))).not.toBe(keyOf(run('a', undefined, { namespace: 'other' })));
    expect(keyOf(run('a', undefined, { namespace: 'b","c' }))).not.toBe(
      keyOf(run('c","a', undefined, { namespace: 'b' })),
    );
  });
  it('tells how long a run took, or takes', () => {
    const one = run('a', '2026-01-01T00:00:00Z', { finished_at: '2026-01-01T00:01:00Z' });
    expect(tookMs(one, 0)).toBe(60_000);
    expect(tookMs({ ...one, finished_at: '2025-01-01T00:00:00Z' }, 0)).toBeUndefined();
    expect(tookMs(run('a', '1970-01-01T00:00:00Z'), 5000)).toBe(5000);
    expect(tookMs(run('a'), 5000)).toBeUndefined();
  });
});

describe('filters', () => {
  it('stand in the address, without a cursor and without what is empty', () => {
    const filters = readFilters('?q=a%26b&status=failed,lost&name=&cursor=x&version=3');
    expect([...filters]).toEqual([
      ['q', 'a&b'],
      ['status', 'failed,lost'],
      ['version', '3'],
    ]);
    expect(writeFilters(filters)).toBe('?q=a%26b&status=failed,lost&version=3');
    expect(writeFilters(new Map())).toBe('');
    expect(writeFilters(withFilter(filters, 'q', ''))).toBe('?status=failed,lost&version=3');
  });
  it('of statuses are switched one by one', () => {
    const one = toggled(new Map(), 'failed');
    const two = toggled(one, 'lost');
    expect([...statusesOf(two)]).toEqual(['failed', 'lost']);
    expect(writeFilters(toggled(toggled(two, 'failed'), 'lost'))).toBe('');
  });
  it('of time are in UTC', () => {
    expect(instantOf('2026-04-23T13:00')).toBe('2026-04-23T13:00:00Z');
    expect(instantOf('2026-04-23T13:00:30')).toBe('2026-04-23T13:00:30Z');
    expect([instantOf(''), fieldOf(undefined), fieldOf('yesterday')]).toEqual(['', '', '']);
    expect(fieldOf('2026-04-23T13:00:00Z')).toBe('2026-04-23T13:00');
    expect(fieldOf('2026-04-23T13:00:30.5Z')).toBe('2026-04-23T13:00:30');
  });
});

describe('the path of a run', () => {
  it.each([
    ['r1', '/runs/r1?namespace=n'],
    ['a/b?c#d', '/runs/a%2Fb%3Fc%23d?namespace=n'],
    ['javascript:alert(1)', '/runs/javascript%3Aalert(1)?namespace=n'],
    ['\ud800', '/runs/%EF%BF%BD?namespace=n'],
  ])('of %j stays on this server', (id, path) => expect(runPath('n', id)).toBe(path));
});
