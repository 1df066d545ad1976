import { duration } from '../model/format.ts';
import { statusWord } from '../model/model.ts';
import type { ChildCall } from '../live/family.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { RunLink } from './RunLink.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { Text } from './Text.tsx';

const MOST = 5;
const GOOD = new Set(['succeeded', 'running', 'created', 'queued']);

/** The run that has started this one, and those that it has started, the bad ones first: said by their ledgers, not by its own. */
export function Family() {
  const { family, model } = useClew();
  const known = family.value;
  if (!known || (known.calls.length === 0 && known.parent === undefined)) return null;
  const { namespace } = model.value.document.run;
  const calls = [...known.calls].sort((a, b) => Number(isGood(a)) - Number(isGood(b)));
  return (
    <section class="family" aria-label="Runs around this one">
      {known.parent && (
        <p>
          Started by{' '}
          <RunLink namespace={namespace} run={known.parent.run_id} class="link">
            <Text of={known.parent.run_id.slice(0, 80)} />
          </RunLink>
          {known.parent.stage !== undefined && (
            <>
              {' '}
              in <Text of={known.parent.stage.slice(0, 120)} />
            </>
          )}
        </p>
      )}
      {calls.length > 0 && (
        <ul aria-label="Runs that it has started">
          {calls.slice(0, MOST).map((call) => (
            <li key={call.run.run_id}>
              <Child call={call} />
            </li>
          ))}
        </ul>
      )}
      {calls.length > MOST && <p class="note">{calls.length - MOST} more runs were started.</p>}
    </section>
  );
}

function Child({ call }: { call: ChildCall }) {
  const { timing, run } = call;
  return (
    <>
      <StatusIcon status={call.status} size={13} /> <span class="muted">started</span>{' '}
      <RunLink namespace={run.namespace} run={run.run_id} class="link">
        <Text of={run.name.slice(0, 120)} />
      </RunLink>{' '}
      <Text of={statusWord(call.status).replaceAll('_', ' ')} />
      {timing.total_ms !== undefined && ` after ${duration(timing.total_ms)}`}
      {call.stage !== undefined && (
        <span class="muted">
          {' '}
          in <Text of={call.stage.slice(0, 120)} />
        </span>
      )}
      {call.headline !== undefined && (
        <>
          {': '}
          <LongText of={call.headline} most={300} />
        </>
      )}
    </>
  );
}

function isGood(call: ChildCall): boolean {
  return GOOD.has(call.status);
}
