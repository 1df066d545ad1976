import { useState } from 'preact/hooks';
import { count } from '../model/format.ts';
import { Text } from './Text.tsx';

/** Text that could be very long: its beginning, and the rest when asked for. Nothing is cut silently. */
export function LongText({
  of,
  most = 600,
  lines = false,
}: {
  of: string;
  most?: number;
  lines?: boolean;
}) {
  const [shown, setShown] = useState(most);
  if (of.length <= shown * 1.2) return <Text of={of} lines={lines} />;
  return (
    <>
      <Text of={of.slice(0, shown)} lines={lines} />
      <button
        type="button"
        class="more"
        onClick={() => setShown((now) => Math.max(now * 10, 20_000))}
      >
        … {count(of.length - shown)} more characters
      </button>
    </>
  );
}
