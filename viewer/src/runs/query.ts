/** The filters of a list, as they stand in the address of the page and in that of the API: names and values, none empty. */
export type Filters = ReadonlyMap<string, string>;

export const STATUSES = [
  'unsuccessful',
  'running',
  'queued',
  'created',
  'succeeded',
  'failed',
  'completed_with_failures',
  'cancelled',
  'lost',
  'interrupted',
] as const;

/** Of failures, as the server knows them. */
export const CAUSES = [
  'input',
  'config',
  'code',
  'dependency',
  'rate_limit',
  'timeout',
  'resource',
  'infra',
  'cancelled',
  'effect_conflict',
  'persistence',
  'contract',
  'unknown',
] as const;

export function readFilters(search: string): Filters {
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search))
    if (value !== '' && name !== 'cursor') found.set(name, value);
  return found;
}

/** What the server is asked for: without another choice no traces that named no run. */
export function asked(filters: Filters): Filters {
  return filters.has('no_run_id') ? filters : withFilter(filters, 'no_run_id', 'false');
}

/** With its question mark; empty without filters. */
export function writeFilters(filters: Filters): string {
  // What stands between several statuses need not be written in percent.
  const text = new URLSearchParams([...filters]).toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text.replaceAll('%3A', ':')}`;
}

export function withFilter(filters: Filters, name: string, value: string): Filters {
  const all = new Map(filters);
  if (value === '') all.delete(name);
  else all.set(name, value);
  return all;
}

export function statusesOf(filters: Filters): ReadonlySet<string> {
  return new Set((filters.get('status') ?? '').split(',').filter((one) => one !== ''));
}

export function toggled(filters: Filters, status: string): Filters {
  const all = new Set(statusesOf(filters));
  if (!all.delete(status)) all.add(status);
  return withFilter(filters, 'status', [...all].join(','));
}

/** `2026-04-23T13:00` of a field is that moment in UTC; what is no moment is left as it is, and refused by who knows. */
export function instantOf(field: string): string {
  if (field === '') return '';
  return `${field.length === 16 ? `${field}:00` : field}Z`;
}

export function fieldOf(instant: string | undefined): string {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(\.\d+)?Z$/.exec(instant ?? '');
  return found ? found[1]! + (found[2] === ':00' ? '' : (found[2] ?? '')) : '';
}

const part = (text: string) => encodeURIComponent(text.toWellFormed());

export function runPath(namespace: string, run: string): string {
  return `/runs/${part(run)}?namespace=${part(namespace)}`;
}

/** Which files of a run the server has. */
export function filesPath(namespace: string, run: string): string {
  return `/api/v1/runs/${part(run)}/files?namespace=${part(namespace)}`;
}

/** The bytes of a file. @param sha256 64 hex digits */
export function filePath(namespace: string, sha256: string): string {
  return `/api/v1/artifacts/${part(sha256)}?namespace=${part(namespace)}`;
}
