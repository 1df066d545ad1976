import { useMemo } from 'preact/hooks';
import type { LogLine } from '../facts.ts';
import { said, type Said } from '../model/attributes.ts';
import { bytes, count, plural } from '../model/format.ts';
import { markName, NO_OUTPUT, type Mark, type Output as OutputOf } from '../model/output.ts';
import { readBytesAt, writeBytesAt, type BytesAt } from '../model/place.ts';
import { goToLine, lineOf, shownLines } from '../output.ts';
import { useClew, type LineFilter } from '../state.ts';
import { CopyButton } from './CopyButton.tsx';
import { LongText } from './LongText.tsx';
import { Redacted } from './Redacted.tsx';
import { AbsenceLink } from './Refs.tsx';
import { RowLink } from './StageLink.tsx';
import { Text } from './Text.tsx';
import { useSoon } from './useSoon.ts';
import { VirtualList } from './VirtualList.tsx';

const ROW = 19;
const MOST = 2000;
const SIGN: { readonly [mark in Mark]: readonly [string, string] } = {
  none: ['', ''],
  event: ['◆', 'an event that the command told'],
  known: ['·', 'classified'],
  unknown: ['?', 'no rule knows this line'],
  warn: ['▲', 'a warning'],
  error: ['✖', 'an error'],
  hole: ['∅', 'these bytes are absent'],
};

/** What the command printed: the stored bytes of its streams in the order of the ledger, with what was made of each line. */
export function Output() {
  const state = useClew();
  const { model, output, lines, at, printing } = state;
  const all = output.value;
  const shown = useMemo(() => shownLines(all, lines.value), [all, lines.value]);
  const place = readBytesAt(at.value);
  const chosen = lineOf(state);
  if (all === NO_OUTPUT && model.value.printed)
    return (
      <p class="empty" role="status">
        Reading what it printed …
      </p>
    );
  if (all.count === 0) return <Nothing />;
  const total = shown?.length ?? all.count;
  const index = chosen === undefined ? -1 : shown ? shown.indexOf(chosen) : chosen;
  const lookAt = index < 0 ? undefined : lastOf(all, place, index, shown);
  const keys = (event: KeyboardEvent) => {
    const by = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 20,
      PageUp: -20,
      Home: -Infinity,
      End: Infinity,
    }[event.key];
    if (by === undefined || total === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, (index >= 0 ? index : by > 0 ? -1 : total) + by));
    goToLine(state, shown ? shown[next]! : next);
  };
  return (
    <div class="output">
      <Filters all={all} shown={total} />
      {total === 0 && <p class="empty">No line fits.</p>}
      <VirtualList
        class="code windowed output-lines"
        label={`${count(total)} lines of output`}
        rows={{ count: total, rowHeight: ROW }}
        goTo={lookAt}
        goToKey={[
          state.at.value,
          lookAt === undefined,
          state.lines.value.mark,
          state.lines.value.stream,
        ].join()}
        follows
        printed={1000}
        onKeyDown={keys}
        attributes={{
          role: 'listbox',
          'data-own-arrows': '',
          'aria-activedescendant': index < 0 ? undefined : `line-${chosen}`,
        }}
        render={(i) => {
          const line = shown ? shown[i]! : i;
          const isHere = place ? all.touches(line, place) : false;
          return (
            <Line
              key={line}
              of={all}
              line={line}
              here={isHere}
              chosen={line === chosen}
              at={i}
              total={total}
            />
          );
        }}
      />
      {all.omitted > 0 && (
        <p class="note">
          {plural(all.omitted, 'more line')} than a page can scroll through: they are in the chunks
          under Events.
        </p>
      )}
      {chosen !== undefined && !printing.value && <LineDetail of={all} line={chosen} />}
      {model.value.document.absences.some((absence) => absence.code === 'no_stdout') && (
        <p class="absent">
          <AbsenceLink code="no_stdout" />
        </p>
      )}
    </div>
  );
}

/** Of a range of lines the last, if the others can be seen with it: what a stack trace comes to is at its end. */
function lastOf(
  all: OutputOf,
  place: BytesAt | undefined,
  index: number,
  shown: Uint32Array | undefined,
): number {
  let last = index;
  const count = shown?.length ?? all.count;
  while (
    place &&
    last - index < 6 &&
    last + 1 < count &&
    all.touches(shown ? shown[last + 1]! : last + 1, place)
  )
    last++;
  return last;
}

function Nothing() {
  const { absences } = useClew().model.value.document;
  const due = absences.find((absence) => absence.code === 'no_stdout');
  return (
    <p class="empty">
      ∅ The ledger holds nothing that a command printed
      {due ? (
        <>
          , though that was due: <LongText of={due.what} most={200} />{' '}
          <AbsenceLink code={due.code} />
        </>
      ) : (
        '.'
      )}
    </p>
  );
}

