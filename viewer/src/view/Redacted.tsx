import { LongText } from './LongText.tsx';

const PLACEHOLDER = /\[redacted(?::[^\]]{0,120})?\]/g;

/** Text in which redacted parts stand as chips. */
export function Redacted({ of, most = 2000 }: { of: string; most?: number }) {
  if (of.length > 100_000 || !of.includes('[redacted'))
    return <LongText of={of} most={most} lines />;
  const parts = [];
  let from = 0;
  for (const match of of.matchAll(PLACEHOLDER)) {
    if (match.index > from)
      parts.push(<LongText of={of.slice(from, match.index)} most={most} lines />);
    parts.push(
      <span class="chip redacted" title="A secret that was taken out before it was written">
        {match[0].slice(1, -1)}
      </span>,
    );
    from = match.index + match[0].length;
  }
  if (from < of.length) parts.push(<LongText of={of.slice(from)} most={most} lines />);
  return <>{parts}</>;
}
