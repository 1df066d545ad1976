import { describe, expect, it } from 'vitest';
import type { Json, Stage, StageStatus } from '../../src/document.ts';
import { manyItems, nightly } from '../../fixtures/loops.mjs';
import { namedValues } from '../../src/model/attributes.ts';
import {
  errorOf,
  factsOf,
  pauseAfter,
  toneOfColor,
  type StageFacts,
} from '../../src/model/facts.ts';
import { planOf } from '../../src/model/model.ts';
import { filtered, isSmall, rowsOf, tallyWords, type Openness } from '../../src/model/rows.ts';
import { EmbeddedDocument } from '../../src/source/embedded.ts';
import { model as modelOf, searched } from './sources.ts';
import { treeOf, type Tree } from '../../src/model/tree.ts';

const stage = (
  path: string,
  status: StageStatus = 'succeeded',
  from?: number,
  took = 5,
): Stage => ({
  path,
  name: path,
  kind: '',
  status,
  headline: status,
  tries: [],
  decisions: [],
  inputs: [],
  outputs: [],
  tool_call_ids: [],
  rows: [],
  ...(from === undefined ? {} : { offset_ms: from, duration_ms: took }),
});
const loop = (n: number, bad: Record<number, StageStatus> = {}, name = 'push') => [
  stage(name, Object.values(bad).includes('failed') ? 'failed' : 'succeeded'),
  ...Array.from({ length: n }, (_, i) => stage(`${name}[${i}]`, bad[i] ?? 'succeeded', i)),
];
const paths = (tree: Tree) => tree.order.map((node) => node.stage.path);
const shown = (
  stages: Stage[],
  opened: Record<string, Openness> = {},
  pinned: string[] = [],
  small = true,
) =>
  rowsOf(treeOf(stages), new Map(Object.entries(opened)), pinned, small).map(({ node, rest }) =>
    rest
      ? `… ${tallyWords(rest)
          .map(({ n, word }) => `${n} ${word}`)
          .join(', ')}`
      : node.stage.path,
  );

