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
