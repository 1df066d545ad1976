import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Graph, GraphNode } from '../document.ts';
import { statusClass, statusWord } from '../model/model.ts';
import { pieces } from '../model/visible.ts';
import { StatusIcon, toneOf } from './StatusIcon.tsx';

interface Camera {
  x: number;
  y: number;
  scale: number;
}

const MANY = 250;

/** A graph to look around in. Places come with the document; here they are only drawn. */
export function GraphPicture({
  graph,
  label,
  chosen,
  choose,
  legend,
  tools = true,
}: {
  graph: Graph;
  label: string;
  chosen: string | undefined;
  choose: (node: GraphNode) => void;
  legend?: ComponentChildren;
  tools?: boolean;
}) {
  const box = useRef<SVGSVGElement>(null);
  const [size, setSize] = useState({ width: 800, height: 400 });
  const [camera, setCamera] = useState<Camera>();
  const drag = useRef<{ x: number; y: number; camera: Camera; moved: boolean } | undefined>(
    undefined,
  );
  const fitted = fit(graph, size, chosen);
  const shown = camera ?? (tools ? fitted : { ...fitted, y: Math.min(fitted.y, 16) });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () =>
      setSize({ width: element.clientWidth || 800, height: element.clientHeight || 400 });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const area = {
    left: -shown.x / shown.scale,
    top: -shown.y / shown.scale,
    right: (size.width - shown.x) / shown.scale,
    bottom: (size.height - shown.y) / shown.scale,
  };
  const nodes = graph.nodes.filter(
    (node) =>
      node.x < area.right &&
      node.x + node.width > area.left &&
      node.y < area.bottom &&
      node.y + node.height > area.top,
  );
  const edges = graph.edges.filter((edge) => touches(edge.points, area));
  const simple = nodes.length > MANY;
  const toGraph = (event: { clientX: number; clientY: number }) => {
    const at = box.current!.getBoundingClientRect();
    return {
      x: (event.clientX - at.left - shown.x) / shown.scale,
      y: (event.clientY - at.top - shown.y) / shown.scale,
    };
  };
  const zoom = (
    factor: number,
    at = { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 },
  ) => {
    const scale = Math.max(0.01, Math.min(3, shown.scale * factor));
    setCamera({
      scale,
      x: shown.x + at.x * (shown.scale - scale),
      y: shown.y + at.y * (shown.scale - scale),
    });
  };
  const related = (edge: Graph['edges'][number]) => edge.from === chosen || edge.to === chosen;

  return (
    <div class="graph">
      {tools && (
        <div class="graph-tools">
          <span class="legend">{legend}</span>
          <button type="button" class="plain" onClick={() => zoom(1.25)} aria-label="Zoom in">
            +
          </button>
          <button type="button" class="plain" onClick={() => zoom(0.8)} aria-label="Zoom out">
            −
          </button>
          <button type="button" class="plain" onClick={() => setCamera(whole(graph, size))}>
            Fit all
          </button>
          <button
            type="button"
            class="plain"
            onClick={() => setCamera(around(graph, size, chosen))}
          >
            Go to selected
          </button>
        </div>
      )}
      <svg
        ref={box}
        class="graph-picture"
        role="group"
        aria-label={label}
        onWheel={(event) => {
          if (!tools && !event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          if (!event.shiftKey) zoom(event.deltaY > 0 ? 0.87 : 1.15, toGraph(event));
          else setCamera({ ...shown, x: shown.x - event.deltaY });
        }}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY, camera: shown, moved: false };
        }}
        onPointerMove={(event) => {
          const from = drag.current;
          if (!from || event.buttons === 0) return;
          if (!from.moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 4) return;
          from.moved = true;
          setCamera({
            ...from.camera,
            x: from.camera.x + event.clientX - from.x,
            y: from.camera.y + event.clientY - from.y,
          });
        }}
        onClick={(event) => {
          if (drag.current?.moved) return;
          const { x, y } = toGraph(event);
          const hit = nodes.find(
            (node) =>
              x >= node.x && x <= node.x + node.width && y >= node.y && y <= node.y + node.height,
          );
          if (hit) choose(hit);
        }}
      >
        <defs>
          {['data', 'decision', 'order', 'lit'].map((kind) => (
            <marker
              id={`arrow-${kind}`}
              key={kind}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="9"
              markerHeight="9"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 .5 7.500 4 0 7.500Z" class={`arrow-${kind}`} />
            </marker>
          ))}
        </defs>
        <g transform={`translate(${shown.x} ${shown.y}) scale(${shown.scale})`}>
          {simple ? (
            <path class="edge edge-order" d={edges.map((edge) => straight(edge.points)).join('')} />
          ) : (
            edges.map((edge) => <Edge edge={edge} lit={related(edge)} />)
          )}
          {simple ? (
            <Blocks nodes={nodes} selected={chosen} />
          ) : (
            nodes.map((node) => <Node node={node} selected={node.id === chosen} choose={choose} />)
          )}
        </g>
      </svg>
    </div>
  );
}

