import { useClew } from '../state.ts';
import { GraphPicture } from './GraphPicture.tsx';

/** How the stages hang together. */
export function StageGraph({ tools = true }: { tools?: boolean }) {
  const { model, stage, select } = useClew();
  const { graph } = model.value.document;
  if (graph.nodes.length === 0) return <p class="empty">This run has no stage graph.</p>;
  // A graph may stand for items and children by what they are below.
  const drawn = new Set(graph.nodes.map((node) => node.id));
  let chosen = model.value.tree.byPath.get(stage.value ?? '');
  while (chosen && !drawn.has(chosen.stage.path)) chosen = chosen.parent;
  return (
    <GraphPicture
      graph={graph}
      tools={tools}
      label={`Graph of ${graph.nodes.length} stages`}
      chosen={chosen?.stage.path}
      choose={(node) => select(node.id)}
      legend={
        <>
          <i class="edge-data" /> data <i class="edge-decision" /> decision <i class="edge-order" />{' '}
          order
        </>
      }
    />
  );
}
