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
  const blocked = (
    <Group
      name="blocked"
      mark="✗"
      what="to be settled first"
      items={plan.blocked.slice(0, MOST).map((one) => (
        <>
          <b>
            <LongText of={one.code.replaceAll('_', ' ')} most={60} />
          </b>{' '}
          <LongText of={one.why} most={300} />
        </>
      ))}
    />
  );
  const command = (
    <p class="command">
      <code title={plainText(plan.command, 2000)}>
        <LongText of={plan.command} most={300} />
      </code>
      <CopyButton text={plan.command} what="command" />
    </p>
  );
  return (
    <section class="rerun" aria-label="What can I safely rerun">
      <h3>
        What can I safely rerun{' '}
        <span class="muted">
          {isBlocked ? 'nothing yet; then from' : 'from'} <LongText of={plan.from} most={60} />
        </span>
      </h3>
      {isBlocked && <dl>{blocked}</dl>}
      {isBlocked && (
        <p class="to-unblock">
          {plan.blocked.every((one) => one.code === 'effect_unknown')
            ? 'Look outside whether it took effect. If it may be done again:'
            : 'When that is settled:'}
        </p>
      )}
      {isBlocked && command}
      <dl>
        <Group
          name="reuse"
          mark="↺"
          what="taken over as it is"
          items={plan.reuse
            .filter(isTold)
            .slice(0, MOST)
            .map((one) => (
              <Reuse one={one} />
            ))}
        />
        <Group
          name="redo"
          mark="▶"
          what="done again"
          before={isBlocked && redo.length > 0 ? 'once nothing blocks it:' : ''}
          items={[
            ...(redo.length > 0
              ? redo
              : [plan.steps.length === 0 ? 'the whole command' : 'the write-back alone']),
            ...owed(plan),
          ]}
        />
        <Group name="keep" mark="✓" what="not done again" items={steps(plan, 'keep')} />
        {!isBlocked && blocked}
        <Group
          name="effects"
          mark="⇥"
          what="what it did outside"
          items={plan.effects.slice(0, MOST).map((one) => (
            <span class={one.state === 'unknown' ? 'unsure' : ''}>
              <StatusIcon status={one.state} size={12} /> <b>{effectWord(one.state)}</b>{' '}
              <LongText of={one.what} most={100} />
            </span>
          ))}
        />
      </dl>
      {!isBlocked && command}
      <Conditions plan={plan} />
      <p class="muted small">
        Made from the ledger alone: <code>clew plan</code> also looks at the files.
      </p>
    </section>
  );
}

/** The bundle stands for the files that were given; what nobody recorded is told by the conditions. */
function isTold(one: ReplayPlan['reuse'][number]): boolean {
  return (
    one.state !== 'not_recorded' &&
    (one.kind !== 'input' || one.state === 'changed' || one.state === 'missing')
  );
}

function Reuse({ one }: { one: ReplayPlan['reuse'][number] }) {
  const isNamedByKind =
    one.kind === 'input_bundle' || one.kind === 'workspace' || one.kind === 'final_artifact';
  return (
    <>
      {isNamedByKind && <span class="muted">{one.kind?.replaceAll('_', ' ')} </span>}
      {one.artifact_id === undefined ? (
        <LongText
          of={one.what?.startsWith('sha256:') ? shortDigest(one.what) : (one.what ?? '')}
          most={100}
        />
      ) : (
        <ArtifactLink id={one.artifact_id} />
      )}{' '}
      <b>
        <LongText of={one.state.replaceAll('_', ' ')} most={30} />
      </b>
      {one.checksum !== undefined && (
        <code class="muted" title={plainText(one.checksum)}>
          {' '}
          <LongText of={shortDigest(one.checksum)} most={30} />
        </code>
      )}
    </>
  );
}

/** That a command ends is no news where nothing else is known of it. */
function owed(plan: ReplayPlan): ComponentChildren[] {
  const all = plan.owed ?? [];
  if (plan.steps.length === 0 && all.length < 2) return [];
  return all.slice(0, MOST).map((one) => (
    <>
      <LongText of={one.what} most={60} />{' '}
      <span class="muted">
        <LongText of={one.why} most={120} />
      </span>
    </>
  ));
}

/** Which of the conditions of a replayable run hold; those that do not come with the reason. */
function Conditions({ plan }: { plan: ReplayPlan }) {
  const all = plan.conditions ?? [];
  if (all.length === 0) return null;
  const lacking = all.filter((one) => !one.holds);
  return (
    <details class="conditions">
      <summary>
        {all.length - lacking.length} of {all.length} conditions of a replayable run hold
      </summary>
      <ul>
        {[...lacking, ...all.filter((one) => one.holds)].map((one) => (
          <li>
            <span aria-hidden="true">{one.holds ? '✓' : '✗'}</span>{' '}
            <b>
              <LongText of={one.code.replaceAll('_', ' ')} most={60} />
            </b>
            {one.holds ? '' : ' does not hold:'}{' '}
            <span class="muted">
              <LongText of={one.why} most={200} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A group of nothing says nothing: it is not drawn. */
function Group({
  name,
  mark,
  what,
  before = '',
  items,
}: {
  name: string;
  mark: string;
  what: string;
  before?: string;
  items: readonly ComponentChildren[];
}) {
  if (items.length === 0) return null;
  return (
    <div class={`group-${name}`}>
      <dt title={what}>
        <span aria-hidden="true">{mark}</span> {name}
      </dt>
      <dd>
        {before !== '' && <span class="muted">{before}</span>}
        {items.map((item) => (
          <span class="item">{item}</span>
        ))}
      </dd>
    </div>
  );
}

function steps(
  plan: ReplayPlan,
  action: ReplayPlan['steps'][number]['action'],
): ComponentChildren[] {
  return plan.steps
    .filter((step) => step.action === action)
    .slice(0, MOST)
    .map((step) => (
      <>
        <StageLink path={step.stage} />{' '}
        <span class="muted">
          <LongText of={step.reason} most={120} />
        </span>
      </>
    ));
}
