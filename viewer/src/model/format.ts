/** `348 ms`, `1.482 s`, `13m 33s`: the same width of digits for the same size of thing. */
export function duration(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return '—';
  if (ms < 0) return `−${duration(-ms)}`;
  if (ms === 0) return '0 ms';
  if (ms < 1) return `${trim((ms * 1000).toFixed(ms < 0.01 ? 1 : 0))} µs`;
  if (ms < 9.995) return `${trim(ms.toFixed(2))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_999.5) return `${(ms / 1000).toFixed(ms < 9_999.5 ? 3 : 2)} s`;
  const seconds = Math.round(ms / 1000);
  const [d, h, m, s] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  if (d > 0) return `${d}d ${two(h)}h`;
  if (h > 0) return `${h}h ${two(m)}m ${two(s)}s`;
  return `${m}m ${two(s)}s`;
}

/** What goes on has no fractions: `3 s`, `13m 33s`. */
export function soFar(ms: number): string {
  return `${ms < 60_000 ? `${Math.floor(ms / 1000)} s` : duration(Math.floor(ms / 1000) * 1000)} so far`;
}

/** A moment on a ruler with marks `step` apart: `0`, `250 ms`, `1.5 s`, `2m`, `4m 10.95s`. */
export function moment(ms: number, step = ms): string {
  if (ms === 0) return '0';
  if (ms < 1000) return duration(ms);
  if (ms < 60_000) return `${trim((ms / 1000).toFixed(step < 1 ? 6 : 3))} s`;
  if (step < 1000)
    return `${Math.floor(ms / 60_000)}m ${trim(((ms % 60_000) / 1000).toFixed(step < 1 ? 6 : 3))}s`;
  return duration(ms).replace(/ 00s$/, '').replace(/ 00m$/, '');
}

export function bytes(size: number | undefined): string {
  if (size === undefined) return '—';
  if (size < 1000) return `${size} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = size;
  let unit = 'B';
  for (const next of units) {
    if (value < 999.95) break;
    value /= 1000;
    unit = next;
  }
  return `${value < 99.95 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** An instant as it was received, only split: `2026-04-23`, `03:14:22`, `.123`. Anything else is left as it is. */
export function instant(
  text: string | undefined,
): { date: string; time: string; fraction: string } | undefined {
  const found =
    text === undefined ? null : /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/.exec(text);
  return found ? { date: found[1]!, time: found[2]!, fraction: found[3] ?? '' } : undefined;
}

/** `2026-04-23 03:14:22Z` */
export function when(text: string | undefined): string {
  if (text === undefined) return '—';
  const at = instant(text);
  return at ? `${at.date} ${at.time}Z` : text;
}

/** `03:14:22.123Z` */
export function clock(text: string | undefined): string {
  if (text === undefined) return '—';
  const at = instant(text);
  return at ? `${at.time}${at.fraction.slice(0, 4)}Z` : text;
}

export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ' ');
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** Milliseconds since the epoch with the microseconds that a `Date` drops; undefined for what is not an instant. */
export function millis(text: string | undefined): number | undefined {
  const at = instant(text);
  if (!at) return undefined;
  const whole = Date.parse(`${at.date}T${at.time}Z`);
  return Number.isFinite(whole) ? whole + Number(`0${at.fraction}`) * 1000 : undefined;
}

/** A digest that can still be told from others: `sha256:087f3c2a…`. */
export function shortDigest(digest: string, digits = 8): string {
  const colon = digest.indexOf(':') + 1;
  return digest.length <= colon + digits + 1 ? digest : `${digest.slice(0, colon + digits)}…`;
}
