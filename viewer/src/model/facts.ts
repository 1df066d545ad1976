import type { NamedValue, Row, Stage, Try } from '../document.ts';
import type {
  ItemTally,
  LatencyBand,
  LoopPlan,
  RetryScheduled,
  SaidError,
  StageEnded,
  StageStarted,
  Waited,
} from '../facts.ts';
import { namedValues, numberOf, partOf, said, text, type Said } from './attributes.ts';
import { afterwards, type Soon } from '../source/soon.ts';
import type { DocumentSource } from '../source/source.ts';

/** What the rows of a stage say beyond its own members. */
export interface StageFacts {
  mocked: boolean;
  loop?: Said<LoopPlan>;
  /** Of a loop that ended. */
  items?: Said<ItemTally>;
  latency?: Said<LatencyBand>;
  set: NamedValue[];
  context: NamedValue[];
  assertions: Row[];
  contracts: Row[];
  breakers: Row[];
  /** Waits other than those between tries. */
  waits: Row[];
  retries: Row[];
}

/** Kinds of rows that say something about a stage; the others only tell of what is below it. */
const TELLING = [
  'stage_started',
  'stage_completed',
  'stage_failed',
  'assertion_evaluated',
  'validation_completed',
  'breaker_changed',
  'stage_retry_scheduled',
  'waiting',
];

export function factsOf(source: DocumentSource, stage: Stage): Soon<StageFacts> {
  return afterwards(source.rowsOf(stage, TELLING), factsIn);
}

export function factsIn(rows: readonly Row[]): StageFacts {
  const facts: StageFacts = {
    mocked: false,
    set: [],
    context: [],
    assertions: [],
    contracts: [],
    breakers: [],
    waits: [],
    retries: [],
  };
  for (const row of rows) {
    switch (row.event.kind) {
      case 'stage_started': {
        const started = said<StageStarted>(row);
        facts.mocked ||= started.mocked === true;
        facts.loop = partOf<LoopPlan>(started.loop) ?? facts.loop;
        break;
      }
      case 'stage_completed':
      case 'stage_failed': {
        const ended = said<StageEnded>(row);
        facts.items = partOf<ItemTally>(ended.items) ?? facts.items;
        facts.latency = partOf<LatencyBand>(ended.latency) ?? facts.latency;
        facts.set = namedValues(ended.set);
        facts.context = namedValues(ended.context);
        break;
      }
      case 'assertion_evaluated':
        facts.assertions.push(row);
        break;
      case 'validation_completed':
        facts.contracts.push(row);
        break;
      case 'breaker_changed':
        facts.breakers.push(row);
        break;
      case 'stage_retry_scheduled':
        facts.retries.push(row);
        break;
      case 'waiting':
        facts.waits.push(row);
    }
  }
  if (facts.retries.length > 0)
    facts.waits = facts.waits.filter(
      (row) => !['backoff', 'rate_limit', 'retry'].includes(text(said<Waited>(row).for)),
    );
  return facts;
}

export interface Pause {
  ms: number | undefined;
  reason: string;
  because: string;
  row?: number;
}

/** What came between a try and the next: as the try says, else as its row says. */
export function pauseAfter(facts: StageFacts, one: Try): Pause | undefined {
  const row = facts.retries.find(({ event }) => event.try === one.number);
  const retry = row && said<RetryScheduled>(row);
  if (one.delay_ms === undefined && !retry) return undefined;
  return {
    ms: one.delay_ms ?? numberOf(retry?.delay_ms),
    reason: one.delay_reason ?? text(retry?.reason),
    because: text(retry?.because),
    ...(row ? { row: row.offset } : {}),
  };
}

/** What went wrong with a try, as far as it is told. */
export function errorOf(
  facts: StageFacts,
  one: Try,
): { code: string; message: string } | undefined {
  const row = facts.retries.find(({ event }) => event.try === one.number);
  const error = partOf<SaidError>(one.error ?? (row && said<RetryScheduled>(row).error));
  return error && { code: text(error.code), message: text(error.message) };
}

const COLORS: ReadonlyMap<string, string> = new Map([
  ['green', 'ok'],
  ['yellow', 'warn'],
  ['orange', 'warn'],
  ['amber', 'warn'],
  ['red', 'bad'],
  ['blue', 'busy'],
  ['purple', 'open'],
]);

/** A tone for a colour that somebody else chose: one of ours, or none. */
export function toneOfColor(color: string): string {
  return COLORS.get(color.toLowerCase()) ?? 'quiet';
}
