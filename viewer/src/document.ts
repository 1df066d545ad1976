// The report document, format version 1: what `report.json` holds and what the page is a function of.
// Absent members are absent, never null, unless the type says so. Times are RFC 3339 in UTC; durations are
// milliseconds with at most three decimals; `offset` is a row's place in the ledger.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface ReportDocument {
  format: 'clew.report';
  format_version: 1;
  /** When the newest row was received: the moment that the document speaks of. */
  as_of: string;
  /** Whether somebody could still append to the ledger at `as_of`. */
  writer: 'present' | 'absent';
  run: Run;
  /** The attempt that is shown. */
  attempt: Attempt;
  /** All attempts of the run, in order. */
  attempts: Attempt[];
  /** What keeps the run from being a success; absent when nothing does. */
  blocker?: Blocker;
  environment: Environment;
  inputs: NamedValue[];
  plan: PlannedStage[];
  graph: Graph;
  stages: Stage[];
  tool_calls: ToolCall[];
  artifacts: Artifact[];
  effects: Effect[];
  output: NamedValue[];
  /** The workflow and every file that it used. */
  definition: DefinitionFile[];
  events: Row[];
  ledger: Ledger;
}

export type RunStatus =
  | 'created'
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'completed_with_failures'
  | 'failed'
  | 'cancelled'
  | 'lost'
  | 'interrupted';

export type StageStatus =
  | 'running'
  | 'succeeded'
  | 'tolerated'
  | 'failed'
  | 'skipped'
  | 'not_reached'
  | 'cancelled'
  | 'unclosed';

export interface Run {
  run_id: string;
  namespace: string;
  name: string;
  version?: string;
  description?: string;
  status: RunStatus;
  created_at?: string;
  started_at?: string;
  finished_at?: string;
  duration_ms?: number;
  execution_key?: string;
  trace_id?: string;
  /** `off` when the report was made with --no-redact: then it may hold secrets. */
  redaction: 'on' | 'off';
}

export interface Attempt {
  attempt_id: string;
  number: number;
  status: RunStatus;
  started_at?: string;
  finished_at?: string;
  duration_ms?: number;
  /** Facts of this go: seed, clew_version, java, os, capture_http, strict, invocation_id … */
  facts: { [name: string]: Json };
}

export interface Environment {
  name?: string;
  base_urls: { api: string; url: string; source: string }[];
}

export interface Origin {
  kind: 'input' | 'stage' | 'response' | 'env' | 'literal' | 'expression';
  /** The input's or variable's name. */
  name?: string;
  stage?: string;
  /** `output.accountId`, `response.status`, `response.body.id`. */
  field?: string;
}

export interface Missing {
  code: string;
  reason: string;
}

export interface NamedValue {
  name: string;
  value: Json;
  type?: string;
  /** Where an input came from: `--input`, `--payload order.json`, `default`. */
  source?: string;
  /** Where it was used: `body`, `headers.Authorization`, `query.page`, `endpoint`. */
  at?: string;
  /** What the value was read by: `{{stage:create-account.output.accountId}}`. */
  template?: string;
  origin?: Origin;
  /** Why the value is null. */
  missing?: Missing;
  secret?: true;
}

export interface PlannedStage {
  path: string;
  index: number;
  kind: string;
  api?: string;
  method?: string;
  endpoint?: string;
  expected_statuses?: string;
  run_if?: string;
  message?: string;
  references: { stage: string; field: string; at: string }[];
}

/** Laid out by the Java side: the same picture everywhere. Units are CSS pixels at scale 1. */
export interface Graph {
  width: number;
  height: number;
  nodes: { path: string; name: string; status?: StageStatus; x: number; y: number; width: number; height: number }[];
  edges: {
    from: string;
    to: string;
    /** `data`: an output fed an input. `decision`: a runIf looked at it. `order`: only one after the other. */
    kind: 'data' | 'decision' | 'order';
    label: string;
    /** For a decision: whether the stage at `to` ran because of it. */
    taken?: boolean;
    points: [number, number][];
  }[];
}

export interface Stage {
  path: string;
  name: string;
  kind: string;
  /** Absent while it is only planned and the run may still reach it. */
  status?: StageStatus;
  /** One line: `failed: HTTP 402, tolerated by expectedStatuses`. */
  headline: string;
  started_at?: string;
  finished_at?: string;
  offset_ms?: number;
  duration_ms?: number;
  method?: string;
  url?: string;
  http_status?: number;
  tries: Try[];
  decisions: Decision[];
  /** The values that it was given, each with where it came from. */
  inputs: NamedValue[];
  outputs: NamedValue[];
  error?: { code: string; message: string; [detail: string]: Json };
  reason?: string;
  /** The stage that kept it from being reached. */
  cause?: string;
  tool_call_ids: string[];
  /** The rows that are about it. */
  rows: number[];
}

