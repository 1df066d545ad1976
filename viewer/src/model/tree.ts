import type { Stage, StageStatus } from '../document.ts';

export type Status = StageStatus | 'planned';

/** A stage in the tree that paths make: children under their workflow, items under their loop. */
export interface TreeNode {
  stage: Stage;
  parent: TreeNode | undefined;
  children: TreeNode[];
  /** Its place among its siblings and in `order`, from 0, and how deep it stands. */
  at: number;
  index: number;
  depth: number;
  /** Its path from the parent on: `push-items[3]`. */
  label: string;
  kind: 'stage' | 'loop' | 'item';
  /** Of a loop its items, by status, in the order in which people ask. */
  tally: Tally;
  /** How many below it went other than well, or still go. */
  problems: number;
  /** From the first start to the last end of it and all below, in milliseconds; absent when nothing started. */
  from?: number;
  to?: number;
  /** Whether no row of the ledger is about it: a loop that is only known by its items. */
  made: boolean;
}

export type Tally = readonly (readonly [Status, number])[];

export interface Tree {
  roots: readonly TreeNode[];
  byPath: ReadonlyMap<string, TreeNode>;
  /** All, parents before children, as they are shown when everything is open. */
  order: readonly TreeNode[];
}

export const STATUS_ORDER: readonly Status[] = [
  'failed',
  'tolerated',
  'unclosed',
  'running',
  'cancelled',
  'succeeded',
  'skipped',
  'not_reached',
  'planned',
];
/** A path is searched for its parents so many levels up; hostile ones have thousands. */
const MOST_LEVELS = 64;

/** @param partly whether stages were left out: then a loop itself knows more than its items that are here */
export function treeOf(stages: readonly Stage[], partly = false): Tree {
  const byPath = new Map<string, TreeNode>();
  for (const stage of stages) byPath.set(stage.path, nodeOf(stage));
  const roots: TreeNode[] = [];
  const items = itemsWithoutLoop(byPath);
  for (const node of [...byPath.values()]) {
    const loop = loopOf(node.stage.path);
    let parent = loop
      ?.map((path) => byPath.get(path))
      .find((one) => one !== undefined && one !== node);
    if (loop !== undefined && parent === undefined && (items.get(loop[0]!) ?? 0) > 1) {
      parent = nodeOf({
        path: loop[0]!,
        name: loop[0]!,
        kind: 'loop',
        headline: 'no row of the ledger is about the loop itself',
        tries: [],
        decisions: [],
        inputs: [],
        outputs: [],
        tool_call_ids: [],
        rows: [],
      });
      parent.made = true;
      byPath.set(loop[0]!, parent);
      put(parent, workflowOf(parent.stage.path, byPath), roots);
    }
    if (loop !== undefined && parent !== undefined) {
      parent.kind = 'loop';
      node.kind = 'item';
    }
    put(node, parent ?? workflowOf(node.stage.path, byPath), roots);
  }
  arrange(roots);
  const order: TreeNode[] = [];
  const waiting = [...roots].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    node.index = order.push(node) - 1;
    node.depth = node.parent ? node.parent.depth + 1 : 0;
    arrange(node.children);
    for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i]!);
  }
  for (let i = order.length - 1; i >= 0; i--) sum(order[i]!, partly);
  return { roots, byPath, order };
}

function nodeOf(stage: Stage): TreeNode {
  const { offset_ms: from, duration_ms: took } = stage;
  return {
    stage,
    parent: undefined,
    children: [],
    at: 0,
    index: 0,
    depth: 0,
    label: stage.path,
    kind: 'stage',
    tally: [],
    problems: 0,
    made: false,
    ...(from === undefined ? {} : { from, to: from + (took ?? 0) }),
  };
}

function put(node: TreeNode, parent: TreeNode | undefined, roots: TreeNode[]): void {
  node.parent = parent;
  if (!parent) return void roots.push(node);
  parent.children.push(node);
  if (node.stage.path.startsWith(`${parent.stage.path}/`))
    node.label = node.stage.path.slice(parent.stage.path.length + 1);
  else node.label = node.stage.path.slice(node.stage.path.lastIndexOf('/') + 1);
}

const ITEM = /\[(\d{1,9})\](~\d{1,9})?$/;

/** Where the loop of an item can stand, the likeliest first: of `a/b[3]~2` it is `a/b~2`, else `a/b`. Undefined for what is no item. */
function loopOf(path: string): string[] | undefined {
  const item = ITEM.exec(path);
  if (!item || item.index === 0) return undefined;
  const before = path.slice(0, item.index);
  return item[2] === undefined ? [before] : [before + item[2], before];
}