describe('the tree', () => {
  it('puts the stages of a child workflow under it, and items under their loop', () => {
    const tree = treeOf(
      ['login', 'login/token', 'push', 'push[0]', 'push[0]/send', 'push[1]', 'end'].map((path) =>
        stage(path),
      ),
    );
    expect(tree.order.map((node) => [node.label, node.depth, node.kind])).toEqual([
      ['login', 0, 'stage'],
      ['token', 1, 'stage'],
      ['push', 0, 'loop'],
      ['push[0]', 1, 'item'],
      ['send', 2, 'stage'],
      ['push[1]', 1, 'item'],
      ['end', 0, 'stage'],
    ]);
    expect(tree.order.map((node) => node.index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
  it('orders items by number, however they began', () =>
    expect(
      paths(treeOf(['push', 'push[10]', 'push[2]', 'push[0]'].map((path) => stage(path)))),
    ).toEqual(['push', 'push[0]', 'push[2]', 'push[10]']));
  it('puts a later visit behind what ran before it, not at the end of the plan', () => {
    const stages = [
      stage('poll', 'succeeded', 0),
      stage('check', 'succeeded', 10),
      stage('after', 'succeeded', 90),
      stage('never', 'not_reached'),
      stage('poll~2', 'succeeded', 20),
      stage('check~2', 'succeeded', 30),
    ];
    expect(paths(treeOf(stages))).toEqual(['poll', 'check', 'poll~2', 'check~2', 'after', 'never']);
  });
  it('knows the items of a second visit of a loop', () => {
    const tree = treeOf(
      ['push', 'push[0]', 'push~2', 'push[0]~2', 'push[1]~2'].map((path, i) =>
        stage(path, 'succeeded', i),
      ),
    );
    expect(tree.byPath.get('push~2')?.children.map((node) => node.stage.path)).toEqual([
      'push[0]~2',
      'push[1]~2',
    ]);
  });
  it('makes a row for a loop that no event is about, and says so', () => {
    const tree = treeOf([
      stage('a'),
      stage('a/push[0]', 'succeeded', 3),
      stage('a/push[1]', 'failed', 9),
    ]);
    const made = tree.byPath.get('a/push');
    expect([
      made?.made,
      made?.stage.status,
      made?.from,
      made?.to,
      made?.parent?.stage.path,
    ]).toEqual([true, 'failed', 3, 14, 'a']);
    expect(filtered(tree, new Set(['failed'])).map((row) => row.node.stage.path)).toEqual([
      'a/push[1]',
    ]);
    expect(paths(treeOf([stage('lonely[4]')]))).toEqual(['lonely[4]']);
  });
  it('has the nearest stage that is known as parent', () =>
    expect(treeOf([stage('a'), stage('a/b/c')]).order[1]).toMatchObject({
      label: 'b/c',
      depth: 1,
    }));
  it('spans all that is below, and counts its problems', () => {
    const tree = treeOf([
      stage('w', 'failed'),
      stage('w/push', 'failed'),
      stage('w/push[0]', 'succeeded', 4, 50),
      stage('w/push[1]', 'tolerated', 8, 2),
      stage('w/push[2]', 'failed', 30, 1),
    ]);
    expect(tree.byPath.get('w')).toMatchObject({ from: 4, to: 54, problems: 3 });
    expect(tree.byPath.get('w/push')?.tally).toEqual([
      ['failed', 1],
      ['tolerated', 1],
      ['succeeded', 1],
    ]);
  });
  it('bears hostile paths', () => {
    const hostile = [
      '__proto__',
      'constructor/__proto__',
      '[3]',
      '/[0]',
      '~2',
      'a~',
      'a[1',
      'a[1][2]',
      'a[1]',
      'a',
      `${'x/'.repeat(20_000)}y`,
      ...Array.from({ length: 3000 }, (_, i) => 'd/'.repeat(i) + 'd'),
      '',
      '//',
      'a[99999999999999999999]',
    ];
    const tree = treeOf(hostile.map((path) => stage(path)));
    expect(new Set(paths(tree)).size).toBe(tree.order.length);
    for (const path of hostile) expect(tree.byPath.has(path)).toBe(true);
    expect(rowsOf(tree, new Map(), hostile, false).length).toBeGreaterThan(3000);
  });
});

describe('what is shown', () => {
  it('of a loop whose items all succeeded is one row', () =>
    expect(shown([stage('load'), ...loop(1000), stage('end')])).toEqual(['load', 'push', 'end']));
  it('of a loop with failures is what failed and a summary', () =>
    expect(shown(loop(1000, { 3: 'failed', 90: 'tolerated', 417: 'failed' }))).toEqual([
      'push',
      'push[3]',
      'push[90]',
      'push[417]',
      '… 997 ok',
    ]));
  it('of many failures is the first ten, and the others are counted', () => {
    const rows = shown(
      loop(40, Object.fromEntries(Array.from({ length: 22 }, (_, i) => [i, 'failed' as const]))),
    );
    expect(rows).toHaveLength(12);
    expect(rows.at(-1)).toBe('… 18 ok, 12 failed');
  });
  it('of a running loop is what runs', () =>
    expect(shown(loop(5, { 3: 'running', 4: 'running' }))).toEqual([
      'push',
      'push[3]',
      'push[4]',
      '… 3 ok',
    ]));
  it('opened is everything, closed nothing', () => {
    expect(shown(loop(3, { 1: 'failed' }), { push: 'all' })).toEqual([
      'push',
      'push[0]',
      'push[1]',
      'push[2]',
    ]);
    expect(shown(loop(3, { 1: 'failed' }), { push: 'none' })).toEqual(['push']);
  });
  it('of what is pinned is its row, whatever is closed above', () => {
    expect(shown(loop(100), { push: 'none' }, ['push[40]', 'nowhere'])).toEqual([
      'push',
      'push[40]',
      '… 99 ok',
    ]);
    expect(
      shown(
        loop(40, Object.fromEntries(Array.from({ length: 22 }, (_, i) => [i, 'failed' as const]))),
        {},
        ['push[21]', 'push[30]'],
      ),
    ).toEqual([
      'push',
      ...Array.from({ length: 10 }, (_, i) => `push[${i}]`),
      'push[21]',
      'push[30]',
      '… 17 ok, 11 failed',
    ]);
  });
  it('of a large run leaves child workflows closed that went well', () => {
    const stages = ['a', 'a/b', 'c', 'c/d', 'c/e'].map((path) =>
      stage(path, path === 'c/e' ? 'failed' : 'succeeded'),
    );
    expect(shown(stages)).toEqual(['a', 'a/b', 'c', 'c/d', 'c/e']);
    expect(shown(stages, {}, [], false)).toEqual(['a', 'c', 'c/d', 'c/e']);
    expect(isSmall(treeOf(stages))).toBe(true);
    expect(isSmall(treeOf(Array.from({ length: 41 }, (_, i) => stage(`s${i}`))))).toBe(false);
    expect(isSmall(treeOf(loop(9000)))).toBe(true);
  });
  it('of a failed item of few stages is all of them', () =>
    expect(
      shown([
        ...loop(9, { 2: 'failed' }),
        stage('push[2]/a'),
        stage('push[2]/b', 'failed'),
        stage('push[4]/a'),
      ]),
    ).toEqual(['push', 'push[2]', 'push[2]/a', 'push[2]/b', '… 8 ok']));
  it('filtered is flat and in order', () =>
    expect(
      filtered(
        treeOf([...loop(5, { 3: 'failed', 1: 'failed' }), stage('end', 'failed')]),
        new Set(['failed']),
      ).map((row) => row.node.stage.path),
    ).toEqual(['push', 'push[1]', 'push[3]', 'end']));
  it('says what is well first', () =>
    expect(
      tallyWords([
        ['failed', 2],
        ['succeeded', 998],
        ['not_reached', 1],
      ]).map(({ n, word }) => `${n} ${word}`),
    ).toEqual(['998 ok', '2 failed', '1 not reached']));
});

describe('a loop whose items did not all fit', () => {
  const items = { total: 900, succeeded: 890, failed: 10 };
  const all = nightly().stages.map((stage) =>
    stage.path === 'push-items' ? { ...stage, items } : stage,
  );
  const tally = (partly: boolean) => treeOf(all, partly).byPath.get('push-items')!.tally;
  it('says itself how they ended', () => {
    expect(tally(true)).toEqual([
      ['failed', 10],
      ['succeeded', 890],
    ]);
    expect(tally(false)).not.toEqual(tally(true));
  });
});

describe('10,000 items', () => {
  const model = modelOf(manyItems(10_000));
  it('are few rows until they are opened', () => {
    expect(rowsOf(model.tree, new Map(), [], model.small)).toHaveLength(7);
    expect(
      rowsOf(model.tree, new Map([['push-items', 'all' as const]]), [], model.small),
    ).toHaveLength(10_003);
  });
  it('are found by path, by what they were given and by what they gave', async () => {
    const source = EmbeddedDocument.of(manyItems(10_000));
    for (const [query, what, path] of [
      ['push-items[9876]', 'stage', 'push-items[9876]'],
      ['SKU-015838', 'input', 'push-items[2]'],
      ['ord-5555', 'output', 'push-items[5555]'],
    ] as const) {
      expect(
        (await searched(source, query)).hits.map(({ entry }) => [entry.what, entry.place.stage]),
      ).toContainEqual([what, path]);
    }
  });
});

describe('facts of a stage', () => {
  const model = modelOf(nightly());
  const source = EmbeddedDocument.of(nightly());
  const factsAt = (of: EmbeddedDocument, path: string) => {
    of.settle();
    return factsOf(
      of,
      of.skeleton().stages.find((one) => one.path === path)!,
    ) as StageFacts;
  };
  const facts = (path: string) => factsAt(source, path);
  it('are what its rows say', () => {
    expect(facts('push-items')).toMatchObject({
      loop: { items: 1000, mode: 'parallel', max_parallel: 8 },
      items: { total: 1000, succeeded: 997, failed: 2, tolerated: 1 },
    });
    expect(facts('load-orders').mocked).toBe(true);
    expect(facts('login/token')).toMatchObject({
      latency: { band: 'slow' },
      context: [{ name: 'session', value: 'nightly-0142' }],
      set: [{ name: 'token', secret: true, origin: { kind: 'response' } }],
    });
    expect([
      facts('onboard[2]/create').assertions.length,
      facts('push-items[417]').contracts.length,
      facts('push-items[417]').breakers.length,
      facts('poll').waits.length,
    ]).toEqual([3, 1, 1, 1]);
  });
  it('tell what was waited for between tries, by the try or by its row', () => {
    const { tries } = model.stageByPath.get('login/token')!;
    expect(tries.map((one) => pauseAfter(facts('login/token'), one))).toEqual([
      {
        ms: 800,
        reason: 'backoff',
        because: 'the first of 3 retries waits 800 ms',
        row: expect.any(Number) as number,
      },
      {
        ms: 2000,
        reason: 'rate_limit',
        because: 'the answer says Retry-After: 2',
        row: expect.any(Number) as number,
      },
      undefined,
    ]);
    expect(tries.map((one) => errorOf(facts('login/token'), one)?.code)).toEqual([
      'http_503',
      'http_429',
      undefined,
    ]);
    expect(facts('login/token').waits).toEqual([]);
  });
  it('of hostile attributes are nothing', () => {
    const document = nightly();
    const hostile: Json[] = [
      null,
      7,
      'x',
      [[]],
      {
        name: { a: 1 },
        value: {},
        origin: { kind: [], stage: 3 },
        secret: 'yes',
        missing: { code: 1 },
      },
    ];
    for (const row of document.events)
      if (row.event.stage === 'login/token')
        row.event.attributes = {
          loop: hostile,
          latency: 'red',
          set: hostile,
          context: { a: 1 },
          mocked: 'true',
          items: null,
        };
    const found = factsAt(EmbeddedDocument.of(document), 'login/token');
    expect([found.mocked, found.loop, found.latency, found.items, found.context]).toEqual([
      false,
      undefined,
      undefined,
      undefined,
      [],
    ]);
    expect(found.set).toEqual([
      {
        name: '{"a":1}',
        value: {},
        origin: { kind: '[]', stage: '3' },
        missing: { code: '1', reason: '' },
      },
    ]);
    expect(namedValues('no')).toEqual([]);
  });
  it('choose a tone for a colour from ours', () =>
    expect(['Green', 'red', 'url(x)', '__proto__', '#f00'].map(toneOfColor)).toEqual([
      'ok',
      'bad',
      'quiet',
      'quiet',
      'quiet',
    ]));
  it('of an item have the plan of its loop', () =>
    expect(planOf(model, { ...model.document.stages[0]!, path: 'login[3]/token~2' })?.path).toBe(
      'login/token',
    ));
});
