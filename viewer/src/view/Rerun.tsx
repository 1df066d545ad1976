import type { ComponentChildren } from 'preact';
import type { ReplayPlan } from '../document.ts';
import { shortDigest } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { CopyButton } from './CopyButton.tsx';
import { effectWord } from './LeftBehind.tsx';
import { LongText } from './LongText.tsx';
import { ArtifactLink } from './Refs.tsx';
import { StageLink } from './StageLink.tsx';
import { StatusIcon } from './StatusIcon.tsx';

const MOST = 200;

/**
 * What a replay would do, if a plan was made: four groups, so that nothing is done twice by surprise. Of a plan that is
 * blocked, what blocks it and how to go on come first; its stages are those that it would do again.
 */
export function Rerun() {
  const plan = useClew().model.value.document.replay;
  if (!plan) return null;
  const isBlocked = plan.blocked.length > 0;
  const redo = [...steps(plan, 'redo'), ...steps(plan, 'blocked')];
  const blocked = <Group name="blocked" mark="✗" what="to be settled first" items={plan.blocked.slice(0, MOST).map((one) => <><b><LongText of={one.code.replaceAll('_', ' ')} most={60} /></b> <LongText of={one.why} most={300} /></>)} />;
  const command = <p class="command"><code title={plainText(plan.command, 2000)}><LongText of={plan.command} most={300} /></code><CopyButton text={plan.command} what="command" /></p>;
  return (
    <section class="rerun" aria-label="What can I safely rerun">
      <h3>What can I safely rerun <span class="muted">{isBlocked ? 'nothing yet; then from' : 'from'} <LongText of={plan.from} most={60} /></span></h3>
      {isBlocked && <dl>{blocked}</dl>}
      {isBlocked && <p class="to-unblock">{plan.blocked.every((one) => one.code === 'effect_unknown') ? 'Look outside whether it took effect. If it may be done again:' : 'When that is settled:'}</p>}
      {isBlocked && command}
      <dl>
        <Group name="reuse" mark="↺" what="taken over as it is" items={[
          ...plan.reuse.slice(0, MOST).map((one) => <>{one.artifact_id === undefined ? <LongText of={one.what} most={100} /> : <ArtifactLink id={one.artifact_id} />} <b><LongText of={one.state.replaceAll('_', ' ')} most={30} /></b>{one.checksum !== undefined && <code class="muted" title={plainText(one.checksum)}> <LongText of={shortDigest(one.checksum)} most={30} /></code>}</>),
        ]} />
        <Group name="redo" mark="▶" what="done again" before={isBlocked && redo.length > 0 ? 'once nothing blocks it:' : ''} items={redo.length > 0 ? redo : [plan.steps.length === 0 ? 'the whole command' : 'the write-back alone']} />
        <Group name="keep" mark="✓" what="not done again" items={steps(plan, 'keep')} />
        {!isBlocked && blocked}
        <Group name="effects" mark="⇥" what="what it did outside" items={plan.effects.slice(0, MOST).map((one) => <span class={one.state === 'unknown' ? 'unsure' : ''}><StatusIcon status={one.state} size={12} /> <b>{effectWord(one.state)}</b> <LongText of={one.what} most={100} /></span>)} />
      </dl>
      {!isBlocked && command}
      <p class="muted small">Made from the ledger alone: <code>clew plan</code> also looks at the files.</p>
    </section>
  );
}

/** A group of nothing says nothing: it is not drawn. */
function Group({ name, mark, what, before = '', items }: { name: string; mark: string; what: string; before?: string; items: readonly ComponentChildren[] }) {
  if (items.length === 0) return null;
  return (
    <div class={`group-${name}`}>
      <dt title={what}><span aria-hidden="true">{mark}</span> {name}</dt>
      <dd>{before !== '' && <span class="muted">{before}</span>}{items.map((item) => <span class="item">{item}</span>)}</dd>
    </div>
  );
}

function steps(plan: ReplayPlan, action: ReplayPlan['steps'][number]['action']): ComponentChildren[] {
  return plan.steps.filter((step) => step.action === action).slice(0, MOST).map((step) => <><StageLink path={step.stage} /> <span class="muted"><LongText of={step.reason} most={120} /></span></>);
}
