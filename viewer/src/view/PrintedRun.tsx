import { isProblem } from '../model/tree.ts';
import { useClew } from '../state.ts';
import { Banners } from './Banners.tsx';
import { Absences } from './Absences.tsx';
import { Artifacts } from './Artifacts.tsx';
import { Decisions } from './Decisions.tsx';
import { Dossier, Explanation, isBlocked } from './Dossier.tsx';
import { Exchange } from './Exchange.tsx';
import { Header } from './Header.tsx';
import { Outcome } from './Outcome.tsx';
import { Output } from './Output.tsx';
import { RunFacts } from './RunFacts.tsx';
import { StageOverview } from './StageOverview.tsx';
import { StageInputs, StageOutputs } from './StageValues.tsx';
import { StatusWord } from './StatusIcon.tsx';
import { Text } from './Text.tsx';
import { Timeline } from './Timeline.tsx';
import { Windows } from './Windows.tsx';

const ALL = 40;

/** The run on paper: everything that matters, written out, without anything to press. */
export function PrintedRun() {
  const { model, stage: selected } = useClew();
  const { document } = model.value;
  const stages =
    document.stages.length <= ALL
      ? document.stages
      : document.stages
          .filter((stage) => isProblem(stage.status) || stage.path === selected.value)
          .slice(0, ALL);
  return (
    <div class="app printed-run">
      <Header printed />
      <Banners />
      {isBlocked(document) ? <Dossier /> : <Outcome />}
      <Windows />
      {isBlocked(document) && <Explanation />}
      <h2>Absences</h2>
      <Absences />
      <h2>Artifacts</h2>
      <Artifacts />
      {document.stages.length > 0 && (
        <>
          <h2>Timeline</h2>
          <Timeline />
        </>
      )}
      {model.value.printed && (
        <>
          <h2>Output</h2>
          <Output />
        </>
      )}
      <h2>Run</h2>
      <RunFacts />
      {stages.length > 0 && (
        <h2>
          {stages.length === document.stages.length
            ? 'Stages'
            : `Stages with problems (${stages.length} of ${document.stages.length})`}
        </h2>
      )}
      {stages.map((stage) => (
        <article class="printed-stage" key={stage.path}>
          <h3>
            <Text of={stage.path} /> <StatusWord status={stage.status} />
          </h3>
          <StageOverview stage={stage} />
          {stage.inputs.length > 0 && (
            <>
              <h4>Inputs</h4>
              <StageInputs stage={stage} />
            </>
          )}
          {stage.decisions.length > 0 && (
            <>
              <h4>Decisions</h4>
              <Decisions stage={stage} />
            </>
          )}
          {stage.tool_call_ids.length > 0 && (
            <>
              <h4>Exchange</h4>
              <Exchange stage={stage} />
            </>
          )}
          {stage.outputs.length > 0 && (
            <>
              <h4>Outputs</h4>
              <StageOutputs stage={stage} />
            </>
          )}
        </article>
      ))}
    </div>
  );
}