function Edge({ edge, lit }: { edge: Graph['edges'][number]; lit: boolean }) {
  const kind = edge.kind === 'decision' || edge.kind === 'order' ? edge.kind : 'data';
  const middle = middleOf(edge.points);
  return (
    <g class={`edge-group${lit ? ' lit' : ''}${edge.taken === false ? ' not-taken' : ''}`}>
      <path
        class={`edge edge-${kind}`}
        d={curve(edge.points)}
        marker-end={`url(#arrow-${lit ? 'lit' : kind})`}
      />
      {middle && edge.label !== '' && middle.room > 24 && (
        <text class={`edge-label label-${kind}`} x={middle.x} y={middle.y - 5} text-anchor="middle">
          {plain(edge.label, Math.floor((middle.room - 8) / 6))}
        </text>
      )}
    </g>
  );
}

/** What a state is called: an artifact's state is its kind, unless something about it is absent. */
function stateWord(node: GraphNode): string {
  if (node.kind === 'stage') return statusWord(node.state);
  if (isAbsent(node)) return `∅ ${plain((node.state ?? '').replaceAll('_', ' '), 40)}`;
  return plain(node.state ?? node.kind, 40);
}

function isAbsent(node: GraphNode): boolean {
  return (
    node.state === 'no_manifest_row' ||
    node.state === 'no_file' ||
    (node.kind === 'status' && node.state !== 'written')
  );
}

function iconOf(node: GraphNode): string {
  if (isAbsent(node)) return 'absent';
  return node.kind === 'artifact' ? 'artifact' : (node.state ?? 'planned');
}

function Node({
  node,
  selected,
  choose,
}: {
  node: GraphNode;
  selected: boolean;
  choose: (node: GraphNode) => void;
}) {
  const icon = iconOf(node);
  const most = Math.max(4, Math.floor((node.width - 46) / 7));
  const look =
    node.kind === 'stage' ? statusClass(node.state) : isAbsent(node) ? 'is-absent' : 'is-there';
  return (
    <g
      class={`node tone-${toneOf(icon)} ${look}${selected ? ' selected' : ''}`}
      transform={`translate(${node.x} ${node.y})`}
      role="button"
      {...{ tabindex: 0 }}
      aria-label={`${node.kind === 'artifact' ? 'artifact ' : ''}${plain(node.name, 100)} ${stateWord(node)}`}
      aria-pressed={selected}
      onKeyDown={(event) =>
        (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), choose(node))
      }
    >
      <title>{plain(node.kind === 'stage' ? node.id : node.name, 200)}</title>
      <rect class="node-box" width={node.width} height={node.height} rx="6" />
      <rect class="node-edge" width="4" height={node.height} rx="2" />
      <g transform={`translate(12 ${node.height / 2 - 8})`}>
        <StatusIcon status={icon} />
      </g>
      <text class="node-name" x="36" y={node.height / 2 - 2}>
        {plain(node.name, most)}
      </text>
      <text class="node-status" x="36" y={node.height / 2 + 13}>
        {plain(stateWord(node), 24)}
      </text>
    </g>
  );
}