function Filters({ all, shown }: { all: OutputOf; shown: number }) {
  const { lines } = useClew();
  const { mark, stream } = lines.value;
  const set = (change: Partial<LineFilter>) => (lines.value = { ...lines.value, ...change });
  const problems = all.marked.error + all.marked.warn + all.marked.hole;
  return (
    <div class="filters" role="group" aria-label="Filter lines">
      <button
        type="button"
        class="filter"
        aria-pressed={mark === 'all'}
        onClick={() => set({ mark: 'all' })}
      >
        all
      </button>
      <button
        type="button"
        class="filter"
        aria-pressed={mark === 'problems'}
        onClick={() => set({ mark: 'problems' })}
      >
        <span aria-hidden="true">✖ </span>
        {count(problems)} {problems === 1 ? 'problem' : 'problems'}
      </button>
      <button
        type="button"
        class="filter"
        aria-pressed={mark === 'unknown'}
        onClick={() => set({ mark: 'unknown' })}
      >
        <span aria-hidden="true">? </span>
        {count(all.marked.unknown)} unknown
      </button>
      {all.streams.length > 1 && (
        <span class="stream-choice" role="group" aria-label="Stream">
          <button
            type="button"
            class="filter"
            aria-pressed={stream === undefined}
            onClick={() => set({ stream: undefined })}
          >
            {all.streams.length === 2 ? 'both' : 'all streams'}
          </button>
          {all.streams.slice(0, 8).map((one) => (
            <button
              key={one}
              type="button"
              class="filter"
              aria-pressed={stream === one}
              onClick={() => set({ stream: one })}
            >
              <Text of={one.slice(0, 40)} />
            </button>
          ))}
        </span>
      )}
      <span class="muted num" role="status">
        {shown === all.count
          ? plural(all.count, 'line')
          : `${count(shown)} of ${plural(all.count, 'line')}`}
        , {bytes(all.bytes)}
      </span>
    </div>
  );
}

function Line({
  of: all,
  line,
  here,
  chosen,
  at,
  total,
}: {
  of: OutputOf;
  line: number;
  here: boolean;
  chosen: boolean;
  at: number;
  total: number;
}) {
  const state = useClew();
  const mark = markName(all.mark[line]!);
  const [sign, words] = SIGN[mark];
  const stream = all.streams[all.stream[line]!] ?? '';
  const text = mark === 'hole' ? '' : all.text(line);
  return (
    <div
      class={`code-line output-line mark-${mark}${here ? ' here' : ''}${stream === 'stdout' ? '' : ' other-stream'}`}
      id={`line-${line}`}
      role="option"
      aria-selected={chosen}
      aria-posinset={at + 1}
      aria-setsize={total}
      onClick={() => goToLine(state, line)}
    >
      <span class="line-number" aria-hidden="true">
        {line + 1}
      </span>
      <span
        class="line-stream"
        title={stream === 'stdout' || stream === 'stderr' ? stream : undefined}
      >
        <Text of={stream === 'stdout' ? 'out' : stream === 'stderr' ? 'err' : stream.slice(0, 3)} />
      </span>
      <span class="line-sign" title={words}>
        <span aria-hidden="true">{sign}</span>
        <span class="sr">{words}</span>
      </span>
      <span class="line-text">
        {mark === 'hole' ? (
          <i>
            ∅ {bytes(all.length[line])} of {stream.slice(0, 40)} are not in this document
          </i>
        ) : (
          <Redacted of={text.slice(0, MOST)} most={MOST} />
        )}
        {text.length > MOST && <i> … {count(text.length - MOST)} more characters</i>}
        {text === '' && mark !== 'hole' ? ' ' : ''}
      </span>
    </div>
  );
}

/** What is known of one line: its bytes, the chunk that holds them, and by which rule it was read. */
function LineDetail({ of: all, line }: { of: OutputOf; line: number }) {
  const state = useClew();
  const source = state.source.value;
  const offset = all.eventRow(line);
  const row = useSoon(
    () => (offset === undefined ? undefined : source.row(offset)),
    [source, offset],
  );
  const about: Said<LogLine> = row ? said<LogLine>(row) : {};
  const stream = all.streams[all.stream[line]!] ?? '';
  const from = all.offset[line]!;
  const length = all.length[line]!;
  const text = all.text(line);
  return (
    <section class="line-detail" aria-label={`Line ${line + 1}`} tabIndex={0} data-own-arrows>
      <p class="line-facts">
        <span>
          line <b class="num">{count(line + 1)}</b>
        </span>
        <span>
          <LongText of={stream} most={40} />{' '}
          <span class="num">
            {from}–{from + length}
          </span>
        </span>
        <span>
          stored in{' '}
          <button
            type="button"
            class="link row-link"
            onClick={() =>
              state.go({
                view: 'events',
                row: all.chunkRow(line),
                at: state.at.peek() ?? writeBytesAt({ stream, offset: from, length }),
              })
            }
          >
            row {all.chunkRow(line)}
          </button>
        </span>
        {offset === undefined ? (
          <span class="muted">no event was made of it</span>
        ) : (
          <span>
            <LongText of={row?.event.kind ?? ''} most={40} /> <RowLink row={offset} />
          </span>
        )}
        {(['rule', 'code', 'cause', 'template'] as const).map(
          (name) =>
            typeof about[name] === 'string' && (
              <span>
                {name}{' '}
                <code>
                  <LongText of={about[name]} most={160} />
                </code>
              </span>
            ),
        )}
        <span class="push" />
        <button type="button" class="plain" onClick={() => state.go({ at: undefined })}>
          Close
        </button>
        <CopyButton text={text} what="line" />
      </p>
      {typeof about.message === 'string' && about.message !== text && (
        <p class="mono whole-line">
          <b>
            <Redacted of={about.message} most={2000} />
          </b>
        </p>
      )}
      <p class="mono whole-line">
        <Redacted of={text} most={4000} />
      </p>
    </section>
  );
}
