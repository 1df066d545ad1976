import type { Stage, ToolCall } from '../document.ts';
import { duration } from '../model/format.ts';
import { callsOf, statusClass, statusWord } from '../model/model.ts';
import { fraction, ticks, type Span } from '../model/scale.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Text } from './Text.tsx';

export const ROW = 30;

export function TimelineRow({ index, at, of, span, selected }: { index: number; at: number; of: number; span: Span; selected: boolean }) {
  const state = useClew();
  const model = state.model.value;
  const stage = model.document.stages[index]!;
  const calls = callsOf(model, stage);
  return (
    <div
      class={`row tone-${toneOf(stage.status)} ${statusClass(stage.status)}`} role="option" id={`stage-${index}`} aria-selected={selected} aria-posinset={at + 1} aria-setsize={of}
      onClick={() => state.select(stage.path)}
    >
      <span class="row-name" style={{ paddingInlineStart: `${(model.depth[index] ?? 0) * 14}px` }} title={plainText(stage.path)}>
        <StatusIcon status={stage.status ?? 'planned'} size={15} />
        <span class="sr">{statusWord(stage.status)}: </span>
        <span class="clip"><Text of={stage.name} /></span>
        {stage.tries.length > 1 && <span class="chip" title={`${stage.tries.length} tries`}>×{stage.tries.length}</span>}
      </span>
      <span class="row-call num">
        {stage.method !== undefined && <span class="method"><Text of={stage.method.slice(0, 7)} /></span>} {stage.http_status !== undefined && <b class={`http tone-${httpTone(stage)}`}>{stage.http_status}</b>}
      </span>
      <span class="row-took num">{stage.duration_ms !== undefined ? duration(stage.duration_ms) : stage.status === 'running' ? 'running' : stage.offset_ms === undefined ? '' : 'no end'}</span>
      <span class="lane">
        {ticks(span, 6).map((ms) => <span class="grid-line" key={ms} style={{ left: `${fraction(span, ms) * 100}%` }} />)}
        {stage.offset_ms === undefined ? <NotRun stage={stage} /> : <Bars stage={stage} calls={calls} span={span} />}
      </span>
    </div>
  );
}

function NotRun({ stage }: { stage: Stage }) {
  const word = statusWord(stage.status);
  return <span class="not-run clip" title={plainText(stage.reason ?? stage.headline)}>{word}{stage.reason !== undefined && <>: <Text of={stage.reason.slice(0, 200)} /></>}</span>;
}

function Bars({ stage, calls, span }: { stage: Stage; calls: ToolCall[]; span: Span }) {
  const open = stage.duration_ms === undefined;
  const from = fraction(span, stage.offset_ms!);
  const to = open ? 1 : fraction(span, stage.offset_ms! + stage.duration_ms!);
  if (to < 0 || from > 1) return <span class={to < 0 ? 'beyond' : 'beyond after'} title="outside of what is zoomed to">{to < 0 ? '◂' : '▸'}</span>;
  return (
    <>
      <span class={`bar${open ? ' open-end' : ''}`} style={box(from, to)} title={`starts at ${duration(stage.offset_ms)}, ${open ? 'has no end in the ledger' : `takes ${duration(stage.duration_ms)}`}`} />
      {calls.map((call) => <CallBar key={call.tool_call_id} call={call} span={span} />)}
    </>
  );
}

/** Connecting, waiting for the first byte and the rest in three shades. */
function CallBar({ call, span }: { call: ToolCall; span: Span }) {
  const { offset_ms: offset, connect_ms: connect = 0, first_byte_ms: firstByte, total_ms: total } = call.timing;
  if (offset === undefined || total === undefined) return null;
  const [a, b] = [fraction(span, offset), fraction(span, offset + total)];
  if (b < 0 || a > 1 || b - a < 0.002) return null;
  const parts: [string, number, number][] = [
    ['connect', offset, offset + connect],
    ['wait', offset + connect, offset + (firstByte ?? total)],
    ['rest', offset + (firstByte ?? total), offset + total],
  ];
  return (
    <>
      {parts.map(([name, from, to]) => to > from && fraction(span, to) > 0 && fraction(span, from) < 1 && (
        <span key={name} class={`part part-${name}`} style={box(fraction(span, from), fraction(span, to))} />
      ))}
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
