import type { Row, ToolCall } from '../document.ts';
import {
  callEntries,
  fileEntries,
  firstEntries,
  hitOf,
  laterEntries,
  rowEntries,
  termsOf,
  type Entry,
  type Found,
  type Hit,
} from '../model/search.ts';
import type { Pages } from './pages.ts';
import { Shelf } from './shelf.ts';
import type { Skeleton } from './source.ts';

const PART_ENTRIES = 256;

/** Some of what can be found; only its texts stay. */
interface Part {
  shelf?: Shelf;
  entries(): readonly Entry[];
}

/** Everything in a document that somebody could look for, part by part, the most telling first. */
export class SearchIndex {
  private readonly made: Part[] = [];
  private readonly coming: Iterator<Part>;

  constructor(skeleton: Skeleton, calls: Pages<ToolCall>, rows: Pages<Row>) {
    this.coming = partsOf(skeleton, calls, rows);
  }

  /** What holds all the terms: the first `most`, and how many there are. Tells after each part. */
  *find(query: string, most: number): Generator<Found, Found> {
    const terms = termsOf(query);
    const hits: Hit[] = [];
    let total = 0;
    for (let n = 0, part = this.part(0); part; part = this.part(++n)) {
      part.shelf ??= new Shelf(part.entries().map((entry) => entry.text));
      const holding = part.shelf.holding(terms);
      total += holding.length;
      if (holding.length > 0 && hits.length < most) {
        const entries = part.entries();
        for (const at of holding.slice(0, most - hits.length))
          hits.push(hitOf(entries[at]!, terms[0]!));
      }
      yield { hits: [...hits], total, done: false };
    }
    return { hits, total, done: true };
  }

  private part(n: number): Part | undefined {
    if (n === this.made.length) {
      const { done, value } = this.coming.next();
      if (!done) this.made.push(value);
    }
    return this.made[n];
  }
}

function* partsOf(
  skeleton: Skeleton,
  calls: Pages<ToolCall>,
  rows: Pages<Row>,
): Generator<Part, undefined> {
  yield* partsByEntries(firstEntries(skeleton));
  yield* partsByPages(calls, callEntries);
  yield* partsByEntries(laterEntries(skeleton));
  yield* partsByPages(rows, rowEntries);
  yield* partsByEntries(fileEntries(skeleton));
}

function* partsByEntries(all: Iterable<Entry>): Generator<Part> {
  let entries: Entry[] = [];
  const part = (of: readonly Entry[]): Part => ({ entries: () => of });
  for (const entry of all) {
    if (entries.push(entry) < PART_ENTRIES) continue;
    yield part(entries);
    entries = [];
  }
  if (entries.length > 0) yield part(entries);
}

function* partsByPages<T>(
  pages: Pages<T>,
  entriesOf: (one: T) => Iterable<Entry>,
): Generator<Part> {
  for (let page = 0; page < pages.pageCount; page++)
    yield { entries: () => pages.page(page).flatMap((one) => [...entriesOf(one)]) };
}
