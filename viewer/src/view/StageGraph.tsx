import { useClew } from '../state.ts';
import { GraphPicture } from './GraphPicture.tsx';

/** How the stages hang together. */
export function StageGraph({ tools = true }: { tools?: boolean }) {
  const { model, stage, select } = useClew();
  const { graph } = model.value.document;
  if (graph.nodes.length === 0) return <p class="empty">This run has no stage graph.</p>;
  return <GraphPicture graph={graph} tools={tools} label={`Graph of ${graph.nodes.length} stages`} chosen={stage.value} choose={(node) => select(node.id)} legend={<><i class="edge-data" /> data <i class="edge-decision" /> decision <i class="edge-order" /> order</>} />;
}
