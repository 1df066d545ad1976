// The report document, format version 1: what `report.json` holds and what the page is a function of.
// Absent members are absent, never null, unless the type says so. Times are RFC 3339 in UTC; durations are
// milliseconds with at most three decimals; `offset` is a row's place in the ledger.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface ReportDocument {
  format: 'clew.report';
  /** 1 had fewer members of the run. */
  format_version: 1 | 2;
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
  /** Why the attempt is not what it should be; absent when nothing is wrong with it. */
  dossier?: Dossier;
  timing: Timing;
  /** What was due and is not in the ledger. */
  absences: Absence[];
  environment: Environment;
  inputs: NamedValue[];
  plan: PlannedStage[];
  graph: Graph;
  stages: Stage[];
  tool_calls: ToolCall[];
  artifacts: Artifact[];
  /** What was made of what: artifacts, the stages that wrote and read them, the write-back. */
  artifact_graph: Graph;
  effects: Effect[];
  /** What a replay would do, by the ledger alone; absent when the run is successful. */
  replay?: ReplayPlan;
  output: NamedValue[];
  /** The workflow and every file that it used. */
  definition: DefinitionFile[];
  /** The rows of the ledger, or those of them that fit. */
  events: Row[];
  /** What did not fit; absent when everything is here. */
  left_out?: LeftOut;
  ledger: Ledger;
}

export interface LeftOut {
  /** How large the document might become, in bytes. */
  limit_bytes: number;
  rows: number;
  /** How many rows of each kind. */
  kinds: { [kind: string]: number };
  /** Offsets, both included. */
  ranges: { from: number; to: number }[];
  /** How many more ranges there are. */
  ranges_more?: number;
  /** How many stages with each status (`planned` for none) are in no list of the document. */
  stages?: { [status: string]: number };
  absences?: number;
  artifacts?: number;
  effects?: number;
  claims?: number;
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
  /** The archive that the inputs come from. */
  bundle?: string;
  /** The producer's own word for the workspace of the attempt, else the digest of its first snapshot. */
  workspace_id?: string;
  /** The number of the attempt that counts, from 1. */
  attempt?: number;
  /** The id of the attempt that counts. */
  attempt_id?: string;
  execution_key?: string;
  trace_id?: string;
  /** The word of another system for the work that this run is a part of. */
  correlation_id?: string;
  /** The digest of the manifest rows of the attempt so far. */
  manifest_id?: string;
  /** How long an attempt may take; absent when it may take as long as it likes. */
  limit_ms?: number;
  /** `off` when the report was made with --no-redact: then it may hold secrets. */
  redaction: 'on' | 'off';
}

export interface Attempt {
  attempt_id: string;
  number: number;
  status: RunStatus;
  /** The zero of its duration and of every `offset_ms`: when it was asked for. */
  begun_at?: string;
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
  references: { stage: string; field: string; at: string }[];
}

/** Laid out by the Java side: the same picture everywhere. Units are CSS pixels at scale 1. */
export interface Graph {
  width: number;
  height: number;
  nodes: GraphNode[];
  edges: {
    from: string;
    to: string;
    /** `data`: an output fed an input. `decision`: a runIf looked at it. `order`: only one after the other. */
    kind: 'data' | 'decision' | 'order' | 'produced' | 'consumed' | 'derived';
    label: string;
    /** For a decision: whether the stage at `to` ran because of it. */
    taken?: boolean;
    points: [number, number][];
  }[];
}

