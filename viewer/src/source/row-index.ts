import type { Row, ToolCall } from '../document.ts';
import { printedAt } from '../model/output.ts';
import type { Pages } from './pages.ts';
import type { RowFacts } from './source.ts';

/** Where what stands among the rows and calls of a document. Indexes are those of the lists. */
export interface RowIndex {
  rows: Pages<Row>;
  calls: Pages<ToolCall>;
  facts: RowFacts;
  byKind: ReadonlyMap<string, readonly number[]>;
  byStage: ReadonlyMap<string, readonly number[]>;
  /** Rows about bytes of the output: its chunks, and what was made of them. */
  printed: readonly number[];
  callById: ReadonlyMap<string, number>;
  /** How long each call took, in milliseconds; NaN where that is not known. */
  callTook: Float64Array;
  kindOf(index: number): string;
  /** Of the row with that offset; undefined where the document does not have it. */
  indexOf(offset: number): number | undefined;
}

/** Looks at every row and every call once, page by page. */
export function* indexRows(
  rows: Pages<Row>,
  calls: Pages<ToolCall>,
): Generator<undefined, RowIndex> {
  const offsets = new Float64Array(rows.count);
  const kinds: string[] = [];
  const kindOf = new Uint32Array(rows.count);
  const byKind = new Map<string, number[]>();
  const byStage = new Map<string, number[]>();
  const numbers = new Map<string, number>();
  const printed: number[] = [];
  let conflicts = 0;
  for (let page = 0; page < rows.pageCount; page++) {
    let at = rows.first(page);
    for (const row of rows.bare(page)) {
      const { kind, stage } = row.event;
      offsets[at] = row.offset;
      let number = numbers.get(kind);
      if (number === undefined) numbers.set(kind, (number = kinds.push(kind) - 1));
      kindOf[at] = number;
      put(byKind, kind, at);
      if (stage !== undefined) put(byStage, stage, at);
      if (row.verdict === 'conflict') conflicts++;
      if (kind === 'stdout_chunk' || printedAt(row)) printed.push(at);
      at++;
    }
    yield;
  }
  const callById = new Map<string, number>();
  const callTook = new Float64Array(calls.count);
  let callsEndMs = 0;
  for (let page = 0; page < calls.pageCount; page++) {
    let at = calls.first(page);
    for (const { tool_call_id: id, timing } of calls.bare(page)) {
      callById.set(id, at);
      callTook[at++] = timing.total_ms ?? NaN;
      callsEndMs = Math.max(callsEndMs, (timing.offset_ms ?? 0) + (timing.total_ms ?? 0));
    }
    yield;
  }
  return {
    rows,
    calls,
    facts: {
      kinds: [...byKind].map(([kind, of]) => [kind, of.length] as const).sort(byName),
      conflicts,
      calls: calls.count,
      callsEndMs,
    },
    byKind,
    byStage,
    printed,
    callById,
    callTook,
    kindOf: (at) => kinds[kindOf[at]!]!,
    indexOf: lookUp(offsets),
  };
}

function put(lists: Map<string, number[]>, name: string, at: number): void {
  const list = lists.get(name);
  if (list) list.push(at);
  else lists.set(name, [at]);
}

function byName([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows stand in the order of their offsets; where somebody has changed that, a map is needed. */
function lookUp(offsets: Float64Array): (offset: number) => number | undefined {
  if (offsets.every((offset, i) => i === 0 || offsets[i - 1]! < offset)) {
    return (offset) => {
      let low = 0;
      let high = offsets.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (offsets[middle]! < offset) low = middle + 1;
        else high = middle;
      }
      return offsets[low] === offset ? low : undefined;
    };
  }
  const found = new Map(Array.from(offsets, (offset, i) => [offset, i] as const));
  return (offset) => found.get(offset);
}
