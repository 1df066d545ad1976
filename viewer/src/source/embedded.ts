import type { ReportDocument, Row, Stage, ToolCall } from '../document.ts';
import { outputOf, type Output } from '../model/output.ts';
import { memberAt } from '../model/pointer.ts';
import type { Found } from '../model/search.ts';
import { unpack } from '../model/unpack.ts';
import { item, ListPages, TextPages, type Pages } from './pages.ts';
import { indexRows, type RowIndex } from './row-index.ts';
import { inBoth, including, listOf, RowTexts } from './rows.ts';
import { SearchIndex } from './search.ts';
import { afterwards, bySlices, Work, type Soon } from './soon.ts';
import type { DocumentSource, RowFacts, RowFilter, RowList, Skeleton } from './source.ts';
import { itemsIn, split, type Split } from './split.ts';
import { unreadableCall, unreadableRow } from './unreadable.ts';

/** So many rows are looked at before the page is drawn: it takes less time than a second drawing would. A page of 5 MB has no more. */
const FEW = 8000;

/**
 * A document that is in the page as a whole. Of a large one, rows and calls are parsed page by page
 * when they are shown; the ways through them are found once, in slices, after the page is drawn.
 */
export class EmbeddedDocument implements DocumentSource {
  private readonly index: Work<RowIndex>;
  private readonly printedOutput: Work<Output>;
  private texts: RowTexts | undefined;
  private searched: SearchIndex | undefined;
  private filtering: { words: string; work: Work<readonly number[]> } | undefined;

  private constructor(
    private readonly document: Skeleton,
    readonly rowCount: number,
    readonly printed: boolean,
    index: Generator<undefined, RowIndex>,
  ) {
    this.index = new Work(index);
    this.printedOutput = new Work(this.readOutput());
  }

  static of({ events, tool_calls: calls, ...skeleton }: ReportDocument): EmbeddedDocument {
    const printed = events.some((row) => row.event.kind === 'stdout_chunk');
    const index = indexRows(new ListPages(events, unpack), new ListPages(calls, () => {}));
    return new EmbeddedDocument(skeleton, events.length, printed, index);
  }

  /**
   * Of the JSON of a report, of which only the skeleton is parsed now.
   *
   * @returns undefined for what is not the JSON of a report as clew writes it
   */
  static read(text: string): EmbeddedDocument | undefined {
    const parts = split(text);
    if (!parts) return undefined;
    const skeleton = parts.skeleton as unknown as Skeleton;
    const rows = skeleton.ledger.rows - (skeleton.left_out?.rows ?? 0);
    const printed = text.includes('"kind":"stdout_chunk"');
    return new EmbeddedDocument(skeleton, rows, printed, indexText(text, parts));
  }

  skeleton(): Skeleton {
    return this.document;
  }

  facts(): Soon<RowFacts> {
    return this.indexed((index) => index.facts);
  }

  lastRow(): Soon<Row | undefined> {
    return this.indexed(({ rows }) => (rows.count === 0 ? undefined : item(rows, rows.count - 1)));
  }

  row(offset: number): Soon<Row | undefined> {
    return this.indexed(({ rows, indexOf }) => {
      const at = indexOf(offset);
      return at === undefined ? undefined : item(rows, at);
    });
  }

  rows(offsets: readonly number[]): Soon<readonly Row[]> {
    return this.indexed(({ rows, indexOf }) =>
      offsets.flatMap((offset) => {
        const at = indexOf(offset);
        return at === undefined ? [] : item(rows, at);
      }),
    );
  }

  select({ kind, stage, words, keep }: RowFilter): Soon<RowList> {
    return this.indexed((index) => {
      const some = inBoth(
        kind === undefined ? undefined : (index.byKind.get(kind) ?? []),
        stage === undefined ? undefined : (index.byStage.get(stage) ?? []),
      );
      if (words === undefined) return listOf(index, some);
      return afterwards(this.withWords(index, words), (found) => {
        const kept = keep === undefined ? undefined : index.indexOf(keep);
        return listOf(index, inBoth(some, kept === undefined ? found : including(found, kept)));
      });
    });
  }