export interface GraphNode {
  /** A stage's path; `artifact:` and an artifact's id, `artifacts:` and the first of many; `run:status`. */
  id: string;
  name: string;
  kind: 'stage' | 'artifact' | 'status';
  /** Of a stage its status; of an artifact its kind, or `no_manifest_row`, `no_file`; of the status `written`, `absent`. */
  state?: string;
  x: number;
  y: number;
  width: number;
  height: number;
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
  /** Whether it came to what its mock says. */
  mocked?: boolean;
  /** Of a loop: items, mode, max_parallel. */
  loop?: { [name: string]: Json };
  /** Of a loop that has ended: how many items came to what. */
  items?: { [name: string]: Json };
  /** The band of its latency profile: profile, band, color, label. */
  latency?: { [name: string]: Json };
  /** What it gave to the globals, and to the shared context. */
  set?: NamedValue[];
  context?: NamedValue[];
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
  /** What a try came to that was followed by another, and how long was waited. */
  http_status?: number;
  delay_ms?: number;
  delay_reason?: string;
  tool_call_ids: string[];
  /** Why it did not do. */
  error?: { code: string; message: string; [detail: string]: Json };
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
  created_at?: string;
  /** Whether it is kept beyond the run, if anybody says. */
  persisted?: boolean;
  tier?: string;
  /** `no_manifest_row`: it exists and no row describes it. `no_file`: a row describes it and it is not there. */
  state: 'recorded' | 'no_manifest_row' | 'no_file';
  manifest_row?: number;
  producer_row?: number;
  /** The stage that wrote it. */
  produced_by?: string;
  consumer_rows: number[];
  consumed_by: string[];
  derived_from: string[];
}

export interface Effect {
  stage?: string;
  /** The tool call, or the producer's own name for it. */
  effect_id: string;
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
  sha256?: string;
  size_bytes?: number;
  /** Where it is kept under version control. */
  vcs?: { remote?: string; commit?: string; path?: string; dirty?: boolean };
  /** Absent when only its digest was taken. */
  content?: string;
}

export interface Blocker {
  stage: string;
  severity: 'failed' | 'tolerated' | 'unclosed' | 'cancelled' | 'not_reached';
  /** `http_402`, `connect_refused`, `unresolved_variable` … */
  code: string;
  /** `activate-subscription answered 402 payment_method_requires_authentication` */
  headline: string;
  /** What is quoted from the answer, and by which rule. */
  quote?: {
    rule: string;
    code?: string;
    message?: string;
    fields: { name: string; value: string }[];
  };
  evidence: { claim: string; row: number }[];
  /** What became of the other stages, in order. */
  consequences: { stage: string; status: StageStatus; text: string }[];
  /** How many more have that status; absent where all of them are told. */
  consequences_more?: { [status: string]: number };
  /** Counts by status, e.g. {"succeeded": 3, "tolerated": 1, "skipped": 1} */
  counts: { [status: string]: number };
}

export interface Dossier {
  run_id: string;
  attempt_id: string;
  /** The most specific code: `upload_timeout`, `http_402`, `unknown_failure`. */
  failure: string;
  /** Wider codes that it is a kind of. */
  is_a: string[];
  phase: 'pre_claim' | 'boot' | 'active' | 'save' | 'post';
  cause:
    | 'input'
    | 'config'
    | 'code'
    | 'dependency'
    | 'rate_limit'
    | 'timeout'
    | 'resource'
    | 'infra'
    | 'cancelled'
    | 'effect_conflict'
    | 'persistence'
    | 'contract'
    | 'unknown';
  /** The rule that gave the code, with its version: `save.upload_timeout@1`. */
  rule: string;
  /** One sentence. */
  blocker: string;
  /** The stage that blocks the run, if one does; `blocker` of the document has more about it. */
  stage?: string;
  /** What speaks for it, in words; `claims` has the same with what supports it. */
  evidence: string[];
  claims: Claim[];
  /** More specific rules that did not match, and what they missed. */
  ruled_out: { rule: string; why: string }[];
  /** From the outermost failure to the deepest cause. */
  cause_chain: string[];
  /** Names of outputs, ids of artifacts and effects that the attempt left in the world. */
  left_behind: { outputs: string[]; artifacts: string[]; effects: string[] };
  /** A stage, or a window: `boot`, `save`. */
  replay_start: string;
  next_actions: string[];
  actions: { text: string; command?: string }[];
}

export interface Claim {
  side: 'for' | 'against' | 'absent' | 'same';
  claim: string;
  refs: Ref[];
}

