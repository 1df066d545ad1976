import type { Artifact, PlannedStage, Stage, Timing } from '../document.ts';
import type { DocumentSource, Skeleton } from '../source/source.ts';
import { isSmall } from './rows.ts';
import { rank, STATUS_ORDER, treeOf, type Status, type Tree } from './tree.ts';
import { plainText } from './visible.ts';
import { zeroOf } from './windows.ts';

/** The skeleton with the ways through it: built once, read by every surface. */
export interface Model {
  document: Skeleton;
  stageByPath: ReadonlyMap<string, Stage>;
  planByPath: ReadonlyMap<string, PlannedStage>;
  timingByStage: ReadonlyMap<string, Timing['stages'][number]>;
  artifactById: ReadonlyMap<string, Artifact>;
  /** Where each artifact stands in the lineage graph: many alike share a node. */
  nodeOfArtifact: ReadonlyMap<string, string>;
  /** Whether the ledger holds any output of a command. */
  printed: boolean;
  tree: Tree;
  /** Whether all of the tree can be shown at once. */
  small: boolean;
  /** Of all stages, also of those that did not fit into the document. */
  counts: readonly [Status, number][];
  /** How many stages did not fit. */
  stagesLeftOut: number;
  /** Who used an output: by producing stage. */
  usedBy: ReadonlyMap<string, { stage: string; name: string; field: string }[]>;
  /** Length of the run's time in milliseconds; of one without an end, up to the last that is known. */
  end: number;
}

export function modelOf(source: DocumentSource): Model {
  const document = source.skeleton();
  const { stages } = document;
  const tree = treeOf(stages, document.left_out?.stages !== undefined);
  const stageByPath = new Map([...tree.byPath].map(([path, node]) => [path, node.stage]));
  const tally = new Map<Status, number>();
  const usedBy = new Map<string, { stage: string; name: string; field: string }[]>();
  const took = document.attempt.duration_ms ?? document.run.duration_ms;
  let end = took ?? 0;
  for (const stage of stages) {
    const status = stage.status ?? 'planned';
    tally.set(status, (tally.get(status) ?? 0) + 1);
    end = Math.max(end, (stage.offset_ms ?? 0) + (stage.duration_ms ?? 0));
    for (const input of stage.inputs) {
      const producer = input.origin?.kind === 'stage' ? input.origin.stage : undefined;
      if (producer === undefined) continue;
      const users = usedBy.get(producer) ?? [];
      users.push({ stage: stage.path, name: input.name, field: input.origin?.field ?? '' });
      usedBy.set(producer, users);
    }
  }
  if (took === undefined) end = Math.max(end, between(zeroOf(document), document.as_of) ?? 0);
  for (const [status, n] of Object.entries(document.left_out?.stages ?? {}))
    tally.set(status as Status, (tally.get(status as Status) ?? 0) + n);
  return {
    document,
    stageByPath,
    planByPath: new Map(document.plan.map((planned) => [planned.path, planned])),
    timingByStage: new Map(document.timing.stages.map((timing) => [timing.stage, timing])),
    artifactById: new Map(document.artifacts.map((artifact) => [artifact.artifact_id, artifact])),
    nodeOfArtifact: nodesOf(document),
    printed: source.printed,
    tree,
    small: isSmall(tree),
    counts: [...tally].sort(([a], [b]) => rank(a) - rank(b)),
    stagesLeftOut: Object.values(document.left_out?.stages ?? {}).reduce((sum, n) => sum + n, 0),
    usedBy,
    end: end > 0 ? end : 1,
  };
}

/** A node `artifacts:ID` stands for every artifact that is like the one with that id. */
function nodesOf({ artifacts, artifact_graph: { nodes } }: Skeleton): Map<string, string> {
  const found = new Map<string, string>();
  const ids = new Set(nodes.map((node) => node.id));
  const families = new Map<string, string>();
  const family = (one: Artifact) =>
    JSON.stringify([one.produced_by, one.kind, one.state, one.consumed_by]);
  for (const one of artifacts)
    if (ids.has(`artifacts:${one.artifact_id}`))
      families.set(family(one), `artifacts:${one.artifact_id}`);
  for (const one of artifacts) {
    const node = ids.has(`artifact:${one.artifact_id}`)
      ? `artifact:${one.artifact_id}`
      : families.get(family(one));
    if (node !== undefined) found.set(one.artifact_id, node);
  }
  return found;
}

function between(from: string | undefined, to: string): number | undefined {
  const ms = from === undefined ? NaN : Date.parse(to) - Date.parse(from);
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

const PLACES = /\[\d+\]|~\d+/g;

/** What the plan says about a stage; of an item, a stage in an item or a later visit, what it says about the first. */
export function planOf(model: Model, stage: Stage): PlannedStage | undefined {
  return model.planByPath.get(stage.path) ?? model.planByPath.get(stage.path.replace(PLACES, ''));
}

/** The line that names the stage in a definition file, as far as a reader of text can tell. */
export function definedAt(
  document: Skeleton,
  stage: Stage,
): { file: number; line: number } | undefined {
  const name = stage.path.split('/').at(-1)!.replace(PLACES, '');
  if (name === '') return undefined;
  for (const [file, { content = '' }] of document.definition.entries()) {
    for (let at = content.indexOf(name); at >= 0; at = content.indexOf(name, at + name.length)) {
      const start = content.lastIndexOf('\n', at) + 1;
      if (
        /^[\s-]*"?(name|stepId|id)"?\s*:\s*["']?$/.test(content.slice(start, at)) &&
        /^["']?,?\s*(#.*)?(\r?\n|$)/.test(content.slice(at + name.length, at + name.length + 80))
      ) {
        return { file, line: content.slice(0, at).split('\n').length };
      }
    }
  }
  return undefined;
}

const STATUS_WORDS = new Map<string, string>([
  ['not_reached', 'not reached'],
  ...STATUS_ORDER.filter((status) => status !== 'not_reached').map((status): [string, string] => [
    status,
    status,
  ]),
]);

/** The word for a status; one that is not known is shown as it is. */
export function statusWord(status: string | undefined): string {
  return STATUS_WORDS.get(status ?? 'planned') ?? plainText(String(status), 40);
}

/** A status for a style class: only ones that are known. */
export function statusClass(status: string | undefined): string {
  return status !== undefined && STATUS_WORDS.has(status) ? `is-${status}` : 'is-planned';
}
