import type { NamedValue, Row, Stage, Try } from '../document.ts';
import {
  attributesOf,
  isAttributes,
  namedValues,
  numberOf,
  text,
  type Attributes,
} from './attributes.ts';
import { afterwards, type Soon } from '../source/soon.ts';
import type { DocumentSource } from '../source/source.ts';

/** What the rows of a stage say beyond its own members. */
export interface StageFacts {
  mocked: boolean;
  /** `{items, mode, max_parallel}` of a loop. */
  loop?: Attributes;
  /** `{total, succeeded, failed, …}` of a loop that ended. */
  items?: Attributes;
  /** `{profile, band, color, label}` */
  latency?: Attributes;
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
    const attributes = attributesOf(row);
    switch (row.event.kind) {
      case 'stage_started':
        facts.mocked ||= attributes['mocked'] === true;
        if (isAttributes(attributes['loop'])) facts.loop = attributes['loop'];
        break;
      case 'stage_completed':
      case 'stage_failed':
        if (isAttributes(attributes['items'])) facts.items = attributes['items'];
        if (isAttributes(attributes['latency'])) facts.latency = attributes['latency'];
        facts.set = namedValues(attributes['set']);
        facts.context = namedValues(attributes['context']);
        break;
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
      (row) => !['backoff', 'rate_limit', 'retry'].includes(text(attributesOf(row)['for'])),
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
  const said = row && attributesOf(row);
  if (one.delay_ms === undefined && !said) return undefined;
  return {
    ms: one.delay_ms ?? numberOf(said?.['delay_ms']),
    reason: one.delay_reason ?? text(said?.['reason']),
    because: text(said?.['because']),
    ...(row ? { row: row.offset } : {}),
  };
}

/** What went wrong with a try, as far as it is told. */
export function errorOf(
  facts: StageFacts,
  one: Try,
): { code: string; message: string } | undefined {
  const row = facts.retries.find(({ event }) => event.try === one.number);
  const error = one.error ?? (row && attributesOf(row)['error']);
  return isAttributes(error)
    ? { code: text(error['code']), message: text(error['message']) }
    : undefined;
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