/** One of: a row; an artifact; an absence; a range of bytes of a stored stream, with the digest of the chunk in which it begins. */
export interface Ref {
  row?: number;
  artifact_id?: string;
  absence?: string;
  chunk?: string;
  stream?: string;
  offset?: number;
  length?: number;
}

export interface Absence {
  /** `no_status_write_back`, `no_final_artifact`, `sequence_gap` … */
  code: string;
  /** In words, with the reason why it was due. */
  what: string;
  /** An artifact, a stage, a producer's number; absent when it is about the whole attempt. */
  subject?: string;
  due?: string;
  /** The row that made it due. */
  promised_by?: number;
  rule: string;
}

/** What a new attempt would reuse, do again, leave alone, and what stands in its way. */
export interface ReplayPlan {
  run_id: string;
  attempt_id: string;
  /** A stage, or a window: `boot` is the whole, `save`. */
  from: string;
  asked: string;
  /** Why it begins there. */
  why: string;
  /** Over everything that the plan says. `clew plan` also looks at the disk, so its digest is another. */
  digest: string;
  steps: { stage: string; action: 'redo' | 'keep' | 'blocked'; reason: string }[];
  /** What is done after those stages, because the run owes it. Absent in older documents. */
  owed?: { code: string; what: string; why: string }[];
  /** `kind`: input_bundle, workspace, final_artifact, input, artifact, value; absent in older documents. Without `what` when it was not recorded, without `artifact_id` for what is no artifact. */
  reuse: {
    kind?: string;
    what?: string;
    artifact_id?: string;
    checksum?: string;
    state: string;
    detail?: string;
  }[];
  /** The folder against the list of its files from the start; absent when nobody looked, as in every report. */
  workspace?: {
    whole: boolean;
    changed: number;
    gone: number;
    rewritten: number;
    added: number;
    removed: number;
    files: { path: string; how: string }[];
  };
  effects: { effect_id: string; stage?: string; what: string; state: string; evidence: string }[];
  /** Effects that may be repeated although their state is unknown. */
  accepted: string[];
  /** Configuration that is not what it was. */
  changed: { what: string; state: string; found?: string }[];
  /** What has to be settled first. */
  blocked: { code: string; subject: string; why: string }[];
  /** Which of the seven conditions of a run that can be replayed hold. Absent in older documents. */
  conditions?: { code: string; holds: boolean; why: string }[];
  /** How to go on. */
  command: string;
}

export interface Boundary {
  at: string;
  row: number;
  kind: string;
}

export interface Window {
  name: 'queue' | 'boot' | 'active' | 'save';
  /** `open`: the end is absent. `missing`: the start is absent. */
  status: 'closed' | 'open' | 'missing';
  start?: Boundary;
  end?: Boundary;
  /** The boundary that is absent: `no_claim`, `no_first_work_event` … */
  reason?: string;
  duration_ms?: number;
  /** For an open window: up to the newest event. */
  at_least_ms?: number;
  /** The end lies before the start, by this much. */
  backwards_ms?: number;
  /** `clock_went_back`: one producer's own clock; `clocks_differ`: the two were read from two clocks; `said_before`: the command said a time that is before the other; `out_of_order`: the end was told first. */
  backwards_why?: string;
  /** `clew`: nothing but clew itself was at work in it. */
  by?: string;
  /** How much of it clew itself took, before and after the command that it ran. */
  clews_own_ms?: number;
}

export interface Timing {
  /** queue, boot, active, save. */
  windows: Window[];
  total_ms?: number;
  /** Of all windows. */
  clews_own_ms?: number;
  /** What the active window was spent on; every moment of it is counted once. */
  activity: {
    work_ms: number;
    /** By what was waited for: `dependency`, `rate_limit`, `backoff`, `lock`. */
    waiting_ms: { [what: string]: number };
    idle_ms: number;
    /** The longest idle stretches, the longest first. */
    gaps: { from: string; to: string; duration_ms: number }[];
  };
  stages: { stage: string; waited_ms?: number; delayed_ms: number; ran_ms?: number }[];
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
