import type { Boundary, Window } from '../document.ts';
import { clock, duration } from '../model/format.ts';
import {
  aroundGap,
  backwardsWords,
  gapSpan,
  reasonWords,
  spent,
  toldWindows,
  weight,
  windowLength,
} from '../model/windows.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { AbsenceLink } from './Refs.tsx';
import { RowLink } from './StageLink.tsx';
import { Text } from './Text.tsx';

/** A shorter wait is between two rows and tells nothing. */
const TELLING_MS = 1;

/** Where the time went: the four windows to scale, what is not known drawn as such, and what the active one was spent on. */
export function Windows() {
  const { timing } = useClew().model.value.document;
  const windows = toldWindows(timing);
  const whole = windows.reduce((sum, window) => sum + weight(window), 0);
  return (
    <section class="windows" aria-labelledby="windows-title">
      <div class="windows-head">
        <h3 id="windows-title">Where did the time go</h3>
        <Spent />
      </div>
      <ol class="windows-bar">
        {windows.map((window, i) => (
          <Part
            key={i}
            window={window}
            next={windows[i + 1]}
            share={whole > 0 ? weight(window) / whole : 0}
            fine={whole < 60_000}
          />
        ))}
      </ol>
      <Unknown windows={windows} />
    </section>
  );
}

/** An end is drawn only where the next window does not begin with it. */
function Part({
  window,
  next,
  share,
  fine,
}: {
  window: Window;
  next: Window | undefined;
  share: number;
  fine: boolean;
}) {
  const { status, start, end } = window;
  const state = status === 'open' || status === 'missing' ? status : 'closed';
  return (
    <li
      class={`window is-${state}${window.backwards_ms === undefined ? '' : ' is-backwards'}`}
      style={{ flexGrow: String(Math.round(share * 1000)) }}
    >
      <div class="window-bar" title={title(window, share)}>
        <span class="window-name">
          <Text of={window.name.slice(0, 20)} />
          {own(window) !== '' && <span class="muted"> · {own(window)}</span>}
          {state !== 'closed' && <b> ∅ {state}</b>}
        </span>
        <span class="window-length num">
          {windowLength(window)}
          {state !== 'closed' && <span class="window-reason"> {reasonWords(window.reason)}</span>}
        </span>
        <div
          class="window-share"
          style={{ '--share': `${Math.max(1, share * 100)}%` }}
          aria-hidden="true"
        >
          {window.name === 'active' && state !== 'missing' && <SpentStrip />}
        </div>
      </div>
      <div class="window-marks">
        {start ? (
          <Mark of={start} what={`${window.name} starts`} fine={fine} />
        ) : (
          <span class="no-mark">∅ no start</span>
        )}
        {end && end.row !== next?.start?.row && (
          <Mark of={end} what={`${window.name} ends`} fine={fine} />
        )}
      </div>
    </li>
  );
}

/** What of it clew did itself for the command that it ran, from a millisecond on. */
function own(window: Window): string {
  if (window.by === 'clew') return 'clew’s own';
  return (window.clews_own_ms ?? 0) < TELLING_MS
    ? ''
    : `${duration(window.clews_own_ms)} of it clew’s own`;
}

function title(window: Window, share: number): string {
  const part =
    share > 0 ? `, ${share < 0.01 ? '<1' : Math.round(share * 100)} % of what is known` : '';
  return plainText(
    `${window.name}: ${windowLength(window)}${part}${own(window) === '' ? '' : `, ${own(window)}`}${window.status === 'closed' ? '' : `, ${window.status}: ${reasonWords(window.reason)}`}`,
  );
}

/** A boundary leads to its row; of a short run it is told to the millisecond. */
function Mark({ of, what, fine }: { of: Boundary; what: string; fine: boolean }) {
  const { go } = useClew();
  const at = clock(of.at)
    .replace(/Z$/, '')
    .slice(0, fine ? 12 : 8);
  return (
    <button
      type="button"
      class="link mark"
      title={plainText(`${what}: ${of.kind}, row ${of.row}, ${of.at}`)}
      aria-label={plainText(`${what} at ${of.at}: ${of.kind}, row ${of.row}`)}
      onClick={() => go({ view: 'events', row: of.row })}
    >
      <span class="num">
        <Text of={at} />
      </span>{' '}
      <span class="mark-kind">
        <Text of={of.kind.slice(0, 40)} />
      </span>
    </button>
  );
}

