// Made from core.fact by VocabularyTest; do not edit.
import type { Json } from './document.ts';

/** What was taken out before the first write ([`redaction.md`](redaction.md)). */
export interface Redacted {
  where?: string;
  name?: string;
  rule?: string;
  len?: number;
  offset?: number;
  length?: number;
  original_offset?: number;
  original_length?: number;
}

/** A payload that was not stored. */
export interface OmittedPayload {
  reason?: string;
  size_bytes?: number;
}

/** What an attempt promises. Each member makes an expectation, and what is expected and not there is an **absence**. */
export interface Expects {
  claim?: boolean;
  stdout?: boolean;
  workspace?: boolean;
  first_work?: boolean;
  heartbeat_ms?: number;
  final_artifacts?: string[];
  status_persisted?: boolean;
  status_persisted_ms?: number;
  spans?: boolean;
}

/** A value with a name and where it came from. */
export interface NamedValue {
  name?: string;
  value?: Json;
  type?: string;
  source?: string;
  at?: string;
  template?: string;
  origin?: Origin;
  missing?: Missing;
  secret?: boolean;
}

/** What a value was read from. */
export interface Origin {
  kind?: string;
  name?: string;
  stage?: string;
  field?: string;
  at?: string;
  zone?: string;
}

/** Why a value is not there. */
export interface Missing {
  code?: string;
  reason?: string;
  accepted?: boolean;
}

/** Where a definition comes from. */
export interface Vcs {
  remote?: string;
  commit?: string;
  path?: string;
  dirty?: boolean;
}

/** One attempt at a check before the run. */
export interface PreflightAttempt {
  number?: number;
  started_at?: string;
  duration_ms?: number;
  http_status?: number;
  url?: string;
  status?: string;
  error?: string;
  code?: string;
  message?: string;
}

/** A file that was named and is not there. */
export interface MissingFile {
  artifact_id?: string;
  path?: string;
  removed?: boolean;
}

/** A file of a workspace. */
export interface ListedFile {
  path?: string;
  size_bytes?: number;
  sha256?: string;
  checksum?: string;
}

/** A folder that was not looked into. */
export interface LeftOut {
  path?: string;
  why?: string;
}

/** A limit that was reached. */
export interface OverLimit {
  code?: string;
  limit?: number;
  actual?: number;
  where?: string;
}

/** What a run was asked for: one of the two. */
export interface Asked {
  workflow?: AskedWorkflow;
  command?: AskedCommand;
}

/** A workflow that a user asked to be executed. Inputs and secrets stand elsewhere. */
export interface AskedWorkflow {
  workflow?: string;
  environment?: string;
  catalog?: string;
  base_urls?: BaseUrl[];
  env_file?: string;
  out?: string;
  redact?: boolean;
  strict?: boolean;
  strict_contract?: boolean;
  assertions_block?: boolean;
  debug?: boolean;
  seed?: string;
  mocks?: 'everywhere' | 'where_written';
  mocked_by?: string;
  follow_redirects?: boolean;
  connect_timeout_ms?: number;
  request_timeout_ms?: number;
  allow_metadata?: boolean;
  timeout_ms?: number;
}

/** Where an API is. */
export interface BaseUrl {
  api?: string;
  url?: string;
  source?: string;
}

/** A command that a user asked to be run. */
export interface AskedCommand {
  command?: string[];
  name?: string;
  input_files?: string[];
  artifacts?: string[];
  finals?: string[];
  redact?: boolean;
  kept_variables?: string[];
  timeout_ms?: number;
  out?: string;
  rules?: string;
}

/** Where a value came from that is not among the words. */
export interface ProvidedFrom {
  name?: string;
  where?: string;
}

/** A secret that an attempt was given, recognisable without being known. */
export interface SecretDigest {
  name?: string;
  provider?: string;
  hmac?: string;
}

/** The recorded run that answers in the place of services. */
export interface MockedBy {
  run_id?: string;
  attempt?: number;
  content_root?: string;
}

/** Which report a run was taken from. */
export interface ImportedFrom {
  from?: string;
  form?: string;
  file?: string;
  execution_id?: string;
  tool_version?: string;
  workflow_path?: string;
  mocked?: boolean;
}

