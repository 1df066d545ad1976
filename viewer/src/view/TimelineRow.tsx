import type { Stage, ToolCall } from '../document.ts';
import { count, duration } from '../model/format.ts';
import { statusClass, statusWord } from '../model/model.ts';
import { tallyWords, type Openness } from '../model/rows.ts';
import { fraction, ticks, type Span } from '../model/scale.ts';
import { isProblem, type Tally, type TreeNode } from '../model/tree.ts';
import { plainText } from '../model/visible.ts';
import { shownOpen, useClew } from '../state.ts';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Text } from './Text.tsx';
import { useSoon } from './useSoon.ts';

export const ROW = 30;
/** So wide a stage is at least drawn whose start is the last that is known of a run. */
const STUB = 0.03;
/** A narrower call cannot be seen, and more calls than this cannot be told apart. */
const NARROWEST = 0.002;
const MOST_BARS = 500;
/** So many marks fit into a row. */
const SPOTS = 160;

export function StageRow({
  node,
  at,
  span,
  selected,
}: {
  node: TreeNode;
  at: number;
  span: Span;
  selected: boolean;
}) {
  const state = useClew();
  const { stage } = node;
  const { tree } = state.model.value;
  const nested = tree.roots.length < tree.order.length;
  const flat = state.statuses.value.size > 0;
  const loop = node.kind === 'loop';
  const open = shownOpen(state, node);
  const below = !flat && node.children.length > 0;
  return (
    <div
      class={`row tone-${toneOf(stage.status)} ${statusClass(stage.status)}${loop ? ' is-loop' : ''}`}
      role="row"
      id={`stage-${node.index}`}
      aria-selected={selected}
      aria-rowindex={at + 1}
      aria-level={flat ? 1 : node.depth + 1}
      aria-expanded={below ? open !== 'none' : undefined}
      onClick={() => state.select(stage.path)}
    >
      <span
        role="gridcell"
        class="row-name"
        style={{ paddingInlineStart: `${flat ? 0 : Math.min(12, node.depth) * 14}px` }}
        title={plainText(stage.path)}
      >
        {nested && <Twisty node={node} below={below} open={open} />}
        <StatusIcon status={stage.status ?? 'planned'} size={15} />
        <span class="sr">{statusWord(stage.status)}: </span>
        <Label of={flat ? stage.path : node.label} />
        {stage.tries.length > 1 && (
          <span class="chip" title={`${stage.tries.length} tries`}>
            #{stage.tries.length}
          </span>
        )}
        {loop && <Counts of={node.tally} times />}
      </span>
      {!loop && (
        <span role="gridcell" class="row-call num">
          {stage.method !== undefined && (
            <span class="method">
              <Text of={stage.method.slice(0, 7)} />
            </span>
          )}{' '}
          {stage.http_status !== undefined && (
            <b class={`http tone-${httpTone(stage)}`}>{stage.http_status}</b>
          )}
        </span>
      )}
      <span role="gridcell" class="row-took num">
        {stage.duration_ms !== undefined
          ? duration(stage.duration_ms)
          : stage.status === 'running'
            ? 'running'
            : stage.offset_ms === undefined
              ? ''
              : 'no end'}
      </span>
      <span role="gridcell" class="lane">
        {ticks(span, 6).map((ms) => (
          <span class="grid-line" key={ms} style={{ left: `${fraction(span, ms) * 100}%` }} />
        ))}
        {below && node.from !== undefined && <Extent node={node} span={span} />}
        {stage.offset_ms === undefined ? (
          node.from === undefined && <NotRun stage={stage} />
        ) : (
          <Bars stage={stage} span={span} />
        )}
        {loop && <Marks node={node} span={span} />}
      </span>
    </div>
  );
}

/** What of a loop's items, or of an item's stages, is not shown. Opens all of it. */
export function RestRow({ node, rest, at }: { node: TreeNode; rest: Tally; at: number }) {
  const state = useClew();
  const n = rest.reduce((sum, [, one]) => sum + one, 0);
  return (
    <div
      class="row rest-row"
      role="row"
      aria-rowindex={at + 1}
      aria-level={node.depth + 2}
      onClick={() => state.open(node.stage.path, 'all')}
    >
      <span
        role="gridcell"
        class="row-name"
        style={{ paddingInlineStart: `${Math.min(12, node.depth + 1) * 14 + 38}px` }}
      >
        <button type="button" class="link" tabIndex={-1}>
          … {count(n)} more{rest.length === 1 && ` ${tallyWords(rest)[0]!.word}`}
        </button>{' '}
        {rest.length > 1 && <Counts of={rest} />}
      </span>
    </div>
  );
}

/** A name whose end stays when there is no room: which item, which visit. */
function Label({ of }: { of: string }) {
  const end = /(\[\d{1,9}\])?(~\d{1,9})?$/.exec(of)?.[0] ?? '';
  return (
    <span class="row-label">
      <span class="clip">
        <Text of={of.slice(0, of.length - end.length)} />
      </span>
      {end !== '' && <Text of={end} />}
    </span>
  );
}

