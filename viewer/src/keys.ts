import { isProblem, type TreeNode } from './model/tree.ts';
import { copyText } from './copy.ts';
import { curl } from './model/curl.ts';
import { clamp } from './model/scale.ts';
import { nextProblemLine } from './output.ts';
import { blockedAt, shownOpen, TABS, type State, type View } from './state.ts';

export const KEYS: readonly [string, string][] = [
  ['j / ↓', 'next stage'],
  ['k / ↑', 'previous stage'],
  ['n / N', 'next / previous stage, or line of output, with a problem'],
  ['→ / ←', 'open / close what is below: a child workflow, the items of a loop'],
  ['Home / End', 'first / last stage'],
  ['[ / ]', 'previous / next tab of the panel'],
  ['Enter', 'go into the panel of the stage'],
  ['/', 'search everything'],
  ['1 … 9', 'copy the command of the next action'],
  ['t', 'timeline'],
  ['p', 'what it printed'],
  ['a', 'artifacts'],
  ['m', 'what is missing: absences'],
  ['z', 'zoom to the stage, and back'],
  ['g', 'graph'],
  ['o', 'inputs, output and the rest of the run'],
  ['e', 'events'],
  ['f', 'definition files'],
  ['b', 'fold or open what explains the blocker'],
  ['c', 'copy the selected call as curl'],
  ['Backspace', 'to the stage with the blocker'],
  ['?', 'this list'],
  ['Esc', 'close'],
];

export function followKeys(state: State): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (state.helping.peek() || state.searching.peek()) {
        state.helping.value = false;
        state.searching.value = false;
        event.preventDefault();
      } else if (event.target instanceof HTMLElement && event.target !== document.body)
        event.target.blur();
      return;
    }
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.defaultPrevented ||
      isTyping(event.target)
    )
      return;
    if (act(state, event)) event.preventDefault();
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}

const VIEW_KEYS: ReadonlyMap<string, View> = new Map([
  ['t', 'timeline'],
  ['p', 'output'],
  ['a', 'artifacts'],
  ['m', 'absences'],
  ['g', 'graph'],
  ['o', 'run'],
  ['e', 'events'],
  ['f', 'files'],
]);

function act(state: State, event: KeyboardEvent): boolean {
  if (state.helping.peek() && event.key !== '?') return false;
  const onControl =
    event.target instanceof HTMLElement &&
    event.target.closest('button, a, summary, select, [role=tab], [data-own-arrows]') !== null;
  const view = VIEW_KEYS.get(event.key);
  if (view !== undefined) {
    state.go({ view });
    return true;
  }
  if (/^[1-9]$/.test(event.key)) return copyAction(state, Number(event.key));
  switch (event.key) {
    case 'j':
      return step(state, 1);
    case 'k':
      return step(state, -1);
    case 'ArrowDown':
      return !onControl && step(state, 1);
    case 'ArrowUp':
      return !onControl && step(state, -1);
    case 'ArrowRight':
      return !onControl && unfold(state);
    case 'ArrowLeft':
      return !onControl && fold(state);
    case 'Home':
      return !onControl && step(state, -Infinity);
    case 'End':
      return !onControl && step(state, Infinity);
    case 'n':
      return problem(state, 1);
    case 'N':
      return problem(state, -1);
    case '[':
      return turn(state, -1);
    case ']':
      return turn(state, 1);
    case 'Enter': {
      if (onControl) return false;
      document.getElementById('panel-panel')?.focus();
      return true;
    }
    case '/':
      state.searching.value = true;
      document.querySelector<HTMLInputElement>('#search-field')?.select();
      return true;
    case 'z':
      return zoomToStage(state);
    case 'b':
      state.blockerOpen.value = !state.blockerOpen.peek();
      return true;
    case 'c':
      void copyCurl(state);
      return true;
    case 'Backspace': {
      const blocked = blockedAt(state.model.peek());
      if (blocked !== undefined) state.select(blocked, 'overview');
      return blocked !== undefined;
    }
    case '?':
      state.helping.value = !state.helping.peek();
      return true;
    default:
      return false;
  }
}

