import { duration, when } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { CopyButton } from './CopyButton.tsx';
import { LiveSign, SoFar } from './LiveSign.tsx';
import { RunsLink } from './RunLink.tsx';
import { Search } from './Search.tsx';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Text } from './Text.tsx';
import { LogoutButton } from './LogoutButton.tsx';
import { ThemeButton } from './ThemeButton.tsx';

export function Header({ printed = false }: { printed?: boolean }) {
  const { model, helping, live } = useClew();
  const { run, attempt, attempts, environment, timing, as_of: asOf } = model.value.document;
  const ended = attempt.finished_at ?? run.finished_at;
  const started = attempt.started_at ?? run.started_at ?? run.created_at;
  const took = timing.total_ms ?? attempt.duration_ms ?? run.duration_ms;
  return (
    <header class="header" role="banner">
      {live.value && !printed && <RunsLink />}
      <div class="run-title">
        <h1 title={plainText(run.name)}>
          <Text of={run.name} />
        </h1>
        {run.version !== undefined && (
          <span class="muted version" title="version of the workflow">
            <Text of={run.version} />
          </span>
        )}
      </div>
      <span class="run-id mono" title={plainText(run.run_id)}>
        <span class="sr">run </span>
        <span class="clip">
          <Text of={run.run_id.slice(0, 80)} />
        </span>
        {!printed && <CopyButton text={run.run_id} icon what="run id" />}
      </span>
      <span class={`run-status tone-${toneOf(attempt.status)}`}>
        <StatusIcon status={attempt.status} />
        <strong>{<Text of={String(attempt.status).replaceAll('_', ' ')} />}</strong>
      </span>
      {!printed && <LiveSign />}
      <dl class="facts">
        <div>
          <dt>attempt</dt>
          <dd class="num">
            {attempt.number} of {Math.max(attempts.length, attempt.number)}
          </dd>
        </div>
        <div title={local(ended ?? started)}>
          <dt>{ended === undefined ? 'started' : 'ended'}</dt>
          <dd class="num">
            <Text of={when(ended ?? started)} />
          </dd>
        </div>
        <div
          title={`From the moment it was asked for to its end. The attempt itself: ${duration(attempt.duration_ms)}`}
        >
          <dt>took</dt>
          <dd class="num">
            <b>
              {took !== undefined ? (
                duration(took)
              ) : live.value?.isGoing && started !== undefined ? (
                <SoFar from={run.created_at ?? started} asOf={asOf} />
              ) : (
                'not finished'
              )}
            </b>
          </dd>
        </div>
        {environment.name !== undefined && (
          <div class="env" title={plainText(`environment ${environment.name}`)}>
            <dt>env</dt>
            <dd class="clip">
              <Text of={environment.name} />
            </dd>
          </div>
        )}
        {run.execution_key !== undefined && (
          <div
            class="key"
            title={`Execution key: runs with the same definition and inputs share it\n${run.execution_key}`}
          >
            <dt>key</dt>
            <dd class="mono">
              <Text of={run.execution_key.slice(0, 8)} />
              {!printed && <CopyButton text={run.execution_key} icon what="execution key" />}
            </dd>
          </div>
        )}
      </dl>
      {!printed && (
        <div class="tools">
          <Search />
          <LogoutButton />
          <ThemeButton />
          <button
            type="button"
            class="tool"
            onClick={() => (helping.value = true)}
            aria-label="Keyboard help"
            title="Keyboard help (?)"
          >
            ?
          </button>
        </div>
      )}
    </header>
  );
}

function local(instant: string | undefined): string {
  const ms = instant === undefined ? NaN : Date.parse(instant);
  return Number.isFinite(ms)
    ? `${instant} · here: ${new Date(ms).toLocaleString()}`
    : (instant ?? '');
}
