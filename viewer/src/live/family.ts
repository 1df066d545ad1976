/** The runs around a run, as other ledgers than its own say. */
export interface Family {
  parent?: { run_id: string; stage?: string };
  calls: readonly ChildCall[];
}

/** A run that it has started, as a call of it. */
export interface ChildCall {
  stage?: string;
  status: string;
  run: { run_id: string; namespace: string; name: string };
  timing: { started_at?: string; total_ms?: number };
  headline?: string;
}

const PLACE = '{trace_id}';

/** The address of a trace; undefined unless it is one of HTTP. */
export function traceAddress(template: string | undefined, trace: string): string | undefined {
  if (template === undefined || !/^https?:\/\//i.test(template)) return undefined;
  return template.replaceAll(PLACE, encodeURIComponent(trace.toWellFormed()));
}