function step(state: State, by: number): boolean {
  const shown = state.rows.peek().filter((row) => row.rest === undefined);
  if (shown.length === 0) return false;
  const selected = chosen(state);
  const at = shown.findIndex((row) => row.node === selected);
  const next =
    at < 0
      ? by < 0
        ? shown.length - 1
        : shown.findIndex((row) => row.node.index >= (selected?.index ?? 0))
      : at + by;
  const row = shown[Math.max(0, Math.min(shown.length - 1, next))];
  if (row) state.go({ stage: row.node.stage.path }, true);
  return true;
}

function chosen(state: State): TreeNode | undefined {
  return state.model.peek().tree.byPath.get(state.stage.peek() ?? '');
}

/** As in a tree grid of WAI-ARIA: opens the row, and when it is open goes to what is below. */
function unfold(state: State): boolean {
  const node = chosen(state);
  if (
    !node ||
    state.view.peek() !== 'timeline' ||
    node.children.length === 0 ||
    state.statuses.peek().size > 0
  )
    return false;
  const now = shownOpen(state, node);
  if (now === 'all') return step(state, 1);
  state.open(
    node.stage.path,
    now === 'none' && node.kind !== 'stage' && node.problems > 0 ? 'some' : 'all',
  );
  return true;
}

/** Closes the row, and when it is closed goes to what it is below. */
function fold(state: State): boolean {
  const node = chosen(state);
  if (!node || state.view.peek() !== 'timeline' || state.statuses.peek().size > 0) return false;
  if (node.children.length > 0 && shownOpen(state, node) !== 'none')
    state.open(node.stage.path, 'none');
  else if (node.parent) state.go({ stage: node.parent.stage.path }, true);
  else return false;
  return true;
}

function problem(state: State, by: 1 | -1): boolean {
  if (state.view.peek() === 'output') {
    nextProblemLine(state, by);
    return true;
  }
  const { order } = state.model.peek().tree;
  for (let i = (chosen(state)?.index ?? -1) + by; i >= 0 && i < order.length; i += by) {
    const { stage } = order[i]!;
    if (isProblem(stage.status)) {
      state.go({ stage: stage.path }, true);
      return true;
    }
  }
  state.said.value = by > 0 ? 'no problem after this stage' : 'no problem before this stage';
  return true;
}

export function zoomToStage(state: State): boolean {
  const stage = state.model.peek().stageByPath.get(state.stage.peek() ?? '');
  if (state.zoom.peek() || stage?.offset_ms === undefined) state.zoom.value = undefined;
  else {
    const took = stage.duration_ms ?? 0;
    const around = Math.max(took * 0.5, 1);
    state.zoom.value = clamp(
      { from: stage.offset_ms - around, to: stage.offset_ms + took + around },
      { from: 0, to: state.end.peek() },
    );
  }
  return true;
}

function turn(state: State, by: number): boolean {
  const at = TABS.indexOf(state.tab.peek());
  state.go({ tab: TABS[(at + by + TABS.length) % TABS.length]! }, true);
  return true;
}

function copyAction(state: State, number: number): boolean {
  const command = state.model.peek().document.dossier?.actions[number - 1]?.command;
  if (command === undefined) return false;
  void copyText(command).then(
    (done) =>
      (state.said.value = done
        ? `command ${number} copied`
        : 'the browser did not let the page copy'),
  );
  return true;
}

async function copyCurl(state: State): Promise<void> {
  const model = state.model.peek();
  const stage = model.stageByPath.get(state.stage.peek() ?? '');
  const ids = stage?.tool_call_ids ?? [];
  const id = ids.find((one) => one === state.call.peek()) ?? ids.at(-1);
  const [call] = id === undefined ? [] : await state.source.peek().calls([id]);
  const command = call && curl(call);
  if (command === undefined) state.said.value = 'no request to copy: this stage made none';
  else
    state.said.value = (await copyText(command))
      ? 'copied as curl'
      : 'the browser did not let the page copy';
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
