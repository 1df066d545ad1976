import { useRef, useState } from 'preact/hooks';
import type { Row } from '../document.ts';
import { clock, count } from '../model/format.ts';
import { printedAt } from '../model/output.ts';
import { readBytesAt, writeBytesAt } from '../model/place.ts';
import { indexOfByte } from '../model/utf8.ts';
import type { RowFilter, RowList } from '../source/source.ts';
import { useClew } from '../state.ts';
import { CodeView } from './CodeView.tsx';
import { CopyButton } from './CopyButton.tsx';
import { LongText } from './LongText.tsx';
import { RawJson } from './RawJson.tsx';
import { StageLink } from './StageLink.tsx';
import { Text } from './Text.tsx';
import { useSoon } from './useSoon.ts';
import { VirtualList } from './VirtualList.tsx';

const ROW = 26;
const OPENED = 300;

/** The ledger, row by row: the only truth that the page has. */
export function Events() {
  const { source, facts, row: opened, stage } = useClew();
  const [kind, setKind] = useState('');
  const [words, setWords] = useState('');
  const [mine, setMine] = useState(false);
  const filter: RowFilter = {
    kind: kind === '' ? undefined : kind,
    stage: mine ? stage.value : undefined,
    words: words.trim() === '' ? undefined : words.trim().toLowerCase(),
    keep: words.trim() === '' ? undefined : opened.value,
  };
  const inputs = [source.value, filter.kind, filter.stage, filter.words, filter.keep];
  const list = useSoon(() => source.value.select(filter), inputs);
  const before = useRef<RowList | undefined>(undefined);
  if (list) before.current = list;
  const shown = list ?? before.current;
  const open = useSoon(
    () => (opened.value === undefined ? -1 : (shown?.indexOf(opened.value) ?? -1)),
    [shown, opened.value],
  );
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
          {facts.value?.kinds.slice(0, 300).map(([one]) => (
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
          {list
            ? `${count(list.count)} of ${count(source.value.rowCount)} rows`
            : 'looking through the rows …'}
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
      {list?.count === 0 && <p class="empty">No row fits.</p>}
      {shown && (
        <Rows
          of={shown}
          open={open ?? -1}
          asked={[opened.value, open !== undefined && open >= 0, kind, filter.stage, words].join()}
        />
      )}
    </div>
  );
}

/** @param asked what the list stands for: rows that are added do not move it */
function Rows({ of: list, open, asked }: { of: RowList; open: number; asked: string }) {
  const chosen = open < 0 ? undefined : open;
  return (
    <VirtualList
      class="event-rows"
      label="Rows of the ledger"
      rows={{ count: list.count, rowHeight: ROW, open: chosen, extra: OPENED }}
      goTo={chosen}
      goToKey={asked}
      follows
      printed={1000}
      render={(at) => <RowLine key={at} list={list} at={at} open={at === open} />}
    />
  );
}

function RowLine({ list, at, open }: { list: RowList; at: number; open: boolean }) {
  const { go } = useClew();
  const row = useSoon(() => list.row(at), [list, at]);
  if (!row) return <div class="event-row">…</div>;
  return (
    <div key={row.offset}>
      <button
        type="button"
        data-own-arrows
        class={`event-row${row.event.severity === 'error' || row.verdict !== 'accepted' ? ' bad-row' : ''}`}
        aria-expanded={open}
        onClick={() => go({ row: open ? undefined : row.offset })}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span>
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
      {open && <RowDetail row={row} />}
    </div>
  );
}

export function RowDetail({ row }: { row: Row }) {
  const source = useClew().source.value;
  const payload = row.raw ?? row.raw_base64;
  const pointer = row.raw_at;
  const pointed = useSoon(
    () => (pointer === undefined ? undefined : source.at(pointer)),
    [source, pointer],
  );
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