/** What went wrong, as a producer says it. A text in its place is the message of an error without a code. */
export interface SaidError {
  code?: string;
  message?: string;
  cause?: string;
  quote?: Quoted;
  rule?: string;
  cause_chain?: Json[];
}

/** What is quoted from an answer that says why it failed. */
export interface Quoted {
  rule?: string;
  fields?: NamedText[];
  code?: string;
  message?: string;
}

/** A name and a text: a header of HTTP, a member of an answer. */
export interface NamedText {
  name?: string;
  value?: string;
}

/** What became of the lines of a command. */
export interface PrintedLines {
  events?: number;
  not_stored?: number;
}

/** A value of another stage that this one reads. */
export interface StageReference {
  stage?: string;
  field?: string;
  at?: string;
}

/** How a loop goes over its items. */
export interface LoopPlan {
  items?: number;
  mode?: string;
  max_parallel?: number;
}

/** What answered in the place of a service. */
export interface Mock {
  source?: string;
  http_status?: number;
  size_bytes?: number;
  captured?: string;
  missing?: string;
}

/** In which band the time of a stage lies. */
export interface LatencyBand {
  profile?: string;
  band?: string;
  color?: string;
  label?: string;
  min_ms?: number;
  max_ms?: number;
}

/** What became of the items of a loop. */
export interface ItemTally {
  total?: number;
  succeeded?: number;
  tolerated?: number;
  failed?: number;
  skipped?: number;
  not_reached?: number;
}

/** How a resource was ensured, in a report that was taken in. */
export interface Ensured {
  mode?: string;
  status?: string;
}

/** What was sent or came as a body; the bytes are the payload of the event. */
export interface Body {
  size_bytes?: number;
  captured?: 'all' | 'cut' | 'none';
  content_type?: string;
  reason?: string;
}

/** What stands in the place of a name of an enum. */
export interface EnumValue {
  at?: string;
  value?: Json;
}

/** How a message breaks its contract. */
export interface Violation {
  where?: string;
  message?: string;
  source?: string;
}

/** How often lines of one template were printed. */
export interface PrintedTemplate {
  stream?: string;
  template?: string;
  template_id?: string;
  rule?: string;
  severity?: string;
  lines?: number;
  rows?: number;
  first?: PrintedLine;
  last?: PrintedLine;
}

/** One line of output. */
export interface PrintedLine {
  at?: string;
  offset?: number;
  length?: number;
  text?: string;
}

/** Bytes of a stored stream. */
export interface ByteRange {
  offset?: number;
  length?: number;
}

/** A secret that stands in an earlier row, in clear. */
export interface FoundSecret {
  row?: number;
  where?: string;
  name?: string;
  len?: number;
}

/** What an event of any kind may say. */
export interface AnyEvent {
  group?: string;
  reported_by?: string;
  window?: string;
  reused_from?: string;
  elapsed_ms?: number;
  clock?: string;
  redactions?: Redacted[];
  redactions_more?: number;
  payload_omitted?: OmittedPayload;
  over_limit?: Json;
  stream?: string;
  offset?: number;
  length?: number;
  chunk?: string;
  run_id_from?: string;
  service?: string;
  scope?: string;
  otel?: { [name: string]: Json };
  openlineage?: { [name: string]: Json };
}

/** A run was asked for, or another attempt of it. The queue window begins: at `created_at` if it is there, else at the time of the event. */
export interface RunCreated {
  name?: string;
  job_namespace?: string;
  version?: string;
  workflow_id?: string;
  description?: string;
  workflow_file?: string;
  environment?: string;
  command?: string[];
  execution_key?: string;
  trace_id?: string;
  parent_span_id?: string;
  trace_flags?: string;
  tracestate?: string;
  baggage?: string;
  correlation_id?: string;
  bundle?: string;
  created_at?: string;
  queue?: string;
  limit_ms?: number;
  redaction?: string;
  expects?: Expects;
  inputs?: NamedValue[];
}

/** Somebody took the run: the queue ends, boot begins. The facts of the invocation. */
export interface RunClaimed {
  host?: string;
  pid?: number;
  worker?: string;
  queue?: string;
  lease?: string;
  lease_ms?: number;
}

