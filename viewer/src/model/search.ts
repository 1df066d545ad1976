import type { NamedValue } from '../document.ts';
import type { Model } from './model.ts';
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

export interface Index {
  entries: readonly Entry[];
  lower: (string | undefined)[];
}

/** Everything in the document that somebody could look for, most telling first. */
export function indexOf(model: Model): Index {
  const { document } = model;
  const entries: Entry[] = [];
  const add = (what: string, title: string, text: string, place: Place) => {
    if (text !== '') entries.push({ what, title, text, place });
  };
  const addValues = (what: string, title: string, values: readonly NamedValue[], place: Place) => {
    for (const value of values)
      add(
        what,
        `${title}${value.name}`,
        `${value.name} = ${asText(value.value)}${value.missing ? ` ${value.missing.code} ${value.missing.reason}` : ''}`,
        place,
      );
  };
  for (const stage of document.stages) {
    add(
      'stage',
      stage.path,
      `${stage.path} ${stage.headline} ${stage.method ?? ''} ${stage.url ?? ''} ${stage.http_status ?? ''} ${stage.reason ?? ''}`,
      { stage: stage.path, tab: 'overview' },
    );
    if (stage.error)
      add('error', stage.path, asText(stage.error), { stage: stage.path, tab: 'overview' });
  }
  addValues('run input', '', document.inputs, { view: 'run' });
  addValues('run output', '', document.output, { view: 'run' });
  for (const [name, value] of Object.entries({
    run_id: document.run.run_id,
    execution_key: document.run.execution_key,
    trace_id: document.run.trace_id,
    attempt_id: document.attempt.attempt_id,
  })) {
    if (value !== undefined) add('run', name, value, { view: 'run' });
  }
  for (const [name, value] of Object.entries(document.attempt.facts))
    add('attempt fact', name, asText(value), { view: 'run' });
  for (const url of document.environment.base_urls)
    add('base URL', url.api, `${url.api} ${url.url} ${url.source}`, { view: 'run' });
  for (const stage of document.stages) {
    addValues('input', `${stage.path} · `, stage.inputs, { stage: stage.path, tab: 'inputs' });
    addValues('output', `${stage.path} · `, stage.outputs, { stage: stage.path, tab: 'outputs' });
    for (const decision of stage.decisions)
      add('decision', stage.path, `${decision.purpose} ${decision.explanation}`, {
        stage: stage.path,
        tab: 'decisions',
      });
  }
  for (const call of document.tool_calls) {
    const place: Place = { stage: call.stage, tab: 'exchange', call: call.tool_call_id };
    const title = call.stage ?? call.tool_call_id;
    add(
      'call',
      title,
      `${call.tool_call_id} ${call.method ?? ''} ${call.url ?? ''} ${call.http_status ?? ''} ${call.error ? asText(call.error) : ''}`,
      place,
    );
    for (const header of call.request.headers)
      add('request header', title, `${header.name}: ${header.value}`, place);
    add('request body', title, call.request.body?.text ?? '', place);
    for (const header of call.response?.headers ?? [])
      add('response header', title, `${header.name}: ${header.value}`, place);
    add('response body', title, call.response?.body?.text ?? '', place);
  }
  for (const claim of document.dossier?.claims ?? []) add('claim', claim.side, claim.claim, {});
  for (const absence of document.absences)
    add(
      'absence',
      absence.code,
      `${absence.code} ${absence.what} ${absence.subject ?? ''} ${absence.rule}`,
      { view: 'absences', absence: absence.code },
    );
  for (const artifact of document.artifacts)
    add(
      'artifact',
      artifact.artifact_id,
      `${artifact.artifact_id} ${artifact.path} ${artifact.kind} ${artifact.state} ${artifact.checksum ?? ''}`,
      { view: 'artifacts', artifact: artifact.artifact_id },
    );
  for (const effect of document.effects)
    add('effect', effect.what, `${effect.what} ${effect.state} ${effect.evidence}`, {
      stage: effect.stage,
      tab: 'overview',
    });
  for (const row of document.events) {
    const { event } = row;
    const at =
      event.kind === 'stdout_chunk' && row.raw !== undefined && row.verdict === 'accepted'
        ? printedAt(row)
        : undefined;
    if (at && row.raw !== undefined) {
      const text = row.raw;
      entries.push({
        what: 'output',
        title: at.stream,
        text,
        place: { view: 'output' },
        placeAt: (index) => ({
          view: 'output',
          at: writeBytesAt({ ...at, offset: at.offset + utf8Length(text, 0, index), length: 1 }),
        }),
      });
      continue;
    }
    add(
      'event',
      `row ${row.offset} · ${event.kind}`,
      `${event.kind} ${event.summary} ${event.stage ?? ''} ${event.event_id} ${event.attributes ? asText(event.attributes) : ''} ${row.raw ?? ''}`,
      { view: 'events', row: row.offset },
    );
  }
  document.definition.forEach((file, number) => {
    (file.content ?? '')
      .split('\n')
      .forEach((line, i) =>
        add('file', `${file.name}:${i + 1}`, line, { view: 'files', file: number, line: i + 1 }),
      );
  });
  return { entries, lower: new Array<string | undefined>(entries.length) };
}

export function termsOf(query: string): string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
}

/** Entries that hold all the terms, at most `most` of them; `total` counts every one. */
export function find(index: Index, query: string, most = 100): { hits: Hit[]; total: number } {
  const terms = termsOf(query);
  const hits: Hit[] = [];
  let total = 0;
  if (terms.length === 0) return { hits, total };
  index.entries.forEach((entry, i) => {
    const lower = (index.lower[i] ??= entry.text.toLowerCase());
    if (!terms.every((term) => lower.includes(term))) return;
    total++;
    if (hits.length >= most) return;
    const at = lower.indexOf(terms[0]!);
    hits.push({
      entry: entry.placeAt
        ? { ...entry, place: entry.placeAt(lower.length === entry.text.length ? at : 0) }
        : entry,
      excerpt: excerpt(entry.text, at),
    });
  });
  return { hits, total };
}

function excerpt(text: string, at: number): string {
  const from = at > 48 ? at - 32 : 0;
  return `${from > 0 ? '…' : ''}${text.slice(from, from + 160)}${from + 160 < text.length ? '…' : ''}`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
