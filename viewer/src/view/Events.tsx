import { useMemo, useState } from 'preact/hooks';
import type { Row } from '../document.ts';
import { clock, count } from '../model/format.ts';
import { at } from '../model/model.ts';
import { printedAt } from '../model/output.ts';
import { readBytesAt, writeBytesAt } from '../model/place.ts';
import { indexOfByte } from '../model/utf8.ts';
import { useClew } from '../state.ts';
import { CodeView } from './CodeView.tsx';
import { CopyButton } from './CopyButton.tsx';
import { LongText } from './LongText.tsx';
import { RawJson } from './RawJson.tsx';
import { StageLink } from './StageLink.tsx';
import { Text } from './Text.tsx';
import { VirtualList } from './VirtualList.tsx';

const ROW = 26;
const OPENED = 300;

/** The ledger, row by row: the only truth that the page has. */
export function Events() {
  const { model, row: opened, go, stage } = useClew();
  const { events } = model.value.document;
  const [kind, setKind] = useState('');
  const [words, setWords] = useState('');
  const [mine, setMine] = useState(false);
  const kinds = useMemo(() => [...new Set(events.map((row) => row.event.kind))].sort(), [events]);
  const shown = useMemo(() => {
    const term = words.trim().toLowerCase();
    return events.filter(
      (row) =>
        (kind === '' || row.event.kind === kind) &&
        (!mine || row.event.stage === stage.value) &&
        (term === '' || textOf(row).includes(term) || row.offset === opened.value),
    );
  }, [events, kind, words, mine, mine ? stage.value : '', opened.value]);
  const open = shown.findIndex((row) => row.offset === opened.value);

  return (
    <div class="events">
      <div class="filters" role="group" aria-label="Filter rows">
        <input
          type="search"
          aria-label="Rows with this text"
          placeholder="filter rows"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <select
          aria-label="Rows of this kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        >
          <option value="">all kinds</option>
          {kinds.slice(0, 300).map((one) => (
            <option key={one} value={one}>
              {one.slice(0, 60)}
            </option>
          ))}
        </select>
        <label>
          <input
            type="checkbox"
            checked={mine}
            onChange={(event) => setMine(event.currentTarget.checked)}
          />{' '}
          only the selected stage
        </label>
        <span class="muted num" role="status">
          {count(shown.length)} of {count(events.length)} rows
        </span>
      </div>
      <div class="event-row event-names" aria-hidden="true">
        <span />
        <span class="right">row</span>
        <span>time</span>
        <span>kind</span>
        <span>stage</span>
        <span>summary</span>
      </div>
      {shown.length === 0 && <p class="empty">No row fits.</p>}
      <VirtualList
        class="event-rows"
        label="Rows of the ledger"
        rows={{
          count: shown.length,
          rowHeight: ROW,
          open: open < 0 ? undefined : open,
          extra: OPENED,
        }}
        goTo={open < 0 ? undefined : open}
        printed={1000}
        render={(i) => {
          const row = shown[i]!;
          const isOpen = i === open;
          return (
            <div key={row.offset}>
              <button
                type="button"
                data-own-arrows
                class={`event-row${row.event.severity === 'error' || row.verdict !== 'accepted' ? ' bad-row' : ''}`}
                aria-expanded={isOpen}
                onClick={() => go({ row: isOpen ? undefined : row.offset })}
              >
                <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
                <span class="num right">{row.offset}</span>
                <span class="num">{clock(row.event.ts)}</span>
                <span class="mono clip">
                  <Text of={row.event.kind.slice(0, 80)} />
                </span>
                <span class="clip">
                  <Text of={(row.event.stage ?? '').slice(0, 80)} />
                </span>
                <span class="clip">
                  {row.verdict !== 'accepted' && (
                    <b>
                      <Text of={row.verdict} />{' '}
                    </b>
                  )}
                  {row.event.severity !== undefined && (
                    <b>
                      <Text of={row.event.severity.slice(0, 20)} />{' '}
                    </b>
                  )}
                  <Text of={row.event.summary.slice(0, 300)} />
                </span>
              </button>
              {isOpen && <RowDetail row={row} />}
            </div>
          );
        }}
      />
    </div>
  );
}

