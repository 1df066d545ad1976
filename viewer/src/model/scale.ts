/** The part of the run's time that the timeline shows, in milliseconds since it began. */
export interface Span {
  from: number;
  to: number;
}

/** Place of a moment in the span as a fraction; outside it lies below 0 or above 1. */
export function fraction(span: Span, ms: number): number {
  return span.to > span.from ? (ms - span.from) / (span.to - span.from) : 0;
}

/** Round moments for a ruler: at most `most` of them, 1, 2 or 5 of a power of ten apart (or 15, 30, 60 … seconds). */
export function ticks(span: Span, most: number): number[] {
  const width = span.to - span.from;
  if (!(width > 0) || most < 1) return [];
  const step = stepFor(width / most);
  const found: number[] = [];
  for (let i = Math.ceil(span.from / step - 1e-9); i * step <= span.to + step * 1e-9; i++)
    found.push(Number((i * step).toPrecision(12)));
  return found;
}

const LONG = [60e3, 120e3, 300e3, 600e3, 900e3, 1800e3, 3600e3, 7200e3, 14400e3, 43200e3, 86400e3];

function stepFor(least: number): number {
  if (least > 30e3)
    return LONG.find((step) => step >= least) ?? Math.ceil(least / 86400e3) * 86400e3;
  if (least > 10e3) return least <= 15e3 ? 15e3 : 30e3;
  const power = 10 ** Math.floor(Math.log10(least));
  for (const n of [1, 2, 5]) if (n * power >= least * (1 - 1e-9)) return n * power;
  return 10 * power;
}

/** Keeps a zoomed span inside the whole and not thinner than a microsecond. */
export function clamp(span: Span, whole: Span): Span | undefined {
  const from = Math.max(whole.from, Math.min(span.from, span.to));
  const to = Math.min(whole.to, Math.max(span.from, span.to));
  if (to - from < 0.001 || (from <= whole.from && to >= whole.to)) return undefined;
  return { from, to };
}

export function zoomAround(span: Span, at: number, factor: number, whole: Span): Span | undefined {
  return clamp({ from: at - (at - span.from) * factor, to: at + (span.to - at) * factor }, whole);
}
