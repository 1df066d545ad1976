import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { readPlace, writePlace, type Place } from './model/hash.ts';
import { modelOf, type Model } from './model/model.ts';
import { NO_OUTPUT, type Output } from './model/output.ts';
import { writeBytesAt } from './model/place.ts';
import type { Span } from './model/scale.ts';
import { filtered, opennessOf, rowsOf, type Openness, type TimelineRow } from './model/rows.ts';
import { termsOf } from './model/search.ts';
import type { Status, TreeNode } from './model/tree.ts';
import { createPage, type Page } from './page.ts';
import type { Soon } from './source/soon.ts';
import type { DocumentSource, RowFacts, Skeleton } from './source/source.ts';

export const VIEWS = [
  'timeline',
  'output',
  'artifacts',
  'absences',
  'graph',
  'run',
  'events',
  'files',
] as const;
export type View = (typeof VIEWS)[number];
export const TABS = [
  'overview',
  'inputs',
  'exchange',
  'decisions',
  'outputs',
  'events',
  'json',
] as const;
export type Tab = (typeof TABS)[number];
export interface LineFilter {
  mark: 'all' | 'problems' | 'unknown';
  stream?: string | undefined;
}

/** What is shown of the document: selection, filters, what is open. The document itself never changes here. */
export interface State extends Page {
  source: Signal<DocumentSource>;
  model: ReadonlySignal<Model>;
  /** Undefined until every row has been looked at. */
  facts: ReadonlySignal<RowFacts | undefined>;
  /** The end of the time that is drawn, in milliseconds since the run began. */
  end: ReadonlySignal<number>;
  /** What the run printed; worked out when it is first asked for, and [NO_OUTPUT] until then. */
  output: ReadonlySignal<Output>;
  stage: Signal<string | undefined>;
  tab: Signal<Tab>;
  view: Signal<View>;
  call: Signal<string | undefined>;
  row: Signal<number | undefined>;
  artifact: Signal<string | undefined>;
  absence: Signal<string | undefined>;
  /** Bytes of the output that are pointed at, see `model/place.ts`. */
  at: Signal<string | undefined>;
  /** Which lines of the output are shown. */
  lines: Signal<LineFilter>;
  file: Signal<number>;
  line: Signal<number | undefined>;
  query: Signal<string>;
  searching: Signal<boolean>;
  helping: Signal<boolean>;
  blockerOpen: Signal<boolean>;
  statuses: Signal<ReadonlySet<Status>>;
  /** What of the tree somebody has opened or closed, by path. */
  opened: Signal<ReadonlyMap<string, Openness>>;
  /** Paths that stay in sight in a closed part of the tree: where somebody went. The blocker always does. */
  pinned: Signal<ReadonlySet<string>>;
  /** The rows of the timeline. */
  rows: ReadonlySignal<TimelineRow[]>;
  zoom: Signal<Span | undefined>;
  /** Goes to a place; `quiet` replaces the last entry of the browser's history instead of adding one. */
  go(place: Place, quiet?: boolean): void;
  select(path: string, tab?: Tab): void;
  /** Opens or closes what is below a stage. What is selected there gives way to the stage. */
  open(path: string, how: Openness): void;
}

export const StateContext = createContext<State | undefined>(undefined);

export function useClew(): State {
  const state = useContext(StateContext);
  if (!state) throw new Error('no state around this component');
  return state;
}