export function RowDetail({ row }: { row: Row }) {
  const { model } = useClew();
  const payload = row.raw ?? row.raw_base64;
  const pointed = row.raw_at === undefined ? undefined : at(model.value.document, row.raw_at);
  return (
    <div class="row-detail" style={{ height: `${OPENED}px` }}>
      <dl class="grid-facts">
        <div>
          <dt>offset</dt>
          <dd class="num">{row.offset}</dd>
        </div>
        <div>
          <dt>received</dt>
          <dd class="num">
            <Text of={row.received_at} />
          </dd>
        </div>
        <div>
          <dt>verdict</dt>
          <dd>
            <Text of={row.verdict} />
          </dd>
        </div>
        {row.event.stage !== undefined && (
          <div>
            <dt>stage</dt>
            <dd>
              <StageLink path={row.event.stage} icon />
            </dd>
          </div>
        )}
        <div class="wide">
          <dt>digest</dt>
          <dd class="mono">
            <Text of={row.event_digest} /> <CopyButton text={row.event_digest} icon what="digest" />
          </dd>
        </div>
        <div class="wide">
          <dt>chain</dt>
          <dd class="mono">
            <Text of={row.chain} />
          </dd>
        </div>
      </dl>
      <p>
        <LongText of={row.event.summary} most={2000} lines />
      </p>
      <RawJson of={row.event} label="Event as JSON" open />
      {payload !== undefined && (
        <section>
          <h3>Payload {row.raw === undefined && <span class="muted">in base64</span>}</h3>
          {row.event.kind === 'stdout_chunk' ? (
            <ChunkPayload row={row} />
          ) : (
            <CodeView text={payload} />
          )}
        </section>
      )}
      {row.raw_at !== undefined && (
        <section>
          <h3>
            Payload{' '}
            <span class="muted mono">
              <Text of={row.raw_at} />
            </span>
          </h3>
          {pointed === undefined ? (
            <p class="absent">∅ not in this document</p>
          ) : (
            <RawJson of={pointed} label="Payload as JSON" />
          )}
        </section>
      )}
    </div>
  );
}

const AROUND = 600;

/** A chunk of output: the bytes that are pointed at with what stands around them, then all of it. */
function ChunkPayload({ row }: { row: Row }) {
  const { at: pointed, go } = useClew();
  const place = readBytesAt(pointed.value);
  const chunk = printedAt(row);
  const text = row.raw;
  if (text === undefined || !chunk) return <CodeView text={row.raw_base64 ?? ''} />;
  const inside =
    place &&
    place.stream === chunk.stream &&
    place.offset < chunk.offset + chunk.length &&
    place.offset + place.length > chunk.offset;
  const from = inside ? indexOfByte(text, Math.max(0, place.offset - chunk.offset)) : 0;
  const to = inside ? indexOfByte(text, place.offset + place.length - chunk.offset) : 0;
  return (
    <>
      <p>
        <button
          type="button"
          class="link"
          onClick={() =>
            go({
              view: 'output',
              at: inside ? pointed.peek() : writeBytesAt({ ...chunk, length: 1 }),
            })
          }
        >
          see it in the output
        </button>{' '}
        <span class="muted">
          bytes {chunk.offset}–{chunk.offset + chunk.length} of{' '}
          <Text of={chunk.stream.slice(0, 40)} />
        </span>
      </p>
      {inside && (
        <p class="payload-part">
          {from > AROUND && '…'}
          <Text of={text.slice(Math.max(0, from - AROUND), from)} lines />
          <mark class="bytes">
            <LongText of={text.slice(from, to)} most={4000} lines />
          </mark>
          <Text of={text.slice(to, to + AROUND)} lines />
          {to + AROUND < text.length && '…'}
        </p>
      )}
      <CodeView text={text} />
    </>
  );
}

const TEXTS = new WeakMap<Row, string>();

function textOf(row: Row): string {
  let text = TEXTS.get(row);
  if (text === undefined)
    TEXTS.set(
      row,
      (text =
        `${row.offset} ${row.event.kind} ${row.event.stage ?? ''} ${row.event.summary} ${JSON.stringify(row.event.attributes ?? '')}`.toLowerCase()),
    );
  return text;
}
