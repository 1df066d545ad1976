import { useRef } from 'preact/hooks';
import type { Timing } from '../document.ts';
import { count, moment } from '../model/format.ts';
import { statusWord } from '../model/model.ts';
import type { TimelineRow as Row } from '../model/rows.ts';
import { clamp, fraction, ticks, zoomAround, type Span } from '../model/scale.ts';
import { gapSpan } from '../model/windows.ts';
import { zoomToStage } from '../keys.ts';
import { useClew } from '../state.ts';
import { MoreInLedger } from './MoreInLedger.tsx';
import { StageGraph } from './StageGraph.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { RestRow, ROW, StageRow } from './TimelineRow.tsx';
import { VirtualList } from './VirtualList.tsx';

const FEW = 14;
/** On paper a tree of so many stages is written out; of a larger one what is open on the screen. */
const PRINTED = 2000;

/** Every stage in its place in the tree, with where its time went. */
export function Timeline() {
  const state = useClew();
  const { model, end, stage, zoom, statuses, printing } = state;
  const { document, tree } = model.value;
  const whole: Span = { from: 0, to: end.value };
  const span = zoom.value ?? whole;
  const rows =
    printing.value && tree.order.length <= PRINTED
      ? tree.order.map((node): Row => ({ node }))
      : state.rows.value;
  const chosen = tree.byPath.get(stage.value ?? '');
  const selected = rows.findIndex((row) => row.node === chosen && row.rest === undefined);

  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lane = (event.currentTarget as Element)
      .querySelector('.ruler-lane')
      ?.getBoundingClientRect();
    if (!lane || lane.width === 0) return;
    const at = span.from + ((event.clientX - lane.left) / lane.width) * (span.to - span.from);
    zoom.value = zoomAround(span, at, event.deltaY > 0 ? 1.25 : 0.8, whole);
  };

  return (
    <div class="timeline" onWheel={wheel}>
      {(document.stages.length + model.value.stagesLeftOut > FEW || statuses.value.size > 0) && (
        <StatusFilter />
      )}
      <Ruler span={span} whole={whole} />
      {rows.length === 0 ? (
        <p class="empty">
          {document.stages.length === 0
            ? 'This run told of no stages: see what it printed, and its events.'
            : 'No stage has this status.'}
        </p>
      ) : (
        <VirtualList
          class="timeline-rows"
          label="Stages"
          rows={{ count: rows.length, rowHeight: ROW }}
          goTo={selected < 0 ? undefined : selected}
          goToKey={[chosen?.stage.path, ...statuses.value].join()}
          printed={PRINTED}
          attributes={{
            role: 'treegrid',
            'aria-rowcount': rows.length,
            'aria-activedescendant': selected < 0 ? undefined : `stage-${chosen!.index}`,
          }}
          render={(i) => {
            const { node, rest } = rows[i]!;
            return rest ? (
              <RestRow key={`${node.index} rest`} node={node} rest={rest} at={i} />
            ) : (
              <StageRow key={node.index} node={node} at={i} span={span} selected={i === selected} />
            );
          }}
        />
      )}
      <MoreInLedger n={model.value.stagesLeftOut} what="stage" />
      {document.graph.nodes.length <= FEW && rows.length <= FEW && !printing.value && (
        <div class="beneath">
          <StageGraph tools={false} />
        </div>
      )}
    </div>
  );
}

function StatusFilter() {
  const state = useClew();
  const { model, statuses, zoom } = state;
  const toggle = (status: (typeof model.value.counts)[number][0]) => {
    const next = new Set(statuses.value);
    if (!next.delete(status)) next.add(status);
    statuses.value = next;
  };
  return (
    <div class="status-filter" role="group" aria-label="Show only stages that are">
      {model.value.counts.map(([status, n]) => (
        <button
          key={status}
          type="button"
          class="filter"
          aria-pressed={statuses.value.has(status)}
          onClick={() => toggle(status)}
        >
          <StatusIcon status={status} size={12} /> {count(n)} {statusWord(status)}
        </button>
      ))}
      <button
        type="button"
        class="filter"
        aria-pressed={zoom.value !== undefined}
        onClick={() => zoomToStage(state)}
        title="Zoom to the selected stage, and back (z)"
      >
        zoom to stage
      </button>
      {statuses.value.size > 0 && (
        <button type="button" class="more" onClick={() => (statuses.value = new Set())}>
          show all
        </button>
      )}
    </div>
  );
}

/** A stretch in which nothing was under way. */
function Gap({ gap, span }: { gap: Timing['activity']['gaps'][number]; span: Span }) {
  const at = gapSpan(useClew().model.value.document, gap);
  if (!at || at.to < span.from || at.from > span.to) return null;
  const from = Math.max(0, fraction(span, at.from));
  return (
    <span
      class="gap-mark"
      style={{
        left: `${from * 100}%`,
        width: `${(Math.min(1, fraction(span, at.to)) - from) * 100}%`,
      }}
    />
  );
}

/** Dragging over the ruler zooms to the part that was dragged over. */
function Ruler({ span, whole }: { span: Span; whole: Span }) {
  const { zoom, model } = useClew();
  const lane = useRef<HTMLDivElement>(null);
  const brush = useRef<HTMLDivElement>(null);
  const start = useRef<number | undefined>(undefined);
  const marks = ticks(span, 6);
  const place = (event: PointerEvent) => {
    const box = lane.current!.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / Math.max(1, box.width)));
  };
  const draw = (from: number, to: number) => {
    const style = brush.current!.style;
    style.left = `${Math.min(from, to) * 100}%`;
    style.width = `${Math.abs(to - from) * 100}%`;
  };
  return (
    <div class="ruler">
      <div class="ruler-names" aria-hidden="true">
        <span>stage</span>
        <span>call</span>
        <span class="num">took</span>
      </div>
      <div
        class="ruler-lane"
        ref={lane}
        title="Drag to zoom, double-click to see all"
        aria-hidden="true"
        onPointerDown={(event) => {
          start.current = place(event);
          (event.currentTarget as Element).setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => start.current !== undefined && draw(start.current, place(event))}
        onPointerUp={(event) => {
          const from = start.current;
          start.current = undefined;
          if (from === undefined) return;
          const to = place(event);
          draw(0, 0);
          const width = span.to - span.from;
          if (Math.abs(to - from) > 0.01)
            zoom.value = clamp(
              { from: span.from + from * width, to: span.from + to * width },
              whole,
            );
        }}
        onDblClick={() => (zoom.value = undefined)}
      >
        {model.value.document.timing.activity.gaps.map((gap) => (
          <Gap key={gap.from} gap={gap} span={span} />
        ))}
        {marks.map((ms) => (
          <span class="tick-mark num" key={ms} style={{ left: `${fraction(span, ms) * 100}%` }}>
            {moment(ms, marks.length > 1 ? marks[1]! - marks[0]! : undefined)}
          </span>
        ))}
        <div class="brush" ref={brush} />
      </div>
      {zoom.value && (
        <button type="button" class="more unzoom" onClick={() => (zoom.value = undefined)}>
          show all
        </button>
      )}
    </div>
  );
}