  lastRowAt(instant: string): Soon<number | undefined> {
    return this.indexed(({ rows }) => this.inTime(new Work(lastAt(rows, instant))));
  }

  rowsOf(stage: Stage, kinds: readonly string[]): Soon<readonly Row[]> {
    return this.indexed(({ rows, indexOf, kindOf }) =>
      stage.rows.flatMap((offset) => {
        const at = indexOf(offset);
        return at !== undefined && kinds.includes(kindOf(at)) ? item(rows, at) : [];
      }),
    );
  }

  rowsOfKinds(kinds: readonly string[]): Soon<readonly Row[]> {
    return this.indexed(({ rows, byKind }) =>
      kinds
        .flatMap((kind) => byKind.get(kind) ?? [])
        .sort((a, b) => a - b)
        .map((at) => item(rows, at)),
    );
  }

  calls(ids: readonly string[]): Soon<readonly ToolCall[]> {
    return this.longCalls(ids, -Infinity);
  }

  longCalls(ids: readonly string[], atLeastMs: number): Soon<readonly ToolCall[]> {
    if (ids.length === 0) return [];
    return this.indexed(({ calls, callById, callTook }) =>
      ids.flatMap((id) => {
        const at = callById.get(id);
        return at === undefined || callTook[at]! < atLeastMs ? [] : item(calls, at);
      }),
    );
  }

  at(pointer: string): Soon<unknown> {
    const found = /^\/(events|tool_calls)\/(\d{1,9})(?=\/|$)/.exec(pointer);
    if (!found) return memberAt(this.document, pointer);
    return this.indexed(({ rows, calls }) => {
      const pages: Pages<unknown> = found[1] === 'events' ? rows : calls;
      const at = Number(found[2]);
      if (at >= pages.count) return undefined;
      return memberAt(item(pages, at), pointer.slice(found[0].length));
    });
  }

  output(): Soon<Output> {
    return this.indexed(() => this.inTime(this.printedOutput));
  }

  search(query: string, most: number, tell: (found: Found) => void, wanted: AbortSignal): void {
    const begun = this.indexed(({ rows, calls }) => {
      this.searched ??= new SearchIndex(this.document, calls, rows);
      bySlices(this.searched.find(query, most), tell, wanted);
    });
    if (begun instanceof Promise) tell({ hits: [], total: 0, done: false });
  }

  settle(): void {
    this.index.now();
    if (this.printed) this.printedOutput.now();
  }

  private indexed<T>(use: (index: RowIndex) => Soon<T>): Soon<T> {
    return afterwards(this.inTime(this.index), use);
  }

  /** Of few rows at once. */
  private inTime<T>(work: Work<T>): Soon<T> {
    return this.rowCount <= FEW ? work.now() : work.soon();
  }

  private withWords({ rows }: RowIndex, words: string): Soon<readonly number[]> {
    this.texts ??= new RowTexts(rows);
    if (this.filtering?.words !== words) {
      this.filtering?.work.stop();
      this.filtering = { words, work: new Work(this.texts.holding(words)) };
    }
    return this.inTime(this.filtering.work);
  }

  private *readOutput(): Generator<undefined, Output> {
    const { rows, printed } = this.index.now();
    const found: Row[] = [];
    let page = -1;
    for (const at of printed) {
      found.push(item(rows, at));
      if (rows.pageOf(at) === page) continue;
      page = rows.pageOf(at);
      yield;
    }
    return outputOf(found);
  }
}

function* indexText(text: string, { events, calls }: Split): Generator<undefined, RowIndex> {
  const rowsAt = yield* itemsIn(text, events);
  const callsAt = yield* itemsIn(text, calls);
  return yield* indexRows(
    new TextPages(text, rowsAt, events.to, unpack, unreadableRow),
    new TextPages(text, callsAt, calls.to, () => {}, unreadableCall),
  );
}

function* lastAt(rows: Pages<Row>, instant: string): Generator<undefined, number | undefined> {
  for (let page = rows.pageCount - 1; page >= 0; page--) {
    const row = rows.bare(page).findLast(({ event }) => event.ts <= instant);
    if (row) return row.offset;
    yield;
  }
  return undefined;
}
