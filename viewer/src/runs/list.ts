import type { RunStatus } from '../document.ts';

/** A run as a list has it. */
export interface RunEntry {
  run_id: string;
  namespace: string;
  name: string;
  version?: string;
  status: RunStatus;
  created_at?: string;
  started_at?: string;
  finished_at?: string;
  correlation_id?: string;
  execution_key?: string;
  /** What has started it. */
  parent?: { run_id: string; attempt_id?: string; stage?: string };
  /** It is a trace that named no run. */
  no_run_id?: true;
  attempts: number;
  /** With `failure`, `phase` and `cause`: what was found when somebody had looked at its newest row. */
  headline?: string;
  failure?: string;
  phase?: string;
  cause?: string;
  /** With `stuck_rule`, of a run that goes on: when it is stuck if nothing is heard of it until then. */
  stuck_at?: string;
  stuck_rule?: string;
}

export function keyOf(run: RunEntry): string {
  return JSON.stringify([run.namespace, run.run_id]);
}

/** A run, and how many runs of the list stand above it, each of which has started the next. */
export interface Nested {
  run: RunEntry;
  depth: number;
}

/** The runs of a list, each below the one that has started it where the list has that; otherwise in their order. */
export function nested(runs: readonly RunEntry[]): readonly Nested[] {
  const parentOf = ({ namespace, parent }: RunEntry) =>
    parent && JSON.stringify([namespace, parent.run_id]);
  const keys = new Set(runs.map(keyOf));
  const below = new Map<string, RunEntry[]>();
  for (const run of runs) {
    const parent = parentOf(run) ?? '';
    if (keys.has(parent)) below.set(parent, [...(below.get(parent) ?? []), run]);
  }
  const all: Nested[] = [];
  const done = new Set<RunEntry>();
  const add = (from: RunEntry) => {
    const open: Nested[] = [{ run: from, depth: 0 }];
    for (let next = open.pop(); next; next = open.pop()) {
      if (done.has(next.run)) continue;
      done.add(next.run);
      all.push(next);
      const depth = next.depth + 1;
      open.push(...(below.get(keyOf(next.run)) ?? []).map((run) => ({ run, depth })).reverse());
    }
  };
  for (const run of runs) if (!keys.has(parentOf(run) ?? '')) add(run);
  // Runs that say in a circle that they have started each other stand below none.
  runs.forEach(add);
  return all;
}

/** The same runs in the same places, as they are now. */
export function updated(
  shown: readonly RunEntry[],
  news: readonly RunEntry[],
): readonly RunEntry[] {
  const byKey = new Map(news.map((run) => [keyOf(run), run]));
  return shown.map((run) => byKey.get(keyOf(run)) ?? run);
}

/** Those that are not shown. */
export function unknownOf(
  shown: readonly RunEntry[],
  news: readonly RunEntry[],
): readonly RunEntry[] {
  const keys = new Set(shown.map(keyOf));
  return news.filter((run) => !keys.has(keyOf(run)));
}

/** All of them, the newest first; those of which that is not known come last. */
export function merged(shown: readonly RunEntry[], news: readonly RunEntry[]): readonly RunEntry[] {
  return [...unknownOf(shown, news), ...updated(shown, news)].sort((a, b) => at(b) - at(a) || 0);
}

function at({ created_at: created }: RunEntry): number {
  const ms = Date.parse(created ?? '');
  return Number.isFinite(ms) ? ms : -1;
}

/** From when it was asked for to its end, in milliseconds, or to `now`; undefined where that is not known. */
export function tookMs(run: RunEntry, now: number): number | undefined {
  const from = at(run);
  if (from < 0) return undefined;
  const to = run.finished_at === undefined ? now : Date.parse(run.finished_at);
  return to >= from ? to - from : undefined;
}

/** For how long it is stuck, in milliseconds; undefined while it is not. */
export function stuckMs(run: RunEntry, now: number): number | undefined {
  const since = now - Date.parse(run.stuck_at ?? '');
  return run.status === 'running' && since >= 0 ? since : undefined;
}
