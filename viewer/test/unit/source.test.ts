import { describe, expect, it } from 'vitest';
import type { ReportDocument, Row } from '../../src/document.ts';
import { command, printed } from '../../fixtures/command.mjs';
import { manyStages } from '../../fixtures/generated.mjs';
import { holes, run742 } from '../../fixtures/golden.mjs';
import { hostile } from '../../fixtures/hostile.mjs';
import { challenged } from '../../fixtures/onboarding.mjs';
import { readDocument } from '../../src/read.ts';
import { EmbeddedDocument } from '../../src/source/embedded.ts';
import { item, ListPages, TextPages } from '../../src/source/pages.ts';
import { Shelf } from '../../src/source/shelf.ts';
import { Work } from '../../src/source/soon.ts';
import type { DocumentSource, RowFilter } from '../../src/source/source.ts';
import { itemsIn, split } from '../../src/source/split.ts';
import { searched } from './sources.ts';

/** As clew writes it: members in the order of their names (RFC 8785), escaped as in a page. */
function canonical(document: ReportDocument): string {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, one]) => [name, sorted(one)]),
          )
        : value;
  return `${JSON.stringify(sorted(document)).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`)}\n`;
}

const documents: [string, () => ReportDocument][] = [
  ['an onboarding', () => challenged('with')],
  ['a job', run742],
  ['a job with holes', holes],
  ['a command', command],
  ['what is hostile', hostile],
  ['500 stages', () => manyStages(500)],
];

const offsets = async (source: DocumentSource, filter: RowFilter) => {
  const list = await source.select(filter);
  const rows: number[] = [];
  for (let at = 0; at < list.count; at++) rows.push((await list.row(at)).offset);
  return rows;
};

describe.each(documents)('the text of %s', (_name, make) => {
  const document = JSON.parse(canonical(make())) as ReportDocument;
  const text = canonical(document);
  const source = EmbeddedDocument.read(text)!;
  const { events, tool_calls: calls, ...skeleton } = document;

  it('is cut into a skeleton, rows and calls, of which none is parsed too soon', async () => {
    expect(source.skeleton()).toEqual(skeleton);
    for (const { offset } of events)
      expect((await source.row(offset))?.event).toEqual(
        events.find((row) => row.offset === offset)!.event,
      );
    expect(await source.calls(calls.map((call) => call.tool_call_id))).toEqual(
      calls.map((call) => calls.findLast((one) => one.tool_call_id === call.tool_call_id)),
    );
  });

  it('answers as the same document does that was parsed as a whole', async () => {
    const whole = EmbeddedDocument.of(document);
    expect(await source.facts()).toEqual(await whole.facts());
    expect([source.printed, (await source.lastRow())?.offset]).toEqual([
      whole.printed,
      (await whole.lastRow())?.offset,
    ]);
    for (const query of ['stage', 'a', 'run_', 'log 1'])
      expect((await searched(source, query)).total).toBe((await searched(whole, query)).total);
    expect((await source.output()).count).toBe((await whole.output()).count);
  });

  it('filters its rows as somebody would who looks at each', async () => {
    const stage = document.stages[0]?.path;
    for (const kind of [undefined, 'stage_started', 'nothing'])
      for (const words of [undefined, 'start', 'http', 'no such words'])
        for (const one of [undefined, stage])
          expect(await offsets(source, { kind, words, stage: one })).toEqual(
            events
              .filter(
                ({ offset, event }) =>
                  (kind === undefined || event.kind === kind) &&
                  (one === undefined || event.stage === one) &&
                  (words === undefined ||
                    `${offset} ${event.kind} ${event.stage ?? ''} ${event.summary} ${JSON.stringify(event.attributes ?? '')}`
                      .toLowerCase()
                      .includes(words)),
              )
              .map((row) => row.offset),
          );
  });
});

describe('a document', () => {
  it('keeps the row that is open, whatever is filtered', async () => {
    const source = EmbeddedDocument.of(challenged('with'));
    const list = await source.select({ words: 'no such words', keep: 3 });
    expect([list.count, await list.indexOf(3), await list.indexOf(4)]).toEqual([1, 0, -1]);
  });
  it('finds rows also when somebody changed their order', async () => {
    const document = challenged('with');
    document.events.reverse();
    const source = EmbeddedDocument.of(document);
    expect((await source.row(3))?.offset).toBe(3);
    expect((await source.rows([5, 999, 4])).map((row) => row.offset)).toEqual([5, 4]);
  });
  it('tells the last row at a moment', async () => {
    const { events } = challenged('with');
    const source = EmbeddedDocument.of(challenged('with'));
    const at = events[7]!.event.ts;
    expect(await source.lastRowAt(at)).toBe(events.findLast((row) => row.event.ts <= at)!.offset);
    expect(await source.lastRowAt('1970')).toBeUndefined();
  });
  it('that is not in the form that clew writes is parsed as a whole', () => {
    const { events, ...rest } = challenged('with');
    const others = [
      JSON.stringify({ ...rest, events }),
      JSON.stringify({ ...rest, events }, null, 1),
      '{"format":"clew.diff"}',
      '[]',
    ];
    for (const text of others) expect(split(text)).toBeUndefined();
    const nested = canonical({
      ...challenged('with'),
      as_of: { events: [], format: 'clew.report', format_version: 1 },
    } as unknown as ReportDocument);
    expect(split(nested)).toBeUndefined();
  });
  it('that is large is read, and one that was cut is not', () => {
    const text = canonical(printed(20_000, 4));
    expect(text.length).toBeGreaterThan(1 << 20);
    expect(readDocument(text)).toBeInstanceOf(EmbeddedDocument);
    expect(readDocument(text.slice(0, -1000))).toMatch(/cannot be read.*cut/);
    const newer = text.replace(/"format_version":[12]/, '"format_version":3');
    expect(readDocument(newer)).toMatch(/version 3/);
  });
  it('shows that a row is there which cannot be read', async () => {
    const text = canonical(challenged('with')).replace('"offset":4,', '"offset":4;');
    const source = EmbeddedDocument.read(text)!;
    expect(await source.row(4)).toBeUndefined();
    expect((await source.row(5))?.offset).toBe(5);
    const lost = await (await source.select({ kind: 'unreadable' })).row(0);
    expect(lost.event).toMatchObject({ severity: 'error', kind: 'unreadable' });
    expect(lost.event.summary).toMatch(/^Row 5 of this document cannot be read: /);
  });
});

describe('rows are not looked at one by one', () => {
  /** Counts every look at a row. */
  function watched(n: number): { source: EmbeddedDocument; looks: () => number } {
    const document = printed(n, 2);
    let seen = 0;
    const watch = (row: Row): Row =>
      new Proxy(row, {
        get: (of, name) => {
          seen += name === 'event' ? 1 : 0;
          return of[name as keyof Row];
        },
      });
    const source = EmbeddedDocument.of({ ...document, events: document.events.map(watch) });
    source.settle();
    return { source, looks: () => [seen, (seen = 0)][0]! };
  }
  const rows = 10_000;
  const { source, looks } = watched(2 * rows);

  it('for a filter, but once', async () => {
    await source.select({ words: 'item' });
    looks();
    for (const words of ['item 1', 'item 19', 'item 199', 'item 1990']) {
      const list = await source.select({ words });
      for (let at = 0; at < Math.min(30, list.count); at++) await list.row(at);
    }
    expect(looks()).toBeLessThan(rows / 2);
    expect(source.rowCount).toBeGreaterThan(rows);
  });
  it('for a kind, or the row that is open', async () => {
    looks();
    const list = await source.select({ kind: 'log' });
    await list.indexOf((await list.row(5)).offset);
    await source.row(77);
    expect(looks()).toBeLessThan(1000);
  });
  it('for a search, but once', async () => {
    await searched(source, 'no such text');
    looks();
    const { total } = await searched(source, 'item 1999');
    expect(total).toBeGreaterThan(0);
    expect(looks()).toBeLessThan(rows / 2);
  });
  it('for a stage that has most of them', async () => {
    looks();
    const every = Array.from({ length: rows }, (_, at) => at);
    const stage = { ...run742().stages[0]!, rows: every };
    await source.rowsOf(stage, ['stage_started']);
    await source.rows(stage.rows.slice(0, 300));
    expect(looks()).toBeLessThan(2000);
  });
});

describe('pages', () => {
  const values = Array.from({ length: 1000 }, (_, at) => ({ at, text: '",[{\\"'.repeat(at % 9) }));
  const text = JSON.stringify(values);
  const starts = new Work(itemsIn(text, { from: 1, to: text.length - 1 })).now();
  const pages = new TextPages(
    text,
    starts,
    text.length - 1,
    () => {},
    () => values[0]!,
  );
  it('hold every item once', () => {
    expect(pages.count).toBe(1000);
    expect(Array.from({ length: pages.pageCount }, (_, n) => pages.bare(n)).flat()).toEqual(values);
    for (const at of [0, 255, 256, 999]) expect(item(pages, at)).toEqual(values[at]);
    const list = new ListPages(values, () => {});
    for (const at of [0, 255, 256, 999]) expect(item(list, at)).toBe(values[at]);
  });
  it('of an empty list are none', () => {
    expect([...new Work(itemsIn('[]', { from: 1, to: 1 })).now()]).toEqual([]);
    expect(new ListPages([], () => {}).pageCount).toBe(0);
  });
});

describe('a shelf', () => {
  const shelf = new Shelf(['Alpha beta', 'b\nETA', '', 'beta alpha beta', 'İstanbul beta', 'end']);
  it.each([
    [['beta'], [0, 3, 4]],
    [
      ['alpha', 'beta'],
      [0, 3],
    ],
    [['eta'], [0, 1, 3, 4]],
    [['b eta'], [1]],
    [['end'], [5]],
    [['beta\nb'], []],
    [[], []],
  ])('holds %j in %j', (terms, found) => expect(shelf.holding(terms)).toEqual(found));
});

describe('work', () => {
  function* steps(n: number) {
    for (let i = 0; i < n; i++) yield;
    return n;
  }
  it('comes later, or now for who cannot wait, to everybody the same', async () => {
    const work = new Work(steps(5));
    const later = work.soon();
    expect(later).toBeInstanceOf(Promise);
    expect([work.now(), work.soon(), await later]).toEqual([5, 5, 5]);
    expect(await new Work(steps(100_000)).soon()).toBe(100_000);
  });
});

describe('a search in a document that is not looked through yet', () => {
  it('says that it goes on', async () => {
    const source = EmbeddedDocument.of(printed(20_000, 2));
    const told: boolean[] = [];
    await new Promise<void>((done) =>
      source.search(
        'item 19999',
        10,
        (found) => {
          told.push(found.done);
          if (found.done) done();
        },
        new AbortController().signal,
      ),
    );
    expect([told[0], told.at(-1)]).toEqual([false, true]);
  });
  it('ends when nobody wants to know', async () => {
    const source = EmbeddedDocument.of(printed(20_000, 2));
    source.settle();
    const stop = new AbortController();
    let told = 0;
    source.search('item', 10, () => (told++, stop.abort()), stop.signal);
    await new Promise((done) => setTimeout(done, 50));
    expect(told).toBe(1);
  });
});