/** `× 998 ok, 2 failed` */
function Counts({ of, times = false }: { of: Tally; times?: boolean }) {
  const words = tallyWords(of);
  return (
    <span
      class="row-counts clip num"
      title={words.map(({ n, word }) => `${count(n)} ${plainText(word, 40)}`).join(', ')}
    >
      {times && '× '}
      {words.map(({ status, n, word }, i) => (
        <>
          {i > 0 && ', '}
          <span
            class={
              isProblem(status === 'planned' ? undefined : status)
                ? `tone-${toneOf(status)} problem`
                : ''
            }
          >
            {count(n)} {plainText(word, 40)}
          </span>
        </>
      ))}
    </span>
  );
}

function Twisty({ node, below, open }: { node: TreeNode; below: boolean; open: Openness }) {
  const state = useClew();
  if (!below) return <span class="twisty" />;
  return (
    <button
      type="button"
      class="twisty"
      tabIndex={-1}
      aria-label={open === 'none' ? 'Open' : 'Close'}
      title={open === 'none' ? 'Open (→)' : 'Close (←)'}
      onClick={(event) => {
        event.stopPropagation();
        state.open(
          node.stage.path,
          open !== 'none' ? 'none' : node.kind !== 'stage' && node.problems > 0 ? 'some' : 'all',
        );
      }}
    >
      {open === 'none' ? '▸' : open === 'some' ? '▿' : '▾'}
    </button>
  );
}

/** From the first start to the last end of all that is below. */
function Extent({ node, span }: { node: TreeNode; span: Span }) {
  const [from, to] = [fraction(span, node.from!), fraction(span, node.to!)];
  return to < 0 || from > 1 ? null : (
    <span
      class="extent"
      style={box(from, to)}
      title={`what is below starts at ${duration(node.from)} and ends at ${duration(node.to)}`}
    />
  );
}

/** Where in the time of a loop its items with problems ended; those on one spot are one mark. */
function Marks({ node, span }: { node: TreeNode; span: Span }) {
  const spots = new Map<number, string>();
  for (const { stage, to } of node.children) {
    if (!isProblem(stage.status) || to === undefined) continue;
    const spot = Math.round(fraction(span, to) * SPOTS);
    if (spot >= 0 && spot <= SPOTS && spots.get(spot) !== 'failed')
      spots.set(spot, stage.status ?? '');
  }
  return (
    <>
      {[...spots].map(([spot, status]) => (
        <span
          key={spot}
          class={`item-mark tone-${toneOf(status)}`}
          style={{ left: `${(spot / SPOTS) * 100}%` }}
        />
      ))}
    </>
  );
}

function NotRun({ stage }: { stage: Stage }) {
  const word = statusWord(stage.status);
  return (
    <span class="not-run clip" title={plainText(stage.reason ?? stage.headline)}>
      {word}
      {stage.reason !== undefined && (
        <>
          : <Text of={stage.reason.slice(0, 200)} />
        </>
      )}
    </span>
  );
}

function Bars({ stage, span }: { stage: Stage; span: Span }) {
  const source = useClew().source.value;
  const least = (span.to - span.from) * NARROWEST;
  const calls =
    useSoon(() => source.longCalls(stage.tool_call_ids, least), [source, stage, least]) ?? [];
  const open = stage.duration_ms === undefined;
  const from = fraction(span, stage.offset_ms!);
  const to = open ? 1 : fraction(span, stage.offset_ms! + stage.duration_ms!);
  if (to < 0 || from > 1)
    return (
      <span class={to < 0 ? 'beyond' : 'beyond after'} title="outside of what is zoomed to">
        {to < 0 ? '◂' : '▸'}
      </span>
    );
  return (
    <>
      <span
        class={`bar${open ? ' open-end' : ''}`}
        style={open ? box(Math.min(from, 1 - STUB), to) : box(from, to)}
        title={`starts at ${duration(stage.offset_ms)}, ${open ? 'has no end in the ledger' : `takes ${duration(stage.duration_ms)}`}`}
      />
      {calls.slice(0, MOST_BARS).map((call) => (
        <CallBar key={call.tool_call_id} call={call} span={span} />
      ))}
    </>
  );
}

/** Connecting, waiting for the first byte and the rest in three shades. */
function CallBar({ call, span }: { call: ToolCall; span: Span }) {
  const {
    offset_ms: offset,
    connect_ms: connect = 0,
    first_byte_ms: firstByte,
    total_ms: total,
  } = call.timing;
  if (offset === undefined || total === undefined) return null;
  const [a, b] = [fraction(span, offset), fraction(span, offset + total)];
  if (b < 0 || a > 1 || b - a < NARROWEST) return null;
  const parts: [string, number, number][] = [
    ['connect', offset, offset + connect],
    ['wait', offset + connect, offset + (firstByte ?? total)],
    ['rest', offset + (firstByte ?? total), offset + total],
  ];
  return (
    <>
      {parts.map(
        ([name, from, to]) =>
          to > from &&
          fraction(span, to) > 0 &&
          fraction(span, from) < 1 && (
            <span
              key={name}
              class={`part part-${name}`}
              style={box(fraction(span, from), fraction(span, to))}
            />
          ),
      )}
    </>
  );
}

function box(from: number, to: number) {
  const left = Math.max(0, Math.min(from, 1));
  return { left: `${left * 100}%`, width: `${Math.max(0, Math.min(to, 1) - left) * 100}%` };
}

function httpTone(stage: Stage): string {
  return stage.http_status! >= 400 ? (stage.status === 'failed' ? 'bad' : 'warn') : 'quiet';
}
