import type { Row } from '../document.ts';
import { item, type Pages } from './pages.ts';
import { Shelf } from './shelf.ts';
import type { RowIndex } from './row-index.ts';
import type { RowList } from './source.ts';

/** Some rows by their indexes in rising order; undefined for all of them. */
export function listOf({ rows, indexOf }: RowIndex, some: readonly number[] | undefined): RowList {
  if (!some)
    return {
      count: rows.count,
      row: (at) => item(rows, at),
      indexOf: (offset) => indexOf(offset) ?? -1,
    };
  return {
    count: some.length,
    row: (at) => item(rows, some[at]!),
    indexOf(offset) {
      const index = indexOf(offset);
      return index === undefined ? -1 : placeOf(some, index);
    },
  };
}

/** Where the index stands among those in rising order; -1 for nowhere. */
function placeOf(some: readonly number[], index: number): number {
  const at = behind(some, index) - 1;
  return some[at] === index ? at : -1;
}

/** How many are no greater. */
function behind(some: readonly number[], index: number): number {
  let low = 0;
  let high = some.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (some[middle]! <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those in both; both in rising order, undefined for all. */
export function inBoth(
  some: readonly number[] | undefined,
  others: readonly number[] | undefined,
): readonly number[] | undefined {
  if (!some || !others) return some ?? others;
  const found: number[] = [];
  for (let i = 0, k = 0; i < some.length && k < others.length;) {
    const difference = some[i]! - others[k]!;
    if (difference === 0) found.push(some[i]!);
    if (difference <= 0) i++;
    if (difference >= 0) k++;
  }
  return found;
}

export function including(some: readonly number[], index: number): readonly number[] {
  const at = behind(some, index);
  return some[at - 1] === index ? some : [...some.slice(0, at), index, ...some.slice(at)];
}

/** The texts of all rows, for the filter of the ledger. */
export class RowTexts {
  private readonly shelves: Shelf[] = [];

  constructor(private readonly rows: Pages<Row>) {}

  /** The indexes of the rows with that text, page by page. */
  *holding(words: string): Generator<undefined, readonly number[]> {
    const found: number[] = [];
    for (let page = 0; page < this.rows.pageCount; page++) {
      const shelf = (this.shelves[page] ??= new Shelf(this.rows.bare(page).map(textOf)));
      for (const at of shelf.holding([words])) found.push(this.rows.first(page) + at);
      yield;
    }
    return found;
  }
}

function textOf({ offset, event }: Row): string {
  const { kind, stage, summary, attributes } = event;
  return `${offset} ${kind} ${stage ?? ''} ${summary} ${JSON.stringify(attributes ?? '')}`;
}