function SpentStrip() {
  const parts = spent(useClew().model.value.document.timing.activity);
  return (
    <div class="spent-strip">
      {parts.map(
        (part) =>
          part.ms > 0 && (
            <span class={`spent-${part.sort}`} style={{ flexGrow: String(part.ms) }} />
          ),
      )}
    </div>
  );
}

/** What the active window was spent on, in words, with the stretches in which nothing was under way. */
function Spent() {
  const state = useClew();
  const { document } = state.model.value;
  const { activity, total_ms: total, clews_own_ms: own } = document.timing;
  const parts = spent(activity).filter(
    (part) => part.ms >= (part.sort === 'work' ? Number.MIN_VALUE : TELLING_MS),
  );
  const gaps = activity.gaps.filter((gap) => gap.duration_ms >= TELLING_MS).slice(0, 5);
  const toGap = (gap: (typeof activity.gaps)[number]) => {
    const span = gapSpan(document, gap);
    if (span && document.stages.length > 0) {
      state.zoom.value = aroundGap(span, state.end.peek());
      state.go({ view: 'timeline' });
    } else
      void Promise.resolve(state.source.peek().lastRowAt(gap.from)).then((row) =>
        state.go({ view: 'events', row }),
      );
  };
  return (
    <p class="spent">
      <span>
        <span class="sr">in total </span>
        <b class="num">{total === undefined ? 'no end yet' : duration(total)}</b>
      </span>
      {parts.map((part) => (
        <span>
          <i class={`swatch spent-${part.sort}`} aria-hidden="true" /> {part.name}{' '}
          <b class="num">{duration(part.ms)}</b>
        </span>
      ))}
      {own !== undefined && (
        <span title="Its preparation before the command, and what it did after it: no time of the job">
          clew’s own <b class="num">{duration(own)}</b>
        </span>
      )}
      {gaps.length > 0 && (
        <span class="gaps">
          gaps{' '}
          {gaps.map((gap) => (
            <>
              {' '}
              <button
                type="button"
                class="link row-link"
                title={plainText(
                  `Nothing was under way from ${gap.from} to ${gap.to}: show it in the timeline`,
                )}
                onClick={() => toGap(gap)}
              >
                {duration(gap.duration_ms)}{' '}
                <span class="muted">
                  at <Text of={clock(gap.from).slice(0, 8)} />
                </span>
              </button>
            </>
          ))}
        </span>
      )}
    </p>
  );
}

/** Every window that has no length, and why, in a whole sentence. */
function Unknown({ windows }: { windows: readonly Window[] }) {
  const { absences } = useClew().model.value.document;
  const odd = windows.filter(
    (window) => window.status !== 'closed' || window.backwards_ms !== undefined,
  );
  if (odd.length === 0) return null;
  return (
    <ul class="windows-notes">
      {odd.map((window) => (
        <li>
          {window.backwards_ms !== undefined ? (
            <>
              <span aria-hidden="true">⚠ </span>
              <b>
                <Text of={window.name} />
              </b>{' '}
              has no length: {backwardsWords(window)}
              {window.start && (
                <>
                  {' '}
                  <RowLink row={window.start.row} />
                </>
              )}
              {window.end && (
                <>
                  {' '}
                  <RowLink row={window.end.row} />
                </>
              )}
            </>
          ) : (
            <>
              <span aria-hidden="true">∅ </span>
              <b>
                <Text of={window.name} />
              </b>{' '}
              is <LongText of={window.status} most={20} />: {reasonWords(window.reason)}
              {window.at_least_ms !== undefined && (
                <>; at least {duration(window.at_least_ms)}, up to the newest event</>
              )}
              {absences.some((absence) => absence.code === window.reason) && (
                <>
                  {' '}
                  <AbsenceLink code={window.reason!} />
                </>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