/** Seen from far away: one shape for each status, however many stages there are. */
function Blocks({ nodes, selected }: { nodes: Graph['nodes']; selected: string | undefined }) {
  const shapes = new Map<string, string[]>();
  for (const node of nodes) {
    const tone = toneOf(iconOf(node));
    const shape = `M${node.x} ${node.y}h${node.width}v${node.height}h${-node.width}Z`;
    const list = shapes.get(tone);
    if (list) list.push(shape);
    else shapes.set(tone, [shape]);
  }
  const chosen = nodes.find((node) => node.id === selected);
  return (
    <>
      {[...shapes].map(([tone, list]) => (
        <path key={tone} class={`block tone-${tone}`} d={list.join('')} />
      ))}
      {chosen && (
        <rect
          class="block-chosen"
          x={chosen.x - 8}
          y={chosen.y - 8}
          width={chosen.width + 16}
          height={chosen.height + 16}
        />
      )}
    </>
  );
}

type Size = { width: number; height: number };

/** The whole graph when it can still be read, else the surroundings of the selected stage. */
function fit(graph: Graph, size: Size, selected: string | undefined): Camera {
  const all = whole(graph, size);
  return all.scale >= 0.62 ? all : inside(graph, size, around(graph, size, selected, 0.72));
}

function whole(graph: Graph, size: Size): Camera {
  const scale = Math.min(
    1.15,
    size.width / Math.max(1, graph.width),
    size.height / Math.max(1, graph.height),
  );
  return {
    scale,
    x: (size.width - graph.width * scale) / 2,
    y: Math.max(0, (size.height - graph.height * scale) / 2),
  };
}

/** No more empty space around the picture than there has to be. */
function inside(graph: Graph, size: Size, camera: Camera): Camera {
  const keep = (at: number, room: number, need: number) =>
    need <= room ? (room - need) / 2 : Math.min(0, Math.max(room - need, at));
  return {
    scale: camera.scale,
    x: keep(camera.x, size.width, graph.width * camera.scale),
    y: keep(camera.y, size.height, graph.height * camera.scale),
  };
}

function around(graph: Graph, size: Size, selected: string | undefined, scale = 1): Camera {
  const node = graph.nodes.find((one) => one.id === selected) ?? graph.nodes[0]!;
  return {
    scale,
    x: size.width / 2 - (node.x + node.width / 2) * scale,
    y: size.height / 2 - (node.y + node.height / 2) * scale,
  };
}

function touches(
  points: readonly [number, number][],
  area: { left: number; top: number; right: number; bottom: number },
): boolean {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left < area.right && right > area.left && top < area.bottom && bottom > area.top;
}

function straight(points: readonly [number, number][]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** Through the points with rounded corners; two points are joined by one soft curve. */
function curve(points: readonly [number, number][]): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return '';
  if (points.length === 2) {
    const bend = Math.max(20, Math.abs(last[0] - first[0]) / 2);
    return `M${first[0]} ${first[1]}C${first[0] + bend} ${first[1]} ${last[0] - bend} ${last[1]} ${last[0]} ${last[1]}`;
  }
  let path = `M${first[0]} ${first[1]}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [a, b, c] = [points[i - 1]!, points[i]!, points[i + 1]!];
    const into = toward(b, a, 12);
    const out = toward(b, c, 12);
    path += `L${into[0]} ${into[1]}Q${b[0]} ${b[1]} ${out[0]} ${out[1]}`;
  }
  return `${path}L${last[0]} ${last[1]}`;
}

function toward(from: [number, number], to: [number, number], most: number): [number, number] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const part = length === 0 ? 0 : Math.min(most, length / 2) / length;
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

function middleOf(
  points: readonly [number, number][],
): { x: number; y: number; room: number } | undefined {
  const a = points[Math.floor((points.length - 1) / 2)];
  const b = points[Math.ceil((points.length - 1) / 2)];
  return a && b
    ? { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, room: Math.abs(b[0] - a[0]) }
    : undefined;
}

function plain(text: string, most: number): string {
  const shown = pieces(text.slice(0, most + 1), false)
    .map((piece) => piece.text)
    .join('');
  return text.length > most ? `${shown.slice(0, most - 1)}…` : shown;
}
