import { isTelling, tallyOf, type Status, type Tally, type Tree, type TreeNode } from './tree.ts';

/** How much of what is below a node is shown: nothing, what went other than well, everything. */
export type Openness = 'none' | 'some' | 'all';

/** A row of the timeline: a stage, or, with `rest`, the children of a node that are not shown. */
export interface TimelineRow {
  node: TreeNode;
  rest?: Tally;
}

/** Of the children with problems so many have rows; the others are counted. */
const MOST_TOLD = 10;
/** An item of no more stages than this is shown with all of them when one has a problem. */
const FEW = 8;
/** A run whose rows are no more than this is shown with all its child workflows open. */
const FITS = 40;

/** What is open before anybody chooses: what holds a problem; in a small run, everything but the items of loops. */
export function opennessOf(
  node: TreeNode,
  opened: ReadonlyMap<string, Openness>,
  small: boolean,
): Openness {
  const chosen = opened.get(node.stage.path);
  if (chosen !== undefined || node.children.length === 0) return chosen ?? 'none';
  if (node.kind === 'stage') return small || node.problems > 0 ? 'all' : 'none';
  return node.problems === 0
    ? 'none'
    : node.kind === 'item' && node.children.length <= FEW
      ? 'all'
      : 'some';
}

/** Whether the whole run fits on a screen or two with its child workflows open. */
export function isSmall(tree: Tree): boolean {
  return rowsOf(tree, new Map(), [], true, FITS + 1).length <= FITS;
}

/**
 * The rows that are shown. What is `pinned` is shown wherever it stands: the blocker, and what somebody went to.
 * No more than `most` are made.
 */
export function rowsOf(
  tree: Tree,
  opened: ReadonlyMap<string, Openness>,
  pinned: Iterable<string>,
  small: boolean,
  most = Infinity,
): TimelineRow[] {
  const kept = new Set<TreeNode>();
  for (const path of pinned)
    for (let node = tree.byPath.get(path); node && !kept.has(node); node = node.parent)
      kept.add(node);
  const rows: TimelineRow[] = [];
  const waiting: TimelineRow[] = [...tree.roots].reverse().map((node) => ({ node }));
  for (let row = waiting.pop(); row && rows.length < most; row = waiting.pop()) {
    rows.push(row);
    if (row.rest) continue;
    const { node } = row;
    if (node.children.length === 0) continue;
    const shown = childrenOf(node, opennessOf(node, opened, small), kept);
    if (shown.length === 0) continue;
    if (shown.length < node.children.length) {
      const seen = new Set(shown);
      waiting.push({ node, rest: tallyOf(node.children.filter((child) => !seen.has(child))) });
    }
    for (let i = shown.length - 1; i >= 0; i--) waiting.push({ node: shown[i]! });
  }
  return rows;
}

function childrenOf(
  node: TreeNode,
  openness: Openness,
  kept: ReadonlySet<TreeNode>,
): readonly TreeNode[] {
  if (openness === 'all') return node.children;
  if (openness === 'none' && !kept.has(node)) return [];
  let told = 0;
  return node.children.filter(
    (child) => kept.has(child) || (openness === 'some' && hasProblem(child) && told++ < MOST_TOLD),
  );
}

function hasProblem(node: TreeNode): boolean {
  return node.problems > 0 || isTelling(node.stage.status);
}

/** Only what has one of these statuses, one below the other. */
export function filtered(tree: Tree, statuses: ReadonlySet<Status>): TimelineRow[] {
  return tree.order
    .filter((node) => !node.made && statuses.has(node.stage.status ?? 'planned'))
    .map((node) => ({ node }));
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['succeeded', 'ok'],
  ['not_reached', 'not reached'],
]);

/** `998 ok, 2 failed`: what is well first, as it is the most. */
export function tallyWords(tally: Tally): { status: Status; n: number; word: string }[] {
  const well = tally.filter(([status]) => status === 'succeeded');
  return [...well, ...tally.filter(([status]) => status !== 'succeeded')].map(([status, n]) => ({
    status,
    n,
    word: WORDS.get(status) ?? status,
  }));
}
