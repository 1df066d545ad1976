import type { ToolCall } from '../document.ts';
import { duration } from '../model/format.ts';

/** Where the time of one call went. */
export function TimingBar({ call }: { call: ToolCall }) {
  const { connect_ms: connect, first_byte_ms: firstByte, total_ms: total } = call.timing;
  if (total === undefined || total <= 0) return null;
  const head = Math.min(firstByte ?? total, total);
  const parts: [string, string, number][] = [
    ['connect', 'connecting', Math.min(connect ?? 0, head)],
    ['wait', 'waiting for the first byte', head - Math.min(connect ?? 0, head)],
    ['rest', 'reading the rest', total - head],
  ];
  return (
    <figure
      class="timing"
      aria-label={parts.map(([, words, ms]) => `${words} ${duration(ms)}`).join(', ')}
    >
      <div class="timing-bar" aria-hidden="true">
        {parts.map(
          ([name, , ms]) =>
            ms > 0 && <span class={`part-${name}`} style={{ flexGrow: String(ms / total) }} />,
        )}
      </div>
      <figcaption>
        {parts.map(([name, words, ms]) => (
          <span>
            <i class={`swatch part-${name}`} aria-hidden="true" /> {words}{' '}
            <b class="num">
              {name === 'connect' && connect === undefined
                ? 'not needed, connection reused'
                : duration(ms)}
            </b>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
