import { clock, soFar } from '../model/format.ts';
import { usePage, type Live } from '../page.ts';
import { Text } from './Text.tsx';
import { useNow } from './useNow.ts';

/** Whether what is shown is what is. Nothing in a file, which never changes. */
export function LiveSign() {
  const live = usePage().live.value;
  if (!live) return null;
  const { tone, glyph, word, title } = signOf(live);
  return (
    <span class={`live tone-${tone}`} title={title}>
      <span aria-hidden="true">{glyph}</span>{' '}
      <span role="status">
        <Text of={word} />
      </span>
      {live.isOpen && live.isGoing && live.lastAt !== undefined && <Ago at={live.lastAt} />}
    </span>
  );
}

function signOf(live: Live): { tone: string; glyph: string; word: string; title: string } {
  if (live.lostAt !== undefined) {
    const since = clock(`${new Date(live.lostAt).toISOString().slice(0, 19)}Z`);
    return {
      tone: 'warn',
      glyph: '◌',
      word: `not live since ${since}, trying again`,
      title: `${live.why ?? 'The connection is lost'}. What is shown is what was known then; nothing is lost.`,
    };
  }
  if (!live.isOpen) return { tone: 'quiet', glyph: '◌', word: 'connecting', title: '' };
  if (live.isGoing === false)
    return {
      tone: 'quiet',
      glyph: '■',
      word: 'ended',
      title: 'The run has ended. What is still told of it is shown as it comes.',
    };
  return { tone: 'ok', glyph: '●', word: 'live', title: 'Shown as it happens.' };
}

/** How long ago the last event came: a run that hangs is quiet. */
function Ago({ at }: { at: number }) {
  const now = useNow();
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  return (
    <span class="muted num" title="Since the server received the last event">
      {' '}
      · last event {seconds < 3 ? 'now' : `${roughly(seconds)} ago`}
    </span>
  );
}

function roughly(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/** How long it has taken by now; `from` is a moment of the producer's clock, as `asOf` is one of the server's. */
export function SoFar({ from, asOf }: { from: string; asOf: string }) {
  const live = usePage().live.value;
  const now = useNow();
  const known = Date.parse(asOf) - Date.parse(from);
  const since = live?.isOpen && live.lastAt !== undefined ? Math.max(0, now - live.lastAt) : 0;
  return <>{soFar(known + since)}</>;
}
