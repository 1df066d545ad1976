import { useClew, VIEWS, type View } from '../state.ts';
import { Absences } from './Absences.tsx';
import { Artifacts } from './Artifacts.tsx';
import { Events } from './Events.tsx';
import { Files } from './Files.tsx';
import { Output } from './Output.tsx';
import { RunFacts } from './RunFacts.tsx';
import { StageGraph } from './StageGraph.tsx';
import { Tabs } from './Tabs.tsx';
import { Timeline } from './Timeline.tsx';

/** The left side: one of the ways to look at the whole run. */
export function Views() {
  const { view, model, source, go } = useClew();
  const { document } = model.value;
  const names: {
    readonly [view in View]: { name: string; key: string; count?: number; dim?: boolean };
  } = {
    timeline: {
      name: 'Timeline',
      key: 't',
      count: document.stages.length + model.value.stagesLeftOut,
      dim: document.stages.length === 0,
    },
    output: { name: 'Output', key: 'p', dim: !model.value.printed },
    artifacts: {
      name: 'Artifacts',
      key: 'a',
      count: document.artifacts.length + (document.left_out?.artifacts ?? 0),
      dim: document.artifacts.length === 0,
    },
    absences: {
      name: '∅ Absences',
      key: 'm',
      count: document.absences.length + (document.left_out?.absences ?? 0),
      dim: document.absences.length === 0,
    },
    graph: { name: 'Graph', key: 'g', dim: document.graph.nodes.length === 0 },
    run: { name: 'Run', key: 'o' },
    events: { name: 'Events', key: 'e', count: source.value.rowCount },
    files: {
      name: 'Files',
      key: 'f',
      count: document.definition.length,
      dim: document.definition.length === 0,
    },
  };
  return (
    <section class="views" aria-label="The whole run">
      <Tabs
        id="view"
        label="Views of the run"
        items={VIEWS.map((one) => ({ id: one, ...names[one] }))}
        selected={view.value}
        select={(one) => go({ view: one })}
      />
      <div
        class={`view view-${view.value}`}
        role="tabpanel"
        id="view-panel"
        aria-labelledby={`view-tab-${view.value}`}
      >
        {view.value === 'timeline' && <Timeline />}
        {view.value === 'output' && <Output />}
        {view.value === 'artifacts' && <Artifacts />}
        {view.value === 'absences' && <Absences />}
        {view.value === 'graph' && <StageGraph />}
        {view.value === 'run' && <RunFacts />}
        {view.value === 'events' && <Events />}
        {view.value === 'files' && <Files />}
      </div>
    </section>
  );
}
