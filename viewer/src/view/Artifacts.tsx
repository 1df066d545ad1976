import type { Artifact, GraphNode } from '../document.ts';
import { bytes, count, shortDigest } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { useClew, type State } from '../state.ts';
import { GraphPicture } from './GraphPicture.tsx';
import { effectWord } from './LeftBehind.tsx';
import { MoreInLedger } from './MoreInLedger.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { Text } from './Text.tsx';
import { VirtualList } from './VirtualList.tsx';

const ROW = 28;

/** What the run consumed and made: what of what, and each of them. */
export function Artifacts() {
  const { model, artifact, printing } = useClew();
  const { artifacts, artifact_graph: graph, left_out: leftOut } = model.value.document;
  const left = leftOut?.artifacts;
  if (artifacts.length === 0)
    return (
      <p class="empty">
        ∅ No artifact is in the ledger: nothing says that the run read or wrote a file.
      </p>
    );
  const at = artifacts.findIndex((one) => one.artifact_id === artifact.value);
  return (
    <div class="artifacts">
      {graph.nodes.length > 0 && !printing.value && <Lineage />}
      <div class="artifact-row artifact-names" aria-hidden="true">
        <span />
        <span>artifact</span>
        <span>kind</span>
        <span>path</span>
        <span class="right">size</span>
        <span>checksum</span>
        <span>produced by</span>
        <span>consumed by</span>
      </div>
      <VirtualList
        class="artifact-rows"
        label={`${count(artifacts.length + (left ?? 0))} artifacts`}
        rows={{ count: artifacts.length, rowHeight: ROW }}
        goTo={at < 0 ? undefined : at}
        goToKey={at < 0 ? '' : artifacts[at]!.artifact_id}
        printed={1000}
        render={(i) => (
          <ArtifactRow
            key={artifacts[i]!.artifact_id}
            artifact={artifacts[i]!}
            selected={i === at}
          />
        )}
      />
      <MoreInLedger n={left} what="artifact" />
    </div>
  );
}

function ArtifactRow({ artifact, selected }: { artifact: Artifact; selected: boolean }) {
  const { go } = useClew();
  const there = artifact.state === 'recorded';
  return (
    <button
      type="button"
      data-own-arrows
      class={`artifact-row${there ? '' : ' is-absent'}`}
      aria-pressed={selected}
      onClick={() => go({ artifact: artifact.artifact_id })}
      title={plainText(artifact.path)}
    >
      <StatusIcon status={there ? 'artifact' : 'absent'} size={14} />
      <span class="clip">
        <b>
          <Text of={artifact.artifact_id.slice(0, 120)} />
        </b>
        {!there && <span class="word tone-open"> ∅ {effectWord(artifact.state)}</span>}
      </span>
      <span class="clip">
        <Text of={artifact.kind.slice(0, 40)} />
      </span>
      <span class="mono clip">
        <Text of={artifact.path.slice(0, 200)} />
      </span>
      <span class="num right">{bytes(artifact.size_bytes)}</span>
      <span class="mono clip">
        {artifact.checksum === undefined ? (
          '∅'
        ) : (
          <Text of={shortDigest(artifact.checksum).slice(0, 40)} />
        )}
      </span>
      <span class="clip">
        {artifact.produced_by === undefined ? (
          <span class="muted">—</span>
        ) : (
          <Text of={artifact.produced_by.slice(0, 100)} />
        )}
      </span>
      <span class="clip">
        {artifact.consumed_by.length === 0 ? (
          <span class="muted">—</span>
        ) : (
          <Text of={artifact.consumed_by.slice(0, 5).join(', ').slice(0, 200)} />
        )}
      </span>
    </button>
  );
}

/** Which stage made what of what, and where the results went, or should have gone. */
function Lineage() {
  const state = useClew();
  const { document, nodeOfArtifact } = state.model.value;
  const chosen = nodeOfArtifact.get(state.artifact.value ?? '');
  return (
    <div class="lineage">
      <GraphPicture
        graph={document.artifact_graph}
        label={`Lineage of ${document.artifacts.length} artifacts`}
        chosen={chosen}
        choose={(node) => choose(state, node)}
        legend={
          <>
            a stage or file <i class="edge-data" /> gave <i class="dashed" /> ∅ absent
          </>
        }
      />
    </div>
  );
}

function choose(state: State, node: GraphNode): void {
  const { document } = state.model.peek();
  if (node.kind === 'artifact') state.go({ artifact: node.id.slice(node.id.indexOf(':') + 1) });
  else if (node.kind === 'stage') state.select(node.id, 'overview');
  else if (node.state === 'written')
    state.go({
      view: 'events',
      row: document.timing.windows.find((window) => window.name === 'save')?.end?.row,
    });
  else state.go({ view: 'absences', absence: 'no_status_write_back' });
}