export function createState(first: DocumentSource): State {
  const source = signal(first);
  const model = computed(() => modelOf(source.value));
  const facts = soon(source, (one) => one.facts());
  const output = soon(source, (one) => one.output());
  const query = signal('');
  const statuses = signal<ReadonlySet<Status>>(new Set());
  const opened = signal<ReadonlyMap<string, Openness>>(new Map());
  const pinned = signal<ReadonlySet<string>>(new Set());
  const state: State = {
    source,
    model,
    facts,
    end: computed(() => Math.max(model.value.end, facts.value?.callsEndMs ?? 0)),
    output: computed(() => output.value ?? NO_OUTPUT),
    stage: signal<string | undefined>(undefined),
    tab: signal<Tab>('overview'),
    view: signal<View>('timeline'),
    call: signal<string | undefined>(undefined),
    row: signal<number | undefined>(undefined),
    artifact: signal<string | undefined>(undefined),
    absence: signal<string | undefined>(undefined),
    at: signal<string | undefined>(undefined),
    lines: signal<LineFilter>({ mark: 'all' }),
    file: signal(0),
    line: signal<number | undefined>(undefined),
    query,
    searching: signal(false),
    helping: signal(false),
    blockerOpen: signal(true),
    statuses,
    opened,
    pinned,
    rows: computed(() => {
      const { tree, small } = model.value;
      return statuses.value.size > 0
        ? filtered(tree, statuses.value)
        : rowsOf(tree, opened.value, [blockedAt(model.value) ?? '', ...pinned.value], small);
    }),
    zoom: signal<Span | undefined>(undefined),
    ...createPage(computed(() => termsOf(query.value))),
    go(place, quiet = false) {
      show(state, place);
      write(state, quiet);
    },
    select(path, tab) {
      // Output takes the whole width: the stage would be out of sight.
      state.go({
        stage: path,
        tab: tab ?? state.tab.peek(),
        view: state.view.peek() === 'output' ? 'timeline' : undefined,
      });
    },
    open(path, how) {
      const { byPath } = model.peek().tree;
      const inside = (one: string | undefined) => {
        for (let node = byPath.get(one ?? '')?.parent; node; node = node.parent)
          if (node.stage.path === path) return true;
        return false;
      };
      opened.value = new Map(opened.peek()).set(path, how);
      if (how !== 'none') return;
      pinned.value = new Set([...pinned.peek()].filter((one) => !inside(one)));
      if (inside(state.stage.peek())) state.go({ stage: path }, true);
    },
  };
  return state;
}

/** What the source has, undefined until it has come. Asked for when somebody looks. */
function soon<T>(
  source: ReadonlySignal<DocumentSource>,
  ask: (source: DocumentSource) => Soon<T>,
): ReadonlySignal<T | undefined> {
  const asked = computed(() => {
    const value = ask(source.value);
    if (!(value instanceof Promise)) return signal<T | undefined>(value);
    const come = signal<T | undefined>(undefined);
    void value.then((one) => (come.value = one));
    return come;
  });
  return computed(() => asked.value.value);
}

/** On paper nothing comes later. */
export function followPaper(state: State): () => void {
  return effect(() => {
    if (state.printing.value) state.source.peek().settle();
  });
}

/** The stage that the run is blocked by. */
export function blockedAt(model: Model): string | undefined {
  const { blocker, dossier } = model.document;
  return blocker?.stage ?? dossier?.stage;
}

/** How open the timeline shows the node to be. */
export function shownOpen(state: State, node: TreeNode): Openness {
  return opennessOf(node, state.opened.value, state.model.value.small);
}

function show(state: State, place: Place): void {
  if (place.stage !== undefined && state.model.peek().stageByPath.has(place.stage)) {
    if (place.stage !== state.stage.peek()) state.call.value = undefined;
    state.stage.value = place.stage;
    const { rows, pinned } = state;
    if (!rows.peek().some((row) => row.rest === undefined && row.node.stage.path === place.stage))
      pinned.value = new Set(pinned.peek()).add(place.stage);
  }
  if (isOne(TABS, place.tab)) state.tab.value = place.tab;
  if (isOne(VIEWS, place.view)) state.view.value = place.view;
  if (place.call !== undefined) state.call.value = place.call;
  if ('row' in place) state.row.value = place.row;
  if (place.artifact !== undefined && state.model.peek().artifactById.has(place.artifact))
    state.artifact.value = place.artifact;
  if ('absence' in place) state.absence.value = place.absence;
  if ('at' in place) state.at.value = place.at;
  if (place.file !== undefined) state.file.value = place.file;
  if ('line' in place) state.line.value = place.line;
}

