import type { NamedValue, Origin, Stage } from '../document.ts';
import { factsOf } from '../model/facts.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { StageLink } from './StageLink.tsx';
import { Value } from './Value.tsx';
import { useSoon } from './useSoon.ts';

/** The values that a stage was given, and where each came from. */
export function StageInputs({ stage }: { stage: Stage }) {
  if (stage.inputs.length === 0)
    return (
      <p class="empty">
        {stage.status === 'skipped' || stage.status === 'not_reached'
          ? 'Nothing was resolved: the stage did not run.'
          : 'This stage was given no values.'}
      </p>
    );
  return <Values of={stage.inputs} />;
}

export function StageOutputs({ stage }: { stage: Stage }) {
  const { model: ofPage, source } = useClew();
  const model = ofPage.value;
  const users = model.usedBy.get(stage.path) ?? [];
  const facts = useSoon(() => factsOf(source.value, stage), [source.value, stage]);
  if (!facts) return stage.outputs.length > 0 ? <Values of={stage.outputs} /> : null;
  const { set, context } = facts;
  if (stage.outputs.length + set.length + context.length === 0)
    return (
      <p class="empty">
        {stage.status === 'skipped' || stage.status === 'not_reached'
          ? 'No outputs: the stage did not run.'
          : 'This stage has no outputs.'}
      </p>
    );
  return (
    <>
      {stage.outputs.length > 0 && <Values of={stage.outputs} />}
      {set.length > 0 && (
        <section>
          <h3>Set</h3>
          <Values of={set} />
        </section>
      )}
      {context.length > 0 && (
        <section>
          <h3>Context</h3>
          <Values of={context} />
        </section>
      )}
      {users.length > 0 && (
        <section>
          <h3>Used by</h3>
          <ul class="plain-list">
            {users.slice(0, 200).map((user) => (
              <li>
                <StageLink path={user.stage} tab="inputs" icon /> <span class="muted">as</span>{' '}
                <code>
                  <LongText of={user.name} most={80} />
                </code>{' '}
                <span class="muted">from</span>{' '}
                <code>
                  <LongText of={user.field} most={80} />
                </code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

export function Values({ of }: { of: readonly NamedValue[] }) {
  return (
    <table class="table values">
      <thead>
        <tr>
          <th>name</th>
          <th>value</th>
          <th>from</th>
        </tr>
      </thead>
      <tbody>
        {of.map((value) => (
          <tr>
            <th scope="row">
              <LongText of={value.name} most={120} />
              {value.secret && <span class="chip">secret</span>}
              {value.type !== undefined && (
                <span class="sub muted">
                  <LongText of={value.type} most={60} />
                </span>
              )}
              {value.at !== undefined && (
                <span class="sub muted">
                  in <LongText of={value.at} most={100} />
                </span>
              )}
            </th>
            <td>
              <Value of={value.value} missing={value.missing} />
            </td>
            <td>
              {value.origin &&
                (value.origin.kind !== 'response' || value.template === undefined) && (
                  <OriginOf origin={value.origin} />
                )}
              {value.source !== undefined && (
                <span class="mono">
                  <LongText of={value.source} most={120} />
                </span>
              )}
              {value.template !== undefined &&
                value.origin?.kind !== 'stage' &&
                value.origin?.kind !== 'input' && (
                  <code>
                    <LongText of={value.template} most={160} />
                  </code>
                )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OriginOf({ origin }: { origin: Origin }) {
  const { go } = useClew();
  switch (origin.kind) {
    case 'stage':
      return (
        <span class="origin">
          {origin.stage !== undefined && (
            <>
              <span aria-hidden="true">← </span>
              <StageLink path={origin.stage} tab="outputs" icon />
            </>
          )}{' '}
          {origin.field !== undefined && (
            <code>
              <LongText of={origin.field} most={100} />
            </code>
          )}
        </span>
      );
    case 'input':
      return (
        <span class="origin">
          <button type="button" class="link" onClick={() => go({ view: 'run' })}>
            run input
          </button>{' '}
          {origin.name !== undefined && (
            <code>
              <LongText of={origin.name} most={100} />
            </code>
          )}
        </span>
      );
    default:
      return (
        <span class="origin">
          {origin.kind}{' '}
          <code>
            <LongText of={origin.field ?? origin.name ?? ''} most={120} />
          </code>
        </span>
      );
  }
}
