import type { NamedValue, Row, ToolCall } from '../document.ts';
import type { Skeleton } from '../source/source.ts';
import type { Place } from './hash.ts';
import { printedAt } from './output.ts';
import { writeBytesAt } from './place.ts';
import { utf8Length } from './utf8.ts';

export interface Entry {
  /** `stage`, `response body`, `event` … */
  what: string;
  title: string;
  text: string;
  place: Place;
  /** Where exactly, of a text that is long: the place of the character that was found. */
  placeAt?: (index: number) => Place;
}

export interface Hit {
  entry: Entry;
  /** Some of the text around the first place that was found. */
  excerpt: string;
}

/** What is found so far; all that there is when it is `done`. */
export interface Found {
  hits: readonly Hit[];
  /** How many there are; `hits` are the first of them. */
  total: number;
  done: boolean;
}

/** What somebody could look for in the skeleton, before calls and rows: the most telling first. */
export function* firstEntries(skeleton: Skeleton): Generator<Entry> {
  for (const stage of skeleton.stages) {
    const place: Place = { stage: stage.path, tab: 'overview' };
    const about = `${stage.path} ${stage.headline} ${stage.method ?? ''} ${stage.url ?? ''} ${stage.http_status ?? ''} ${stage.reason ?? ''}`;
    yield { what: 'stage', title: stage.path, text: about, place };
    if (stage.error) yield { what: 'error', title: stage.path, text: asText(stage.error), place };
  }
  yield* valueEntries('run input', '', skeleton.inputs, { view: 'run' });
  yield* valueEntries('run output', '', skeleton.output, { view: 'run' });
  for (const [title, text] of Object.entries({
    run_id: skeleton.run.run_id,
    execution_key: skeleton.run.execution_key,
    trace_id: skeleton.run.trace_id,
    correlation_id: skeleton.run.correlation_id,
    attempt_id: skeleton.attempt.attempt_id,
  })) {
    if (text !== undefined) yield { what: 'run', title, text, place: { view: 'run' } };
  }
  for (const [title, value] of Object.entries(skeleton.attempt.facts))
    yield { what: 'attempt fact', title, text: asText(value), place: { view: 'run' } };
  for (const { api, url, source } of skeleton.environment.base_urls)
    yield { what: 'base URL', title: api, text: `${api} ${url} ${source}`, place: { view: 'run' } };
  for (const stage of skeleton.stages) {
    const place = (tab: string): Place => ({ stage: stage.path, tab });
    const title = `${stage.path} · `;
    yield* valueEntries('input', title, stage.inputs, place('inputs'));
    yield* valueEntries('output', title, stage.outputs, place('outputs'));
    for (const { purpose, explanation } of stage.decisions)
      yield {
        what: 'decision',
        title: stage.path,
        text: `${purpose} ${explanation}`,
        place: place('decisions'),
      };
  }
}

function* valueEntries(
  what: string,
  title: string,
  values: readonly NamedValue[],
  place: Place,
): Generator<Entry> {
  for (const { name, value, missing } of values) {
    const why = missing ? ` ${missing.code} ${missing.reason}` : '';
    yield { what, title: title + name, text: `${name} = ${asText(value)}${why}`, place };
  }
}

export function* callEntries(call: ToolCall): Generator<Entry> {
  const place: Place = { stage: call.stage, tab: 'exchange', call: call.tool_call_id };
  const title = call.stage ?? call.tool_call_id;
  const entry = (what: string, text: string): Entry => ({ what, title, text, place });
  yield entry(
    'call',
    `${call.tool_call_id} ${call.method ?? ''} ${call.url ?? ''} ${call.http_status ?? ''} ${call.error ? asText(call.error) : ''}`,
  );
  for (const header of call.request.headers)
    yield entry('request header', `${header.name}: ${header.value}`);
  yield entry('request body', call.request.body?.text ?? '');
  for (const header of call.response?.headers ?? [])
    yield entry('response header', `${header.name}: ${header.value}`);
  yield entry('response body', call.response?.body?.text ?? '');
}

/** What stands between the calls and the rows. */
export function* laterEntries(skeleton: Skeleton): Generator<Entry> {
  for (const { side, claim } of skeleton.dossier?.claims ?? [])
    yield { what: 'claim', title: side, text: claim, place: {} };
  for (const { code, what, subject, rule } of skeleton.absences)
    yield {
      what: 'absence',
      title: code,
      text: `${code} ${what} ${subject ?? ''} ${rule}`,
      place: { view: 'absences', absence: code },
    };
  for (const { artifact_id: id, path, kind, state, checksum } of skeleton.artifacts)
    yield {
      what: 'artifact',
      title: id,
      text: `${id} ${path} ${kind} ${state} ${checksum ?? ''}`,
      place: { view: 'artifacts', artifact: id },
    };
  for (const { stage, what, state, evidence } of skeleton.effects)
    yield {
      what: 'effect',
      title: what,
      text: `${what} ${state} ${evidence}`,
      place: { stage, tab: 'overview' },
    };
}

export function* rowEntries(row: Row): Generator<Entry> {
  const { event, raw } = row;
  const at =
    event.kind === 'stdout_chunk' && raw !== undefined && row.verdict === 'accepted'
      ? printedAt(row)
      : undefined;
  if (at && raw !== undefined) {
    const byte = (index: number) => at.offset + utf8Length(raw, 0, index);
    yield {
      what: 'output',
      title: at.stream,
      text: raw,
      place: { view: 'output' },
      placeAt: (index) => ({
        view: 'output',
        at: writeBytesAt({ ...at, offset: byte(index), length: 1 }),
      }),
    };
    return;
  }
  yield {
    what: 'event',
    title: `row ${row.offset} · ${event.kind}`,
    text: `${event.kind} ${event.summary} ${event.stage ?? ''} ${event.event_id} ${event.attributes ? asText(event.attributes) : ''} ${raw ?? ''}`,
    place: { view: 'events', row: row.offset },
  };
}

export function* fileEntries(skeleton: Skeleton): Generator<Entry> {
  for (const [file, { name, content = '' }] of skeleton.definition.entries()) {
    for (const [i, text] of content.split('\n').entries())
      yield {
        what: 'file',
        title: `${name}:${i + 1}`,
        text,
        place: { view: 'files', file, line: i + 1 },
      };
  }
}

/** Where the term stands in the entry. */
export function hitOf(entry: Entry, term: string): Hit {
  const lower = entry.text.toLowerCase();
  const at = lower.indexOf(term);
  const exact = lower.length === entry.text.length ? at : 0;
  return {
    entry: entry.placeAt ? { ...entry, place: entry.placeAt(exact) } : entry,
    excerpt: excerpt(entry.text, at),
  };
}

export function termsOf(query: string): string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
}

function excerpt(text: string, at: number): string {
  const from = at > 48 ? at - 32 : 0;
  return `${from > 0 ? '…' : ''}${text.slice(from, from + 160)}${from + 160 < text.length ? '…' : ''}`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