function here(state: State): Place {
  const view = state.view.peek();
  return {
    stage: state.stage.peek(),
    tab: state.tab.peek(),
    view: view === firstView(state.model.peek()) ? undefined : view,
    call: state.call.peek(),
    artifact: view === 'artifacts' ? state.artifact.peek() : undefined,
    absence: view === 'absences' ? state.absence.peek() : undefined,
    at: view === 'output' || view === 'events' ? state.at.peek() : undefined,
    row: view === 'events' ? state.row.peek() : undefined,
    file: view === 'files' ? state.file.peek() : undefined,
    line: view === 'files' ? state.line.peek() : undefined,
  };
}

/** What is shown before anybody chooses: the stages, or, where no stage explains the failure, what was printed, or the rows. */
export function firstView(model: Model): View {
  const { stages, blocker, dossier } = model.document;
  const told =
    stages.length > 0 &&
    (blocker !== undefined ||
      dossier === undefined ||
      dossier.stage !== undefined ||
      firstBytes(model.document) === undefined);
  return told ? 'timeline' : model.printed ? 'output' : stages.length > 0 ? 'timeline' : 'events';
}

/** The bytes that the first claim with bytes stands on: a page that begins with output begins there. */
function firstBytes(document: Skeleton): string | undefined {
  const ref = document.dossier?.claims
    .filter((claim) => claim.side === 'for')
    .flatMap((claim) => claim.refs)
    .find((one) => one.offset !== undefined && one.stream !== undefined);
  return ref && writeBytesAt({ stream: ref.stream!, offset: ref.offset!, length: ref.length ?? 1 });
}

let pending: ReturnType<typeof setTimeout> | undefined;

// Browsers refuse hundreds of history changes in a short time: quiet ones wait until the keys rest.
function write(state: State, quiet: boolean): void {
  clearTimeout(pending);
  const put = () => {
    const hash = writePlace(here(state));
    if (hash === location.hash) return;
    try {
      history[quiet ? 'replaceState' : 'pushState'](null, '', hash);
    } catch {
      // The address bar is a convenience; some viewers of files forbid it.
    }
  };
  if (quiet) pending = setTimeout(put, 150);
  else put();
}

const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const;

/** Starts from the address bar, else from the blocker's stage, and follows the browser's back and forward. */
export function followAddress(state: State): () => void {
  const read = () => {
    const { document } = state.model.peek();
    const blocked = blockedAt(state.model.peek());
    const start =
      blocked !== undefined && state.model.peek().stageByPath.has(blocked)
        ? blocked
        : (document.stages.find((stage) => stage.status === 'running') ?? document.stages[0])?.path;
    const place = readPlace(location.hash);
    show(state, {
      stage: start,
      tab: 'overview',
      view: firstView(state.model.peek()),
      row: undefined,
      absence: undefined,
      at: firstView(state.model.peek()) === 'output' ? firstBytes(document) : undefined,
      line: undefined,
    });
    show(state, place);
  };
  // Where a run goes on, the page goes with it until somebody reads; and to its first stage in any case.
  let isLeft = true;
  let isFirst = true;
  const touch = () => (isLeft = false);
  TOUCHES.forEach((one) => addEventListener(one, touch, { once: true, passive: true }));
  const stop = effect(() => {
    void state.model.value;
    const isFree = location.hash === '' && (isLeft || state.stage.peek() === undefined);
    if (isFirst || isFree) read();
    isFirst = false;
  });
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
  return () => {
    stop();
    TOUCHES.forEach((one) => removeEventListener(one, touch));
    clearTimeout(pending);
    removeEventListener('popstate', read);
    removeEventListener('hashchange', read);
  };
}

function isOne<T extends string>(all: readonly T[], value: string | undefined): value is T {
  return value !== undefined && (all as readonly string[]).includes(value);
}
