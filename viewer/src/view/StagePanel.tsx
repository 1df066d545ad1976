import type { Stage } from '../document.ts';
import { planOf } from '../model/model.ts';
import { plural } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { TABS, useClew, type Tab } from '../state.ts';
import { Decisions } from './Decisions.tsx';
import { Exchange } from './Exchange.tsx';
import { RawJson } from './RawJson.tsx';
import { StageEvents } from './StageEvents.tsx';
import { StageInputs, StageOutputs } from './StageValues.tsx';
import { StageOverview } from './StageOverview.tsx';
import { StatusWord } from './StatusIcon.tsx';
import { Tabs } from './Tabs.tsx';
import { LongText } from './LongText.tsx';
import { useSoon } from './useSoon.ts';

/** So many calls are written out as JSON. */
const MOST = 100;

/** The right side: everything about the selected stage. */
export function StagePanel() {
  const { model, stage: path, tab, go } = useClew();
  const stage = model.value.stageByPath.get(path.value ?? '');
  if (!stage)
    return (
      <section class="panel" id="stage-panel" tabIndex={-1} aria-label="Stage">
        <p class="empty">No stage is selected.</p>
      </section>
    );
  const items = tabsOf(stage);
  return (
    <section
      class="panel"
      id="stage-panel"
      tabIndex={-1}
      aria-label={`Stage ${plainText(stage.path)}`}
    >
      <div class="panel-head">
        <h2 title={plainText(stage.path)}>
          <LongText of={stage.path} most={120} />
        </h2>
        <StatusWord status={stage.status} />
      </div>
      <Tabs
        id="panel"
        label="About this stage"
        items={items}
        selected={tab.value}
        select={(one) => go({ tab: one })}
      />
      <div
        class="panel-body"
        role="tabpanel"
        id="panel-panel"
        tabIndex={0}
        data-own-arrows
        aria-labelledby={`panel-tab-${tab.value}`}
        key={stage.path}
      >
        <PanelTab stage={stage} tab={tab.value} />
      </div>
    </section>
  );
}

export function PanelTab({ stage, tab }: { stage: Stage; tab: Tab }) {
  switch (tab) {
    case 'overview':
      return <StageOverview stage={stage} />;
    case 'inputs':
      return <StageInputs stage={stage} />;
    case 'exchange':
      return <Exchange stage={stage} />;
    case 'decisions':
      return <Decisions stage={stage} />;
    case 'outputs':
      return <StageOutputs stage={stage} />;
    case 'events':
      return <StageEvents stage={stage} />;
    case 'json':
      return <StageJson stage={stage} />;
  }
}

function StageJson({ stage }: { stage: Stage }) {
  const { model, source } = useClew();
  const ids = stage.tool_call_ids;
  const calls = useSoon(() => source.value.calls(ids.slice(0, MOST)), [source.value, stage]);
  const planned = planOf(model.value, stage);
  return (
    <>
      <RawJson of={stage} label="Stage as JSON" open />
      {planned && <RawJson of={planned} label="Plan as JSON" />}
      {calls?.map((call) => (
        <RawJson key={call.tool_call_id} of={call} label={`Tool call of try ${call.try} as JSON`} />
      ))}
      {ids.length > MOST && (
        <p class="note">{plural(ids.length - MOST, 'more call')}: see Exchange.</p>
      )}
    </>
  );
}

function tabsOf(stage: Stage): { id: Tab; name: string; count?: number; dim: boolean }[] {
  const counts: { readonly [tab in Tab]?: number } = {
    inputs: stage.inputs.length,
    exchange: stage.tool_call_ids.length,
    decisions: stage.decisions.length,
    outputs: stage.outputs.length,
    events: stage.rows.length,
  };
  const names: { readonly [tab in Tab]: string } = {
    overview: 'Overview',
    inputs: 'Inputs',
    exchange: 'Exchange',
    decisions: 'Decisions',
    outputs: 'Outputs',
    events: 'Events',
    json: 'JSON',
  };
  return TABS.map((id) => ({
    id,
    name: names[id],
    ...(counts[id] ? { count: counts[id] } : {}),
    dim: counts[id] === 0,
  }));
}
