/** One row of two texts side by side. `undefined`: nothing stands on that side. */
export interface SideBySide {
  before?: string;
  after?: string;
  /** `@@ -1,4 +1,5 @@` */
  hunk?: string;
  same: boolean;
}

/** Lines of a unified diff side by side: what was taken away beside what came for it. */
export function sideBySide(hunks: readonly string[]): SideBySide[] {
  const rows: SideBySide[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const flush = () => {
    for (let i = 0; i < Math.max(gone.length, come.length); i++) {
      rows.push({
        ...(i < gone.length ? { before: gone[i]! } : {}),
        ...(i < come.length ? { after: come[i]! } : {}),
        same: false,
      });
    }
    gone = [];
    come = [];
  };
  for (const line of hunks.flatMap((hunk) => hunk.split('\n'))) {
    if (line.startsWith('-')) gone.push(line.slice(1));
    else if (line.startsWith('+')) come.push(line.slice(1));
    else {
      flush();
      if (line.startsWith('@@')) rows.push({ hunk: line, same: true });
      else rows.push({ before: line.slice(1), after: line.slice(1), same: true });
    }
  }
  flush();
  return rows;
}

/** How much two texts have in common at their beginning and at their end, whole characters only. */
export function common(a: string, b: string): { start: number; end: number } {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  if (start > 0 && isHigh(a, start - 1)) start--;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  if (end > 0 && (isLow(a, a.length - end) || isLow(b, b.length - end))) end--;
  return { start, end };
}

function isHigh(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLow(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}
