// A comparison of two runs, format version 1: what `clew diff --json` prints. See docs/diff.md.
import type { Json, RunStatus } from '../document.ts';

export interface DiffDocument {
  format: 'clew.diff';
  format_version: 1;
  same: boolean;
  /** The run that worked, or the snapshot of what is expected. */
  before: ComparedRun | { snapshot: string };
  /** The run in question. */
  after: ComparedRun;
  /** How many good runs there were. */
  baselines: number;
  /** The number of the earliest difference in the order of causes; absent when there is none. */
  first_divergence?: number;
  /** In the order of causes. */
  differences: Difference[];
  /** Facts that differ and make no difference. */
  ignored: { path: string; reason: string; before?: Json; after?: Json }[];
  /** Facts that a side did not keep. */
  not_compared: { path: string; why: string }[];
  compared: { stages: number; values: number };
}

export interface ComparedRun {
  location: string;
  run_id: string;
  name: string;
  attempt: number;
  status: RunStatus;
  started_at?: string;
  duration_ms?: number;
  execution_key?: string;
}

export interface Difference {
  number: number;
  kind: string;
  stage?: string;
  subject: string;
  headline: string;
  /** The number of an earlier difference that it follows from. */
  because?: number;
  /** In the ledger of `after`. */
  row?: number;
  changes: Change[];
  /** Of a file whose text is known on both sides: lines of a unified diff. */
  hunks?: string[];
}

export interface Change {
  path: string;
  form: 'added' | 'removed' | 'type' | 'value' | 'length';
  before?: Json;
  after?: Json;
  /** What a person is told beside it. */
  before_says?: string;
  after_says?: string;
}