/** A part of the configuration, as it was. The payload is the content, unless it is a file of a command. The environment has a member for each variable: its value or a placeholder. */
export interface ConfigCaptured {
  role?: string;
  name?: string;
  sha256?: string;
  size_bytes?: number;
  content_type?: string;
  keys?: string[];
  vcs?: Vcs;
}

/** A check before the run. */
export interface PreflightChecked {
  operation?: string;
  definition?: string;
  target?: string;
  status?: string;
  code?: string;
  message?: string;
  attempts?: PreflightAttempt[];
}

/** The place to work is there. It belongs to boot and is not work. */
export interface WorkspaceReady {
  path?: string;
}

/** The files of the workspace: boot at the start, evidence about files at the end. The payload is a JSON list of `{path,size_bytes,sha256}`. */
export interface WorkspaceSnapshotted {
  when?: string;
  files?: number;
  size_bytes?: number;
  digest?: string;
  content_type?: string;
  missing?: MissingFile[];
  unlisted?: ListedFile[];
  left_out?: LeftOut[];
  over_limit?: OverLimit[];
  changing?: string[];
}

/** The job itself started. Without a claim this ends the queue. Whatever else a producer says here is a fact of the attempt and counts as its configuration. */
export interface AttemptStarted {
  attempt?: number;
  attempt_of?: string;
  replay_from?: string;
  replay_of?: string;
  again?: string[];
  request?: Asked;
  provided_from?: ProvidedFrom[];
  cwd?: string;
  host?: string;
  hostname?: string;
  user?: string;
  command?: Json;
  invocation_id?: string;
  parent_run_id?: string;
  parent_attempt_id?: string;
  parent_stage?: string;
  root_run_id?: string;
  secrets?: SecretDigest[];
  clew_version?: string;
  java_version?: string;
  os?: string;
  seed?: string;
  strict?: boolean;
  capture_http?: string;
  base_urls?: BaseUrl[];
  mocked?: boolean;
  called_unmocked?: string[];
  mocked_by?: MockedBy;
  debug?: boolean;
  strict_contract?: boolean;
  assertions_block?: boolean;
  imported?: ImportedFrom;
  started_at?: string;
  pid?: number;
  ppid?: number;
  resource?: { [name: string]: Json };
}

/** What `initStage` gave, once an execution of a workflow; that of a child has its stage. */
export interface ValuesInitialised {
  values?: NamedValue[];
  context?: NamedValue[];
  error?: SaidError;
  reused_from?: string;
}

/** It is alive. */
export interface Heartbeat {
  due_ms?: number;
  cpu_ms?: number;
  rss_bytes?: number;
  done?: number;
  total?: number;
}

/** The job can be started here, if these artifacts are there. */
export interface ReplayBoundary {
  from?: string;
  inputs?: string[];
  reuses?: string[];
}

/** The result was written back: save ends. */
export interface StatusPersisted {
  status?: string;
  where?: string;
}

/** The end. One of a success also ends save; one of a failure says that the run ended, and not that its result was written back. A loss is an inference and yields to a real end, and to a sign of life. */
export interface RunEnded {
  status?: string;
  reason?: string;
  message?: string;
  error?: SaidError;
  exit_code?: number;
  signal?: string;
  oom_kills?: number;
  memory_limit_bytes?: number;
  output?: NamedValue[];
  context?: NamedValue[];
  log?: PrintedLines;
  stdout_bytes?: number;
  stderr_bytes?: number;
  stdout_left_open?: boolean;
  stderr_left_open?: boolean;
  workspace_removed?: string[];
}

/** A stage that the plan has. */
export interface StagePlanned {
  index?: number;
  kind?: string;
  run_if?: string;
  api?: string;
  method?: string;
  endpoint?: string;
  expected_statuses?: string;
  workflow_file?: string;
  plugin?: string;
  depends_on?: string[];
  references?: StageReference[];
  consumes?: string[];
  produces?: string[];
}

/** A try of a stage began. */
export interface StageStarted {
  kind?: string;
  inputs?: NamedValue[];
  loop?: LoopPlan;
  mocked?: boolean;
  mock?: Mock;
  content_type?: string;
  headers?: NamedText[];
  workflow_file?: string;
  plugin?: string;
}