function itemsWithoutLoop(byPath: ReadonlyMap<string, TreeNode>): Map<string, number> {
  const found = new Map<string, number>();
  for (const path of byPath.keys()) {
    const loop = loopOf(path);
    if (loop && !byPath.has(loop[0]!)) found.set(loop[0]!, (found.get(loop[0]!) ?? 0) + 1);
  }
  return found;
}

/** The nearest stage that is known above `a/b/c`. */
function workflowOf(path: string, byPath: ReadonlyMap<string, TreeNode>): TreeNode | undefined {
  let slash = path.lastIndexOf('/');
  for (let level = 0; slash > 0 && level < MOST_LEVELS; level++) {
    const found = byPath.get(path.slice(0, slash));
    if (found) return found;
    slash = path.lastIndexOf('/', slash - 1);
  }
  return undefined;
}

/** In the order of the document; items by number, and a second visit behind what ran before it. */
function arrange(siblings: TreeNode[]): void {
  const inOrder = siblings.filter((node) => visit(node) === 0);
  if (inOrder.some((node) => node.kind === 'item'))
    inOrder.sort((a, b) =>
      a.kind === 'item' && b.kind === 'item' && loopName(a) === loopName(b) ? item(a) - item(b) : 0,
    );
  for (const node of siblings) {
    if (visit(node) === 0) continue;
    let after = inOrder.length - 1;
    while (
      after >= 0 &&
      !((inOrder[after]!.stage.offset_ms ?? Infinity) <= (node.stage.offset_ms ?? -1))
    )
      after--;
    if (after < 0) after = inOrder.length - 1;
    inOrder.splice(after + 1, 0, node);
  }
  inOrder.forEach((node, i) => {
    siblings[i] = node;
    node.at = i;
  });
}

function visit(node: TreeNode): number {
  const { path } = node.stage;
  return path.includes('~', path.lastIndexOf('/') + 1)
    ? Number(/~(\d{1,9})$/.exec(path)?.[1] ?? 0)
    : 0;
}

function item(node: TreeNode): number {
  return Number(ITEM.exec(node.stage.path)?.[1] ?? 0);
}

function loopName(node: TreeNode): string {
  return loopOf(node.stage.path)?.[0] ?? '';
}

/** What a node knows of all below it: its children have been summed before. */
function sum(node: TreeNode, partly: boolean): void {
  const tally = new Map<Status, number>();
  for (const child of node.children) {
    node.problems += child.problems + (isTelling(child.stage.status) ? 1 : 0);
    if (child.kind === 'item') count(tally, child.stage.status);
    if (child.from !== undefined) node.from = Math.min(node.from ?? Infinity, child.from);
    if (child.to !== undefined) node.to = Math.max(node.to ?? -Infinity, child.to);
  }
  node.tally = ordered((partly && itemsOf(node)) || tally);
  const worst = node.tally[0]?.[0];
  if (node.made && worst !== undefined && worst !== 'planned') {
    node.stage.status = worst;
    if (node.from !== undefined)
      Object.assign(node.stage, { offset_ms: node.from, duration_ms: node.to! - node.from });
  }
}

/** What a loop that has ended says of its items. */
function itemsOf({ kind, stage: { items } }: TreeNode): Map<Status, number> | undefined {
  if (kind !== 'loop' || !items) return undefined;
  const told = STATUS_ORDER.flatMap((status): [Status, number][] => {
    const n = items[status];
    return typeof n === 'number' && n > 0 ? [[status, n]] : [];
  });
  return told.length > 0 ? new Map(told) : undefined;
}

function count(tally: Map<Status, number>, status: StageStatus | undefined): void {
  tally.set(status ?? 'planned', (tally.get(status ?? 'planned') ?? 0) + 1);
}

function ordered(tally: Map<Status, number>): Tally {
  return [...tally].sort(([a], [b]) => rank(a) - rank(b));
}

export function tallyOf(nodes: readonly TreeNode[]): Tally {
  const tally = new Map<Status, number>();
  for (const node of nodes) count(tally, node.stage.status);
  return ordered(tally);
}

export function rank(status: Status): number {
  const at = STATUS_ORDER.indexOf(status);
  return at < 0 ? STATUS_ORDER.length : at;
}

export function isProblem(status: StageStatus | undefined): boolean {
  return (
    status === 'failed' || status === 'tolerated' || status === 'unclosed' || status === 'cancelled'
  );
}

/** What is worth a row of its own among many alike: problems, and what is under way. */
export function isTelling(status: StageStatus | undefined): boolean {
  return isProblem(status) || status === 'running';
}
