import type { Timing, Window } from '../document.ts';
import type { Skeleton } from '../source/source.ts';
import { duration, millis } from './format.ts';
import { clamp, type Span } from './scale.ts';
import { plainText } from './visible.ts';

const REASONS = new Map([
  ['no_run_created', 'no event says when it was asked for'],
  ['no_claim', 'nobody claimed the run'],
  ['no_first_work_event', 'no event of work followed'],
  ['no_final_work_event', 'no event says that the work was done'],
  ['no_status_write_back', 'nothing says that the result was written back'],
]);

/** Why a boundary is absent, in words; a reason that is not known is shown as it is. */
export function reasonWords(reason: string | undefined): string {
  return reason === undefined
    ? 'the reason is not told'
    : (REASONS.get(reason) ?? plainText(reason.replaceAll('_', ' '), 80));
}

/** How long a window took, as far as that is known: `59.00 s`, `≥ 57.00 s`, or `∅`. */
export function windowLength(window: Window): string {
  if (window.backwards_ms !== undefined) return `−${duration(window.backwards_ms)}`;
  if (window.status === 'closed') return duration(window.duration_ms);
  if (window.status === 'missing' || window.at_least_ms === undefined) return '∅';
  return `≥ ${duration(window.at_least_ms)}`;
}

/** Why an end lies before its start, in words. */
export function backwardsWords(window: Window): string {
  const by = duration(window.backwards_ms);
  if (window.backwards_why === 'clock_went_back') return `the clock went back by at least ${by}`;
  if (window.backwards_why === 'said_before') return `the command said a time ${by} too early`;
  if (window.backwards_why === 'clocks_differ') return `two clocks differ by at least ${by}`;
  return `its end is ${by} before its start`;
}

/** The known length, by which it is drawn. */
export function weight(window: Window): number {
  const known = window.duration_ms ?? window.at_least_ms ?? 0;
  return Number.isFinite(known) && known > 0 ? known : 0;
}

/** What the active window was spent on, the greatest first within its sort: work, each wait, idle. */
export function spent(
  activity: Timing['activity'],
): { sort: 'work' | 'wait' | 'idle'; name: string; ms: number }[] {
  const waits = Object.entries(activity.waiting_ms).sort(
    ([a, x], [b, y]) => y - x || (a < b ? -1 : 1),
  );
  return [
    { sort: 'work', name: 'work', ms: activity.work_ms },
    ...waits.map(([what, ms]) => ({
      sort: 'wait' as const,
      name: `waiting: ${plainText(what.replaceAll('_', ' '), 40)}`,
      ms,
    })),
    { sort: 'idle', name: 'idle', ms: activity.idle_ms },
  ];
}

type Gap = Timing['activity']['gaps'][number];

/** The moment from which durations and offsets count. Documents of before it was told count from the start. */
export function zeroOf({ attempt, run }: Skeleton): string | undefined {
  return attempt.begun_at ?? attempt.started_at ?? run.started_at;
}

/** Those that say something: nobody waited in a queue that was left as it was entered. */
export function toldWindows({ windows }: Timing): Window[] {
  return windows.filter(
    (window) => window.name !== 'queue' || window.status !== 'closed' || window.duration_ms !== 0,
  );
}

/** The gap on the timeline's ruler, in milliseconds since the run began. */
export function gapSpan(document: Skeleton, gap: Gap): Span | undefined {
  const start = millis(zeroOf(document));
  const from = millis(gap.from);
  const to = millis(gap.to);
  return start === undefined || from === undefined || to === undefined || to < from
    ? undefined
    : { from: from - start, to: to - start };
}

/** The gap and as much again on both sides. */
export function aroundGap(gap: Span, end: number): Span | undefined {
  const around = Math.max(gap.to - gap.from, 1);
  return clamp({ from: gap.from - around, to: gap.to + around }, { from: 0, to: end });
}