/** How a stage ended. */
export interface StageEnded {
  outcome?: string;
  outputs?: NamedValue[];
  set?: NamedValue[];
  context?: NamedValue[];
  message?: string;
  http_status?: number;
  latency?: LatencyBand;
  items?: ItemTally;
  error?: SaidError;
  cause_stage?: string;
  reason?: string;
  retries?: number;
  ensure?: Ensured;
  result?: Json;
}

/** A try ended, and another one is due. */
export interface RetryScheduled {
  delay_ms?: number;
  reason?: string;
  because?: string;
  http_status?: number;
  error?: SaidError;
}

/** A wait that is over. */
export interface Waited {
  for?: string;
  duration_ms?: number;
  cut?: string;
}

/** A call out of the run began. */
export interface ToolCallStarted {
  type?: string;
  safe?: boolean;
  method?: string;
  url?: string;
  headers?: NamedText[];
  content_type?: string;
  body?: Body;
  argv?: string[];
  pid?: number;
  wraps?: boolean;
  enum_values?: EnumValue[];
  model?: string;
  estimated_input_tokens?: number;
}

/** A call out of the run ended: completed when an answer came, failed when none did. */
export interface ToolCallEnded {
  type?: string;
  http_status?: number;
  http_version?: string;
  remote_address?: string;
  headers?: NamedText[];
  content_type?: string;
  body?: Body;
  redirect?: string;
  connect_ms?: number;
  first_byte_ms?: number;
  sent_nothing?: boolean;
  error?: SaidError;
  retry_after?: string;
  exit_code?: number;
  signal?: string;
  cpu_ms?: number;
  rss_bytes?: number;
  max_rss_bytes?: number;
  oom_kills?: number;
  memory_limit_bytes?: number;
  pid?: number;
}

/** An artifact was written, declared, read or written back. An event that names the kind and the path of one artifact is its **manifest row**; one that only names its id is not: the artifact then has no manifest row, which is an absence. */
export interface ArtifactWritten {
  artifact_kind?: string;
  path?: string;
  content_type?: string;
  size_bytes?: number;
  rows?: number;
  version?: string;
  checksum?: string;
  checksum_missing?: string;
  modified_at?: string;
  persisted?: boolean;
  tier?: string;
  derived_from?: string[];
  producer?: string;
  where?: string;
}

/** What the run did outside, as its producer says it. */
export interface EffectReported {
  effect_id?: string;
  what?: string;
  status?: string;
  target?: string;
  idempotency_key?: string;
}

/** A condition was evaluated. */
export interface DecisionMade {
  purpose?: string;
  expression?: string;
  shown?: string;
  explanation?: string;
  result?: boolean;
  chosen?: string;
  tree?: { [name: string]: Json };
}

/** What a workflow asserts was checked, or something was checked against a contract. */
export interface CheckMade {
  name?: string;
  scope?: string;
  result?: Json;
  blocking?: boolean;
  operator?: string;
  expression?: string;
  explanation?: string;
  expected?: Json;
  actual?: Json;
  tree?: { [name: string]: Json };
  inputs?: NamedValue[];
  message?: string;
  rule?: string;
  path?: string;
  contract?: string;
  direction?: string;
  violations?: Violation[];
  violations_total?: number;
}

/** A breaker opened or closed. */
export interface BreakerChanged {
  breaker?: string;
  from?: string;
  to?: string;
  failures?: number;
  open_ms?: number;
}

/** A part of what a command printed. The payload are the redacted bytes. */
export interface OutputChunk {
  stream?: string;
  index?: number;
  offset?: number;
  length?: number;
  original_offset?: number;
  original_length?: number;
  encoding?: string;
}

/** What a command printed, by template; several such events for many templates. */
export interface OutputSummarised {
  lines?: number;
  rows?: number;
  uncounted?: number;
  templates?: PrintedTemplate[];
}

/** A line of output, or what a producer says in words. Of a kind `error`, it says that something went wrong. */
export interface LogLine {
  message?: string;
  level?: string;
  source?: string;
  ranges?: ByteRange[];
  template?: string;
  template_id?: string;
  rule?: string;
  candidates?: string[];
  captures?: { [name: string]: Json };
  time?: string;
  http_status?: number;
  cause?: string;
  code?: string;
  cause_chain?: Json[];
  capped?: boolean;
  signal?: string;
}

/** A value turned out to be secret, and earlier rows hold it in clear. */
export interface SecretFound {
  findings?: FoundSecret[];
}