export interface Try {
  number: number;
  status: StageStatus;
  started_at: string;
  finished_at?: string;
  duration_ms?: number;
  tool_call_ids: string[];
}

export interface Decision {
  purpose: string;
  expression: string;
  /** `{{stage:a.response.status}} == 200 → 402 == 200 → false` */
  explanation: string;
  /** The expression with its values put in: `402 == 200`. */
  shown?: string;
  result: boolean;
  chosen: string;
  /** Nodes `{source, operator?, operands?: [...], template?, value?, origin?, missing?, result?, evaluated}`, nested by `operands`. */
  tree: { [name: string]: Json };
  row: number;
}

export interface Header {
  name: string;
  value: string;
}

/** A request or response body, as far as it was kept. */
export interface Body {
  size_bytes: number;
  content_type?: string;
  /** `all`; `cut` at a limit; `none`: not captured (see `reason`). */
  captured: 'all' | 'cut' | 'none';
  reason?: string;
  sha256?: string;
  /** The kept bytes as text, or in base64 when they are not UTF-8. */
  text?: string;
  base64?: string;
}

export interface ToolCall {
  tool_call_id: string;
  type: string;
  stage?: string;
  try: number;
  status: 'running' | 'completed' | 'failed' | 'unclosed';
  method?: string;
  url?: string;
  http_version?: string;
  http_status?: number;
  remote_address?: string;
  /** A redirect that was answered and not followed: where it pointed. */
  redirect?: string;
  request: { headers: Header[]; body?: Body };
  response?: { headers: Header[]; body?: Body };
  timing: {
    started_at: string;
    offset_ms?: number;
    /** DNS and TCP; absent when a connection was used again. */
    connect_ms?: number;
    /** Until the head of the answer was there. */
    first_byte_ms?: number;
    total_ms?: number;
  };
  error?: { code: string; message: string };
  effect: 'none' | 'committed' | 'not_committed' | 'unknown';
  /** Rows of its start and its end. */
  rows: number[];
}

export interface Artifact {
  artifact_id: string;
  kind: string;
  path: string;
  content_type?: string;
  size_bytes?: number;
  checksum?: string;
  producer_row?: number;
  consumer_rows: number[];
}

export interface Effect {
  stage?: string;
  tool_call_id: string;
  /** `POST http://…/api/subscriptions` */
  what: string;
  state: 'committed' | 'not_committed' | 'unknown';
  /** `answered 402: the service refused it` */
  evidence: string;
  row: number;
}

export interface DefinitionFile {
  role: string;
  name: string;
  sha256: string;
  size_bytes: number;
  content: string;
}

export interface Blocker {
  stage: string;
  severity: 'failed' | 'tolerated' | 'unclosed' | 'cancelled' | 'not_reached';
  /** `http_402`, `connect_refused`, `unresolved_variable` … */
  code: string;
  /** `activate-subscription answered 402 payment_method_requires_authentication` */
  headline: string;
  /** What is quoted from the answer, and by which rule. */
  quote?: { rule: string; code?: string; message?: string; fields: { name: string; value: string }[] };
  evidence: { claim: string; row: number }[];
  /** What became of the other stages, in order. */
  consequences: { stage: string; status: StageStatus; text: string }[];
  /** Counts by status, e.g. {"succeeded": 3, "tolerated": 1, "skipped": 1} */
  counts: { [status: string]: number };
  next_actions: { text: string; command?: string }[];
}

export interface Row {
  offset: number;
  received_at: string;
  verdict: 'accepted' | 'conflict' | 'fenced';
  event_digest: string;
  chain: string;
  event: LedgerEvent;
  raw?: string;
  raw_base64?: string;
  /** Where in this document the payload stands, as a JSON pointer, instead of `raw`. */
  raw_at?: string;
}

export interface LedgerEvent {
  event_id: string;
  namespace: string;
  run_id: string;
  attempt_id: string;
  producer: string;
  epoch: number;
  seq: number;
  ts: string;
  kind: string;
  stage?: string;
  try?: number;
  summary: string;
  duration_ms?: number;
  severity?: string;
  artifacts?: string[];
  tool_call_id?: string;
  invocation_id?: string;
  workspace_id?: string;
  trace_id?: string;
  span_id?: string;
  parent_span_id?: string;
  attributes?: { [name: string]: Json };
  raw_ref?: string;
}

export interface Ledger {
  ledger_id: string;
  rows: number;
  content_root: string;
  chain_head: string;
  /** Bytes of a last row that was never finished. */
  torn_bytes?: number;
  damage?: { at_byte: number; row: number; what: string };
}
