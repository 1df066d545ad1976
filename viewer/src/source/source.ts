import type { ReportDocument, Row, Stage, ToolCall } from '../document.ts';
import type { Output } from '../model/output.ts';
import type { Found } from '../model/search.ts';
import type { Soon } from './soon.ts';

/** What the page is drawn from at first: the document without its rows and calls, which are many. */
export type Skeleton = Omit<ReportDocument, 'events' | 'tool_calls'>;

/**
 * Where the page gets a document from: a file that holds all of it, or a server. The skeleton is
 * there at once; all else is asked for where it is shown, and may come later. What is asked for
 * again while it is there comes at once.
 */
export interface DocumentSource {
  skeleton(): Skeleton;
  /** How many rows the document has, which may be fewer than its ledger. */
  readonly rowCount: number;
  /** Whether the document says that it holds output of a command. */
  readonly printed: boolean;
  /** What is only known when every row has been looked at. */
  facts(): Soon<RowFacts>;
  lastRow(): Soon<Row | undefined>;
  /** By its place in the ledger. */
  row(offset: number): Soon<Row | undefined>;
  /** Those of the offsets that the document has. */
  rows(offsets: readonly number[]): Soon<readonly Row[]>;
  /** The rows that fit, in the order of the document. A newer question ends an older one that is not answered yet. */
  select(filter: RowFilter): Soon<RowList>;
  /** The last row that happened at that moment or before it, by the clocks that told. */
  lastRowAt(instant: string): Soon<number | undefined>;
  /** Rows of some kinds about a stage. */
  rowsOf(stage: Stage, kinds: readonly string[]): Soon<readonly Row[]>;
  rowsOfKinds(kinds: readonly string[]): Soon<readonly Row[]>;
  /** Those of the calls that the document has, in that order. */
  calls(ids: readonly string[]): Soon<readonly ToolCall[]>;
  /** Those of them that took at least so long, or of which that is not known. */
  longCalls(ids: readonly string[], atLeastMs: number): Soon<readonly ToolCall[]>;
  /** What stands at a JSON pointer of the document (RFC 6901): where a payload stands that is not in its row. */
  at(pointer: string): Soon<unknown>;
  /** What the run printed. */
  output(): Soon<Output>;
  /** Looks for a text and tells what is found so far, again and again until it is `done` or nobody wants to know. */
  search(query: string, most: number, tell: (found: Found) => void, wanted: AbortSignal): void;
  /** Brings everything that is shown on paper, before it returns if it can. */
  settle(): void;
}

export interface RowFacts {
  /** How many rows of each kind, by the name of the kind. */
  kinds: readonly (readonly [string, number])[];
  /** Rows of which another with the same id and other content is there. */
  conflicts: number;
  calls: number;
  /** When the last call ended, in milliseconds since the run began; 0 without calls. */
  callsEndMs: number;
}

export interface RowFilter {
  kind?: string | undefined;
  stage?: string | undefined;
  /** In lower case. */
  words?: string | undefined;
  /** The offset of a row that fits without the words. */
  keep?: number | undefined;
}

/** Rows of which only those are asked for that are shown. */
export interface RowList {
  readonly count: number;
  row(at: number): Soon<Row>;
  /** Where in the list the row with that offset stands; -1 for nowhere. */
  indexOf(offset: number): Soon<number>;
}
