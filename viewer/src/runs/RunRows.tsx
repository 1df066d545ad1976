import { duration, soFar, when } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { RunLink } from '../view/RunLink.tsx';
import { StatusIcon, toneOf } from '../view/StatusIcon.tsx';
import { Text } from '../view/Text.tsx';
import { useNow } from '../view/useNow.ts';
import { keyOf, nested, stuckMs, tookMs, type RunEntry } from './list.ts';
import { useRuns } from './state.ts';

const GOING = new Set(['created', 'queued', 'running']);

export function RunRows({ runs }: { runs: readonly RunEntry[] }) {
  const now = useNow() + useRuns().ahead.value;
  return (
    <>
      <div class="run-names" aria-hidden="true">
        <span>status</span>
        <span>name</span>
        <span>namespace</span>
        <span class="right">took</span>
        <span>created</span>
        <span />
      </div>
      <ol aria-label="Runs, the newest first">
        {nested(runs).map(({ run, depth }) => (
          <li key={keyOf(run)} class={depth === 0 ? '' : `started-by depth-${Math.min(depth, 4)}`}>
            <Row run={run} now={now} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Row({ run, now }: { run: RunEntry; now: number }) {
  const going = GOING.has(run.status);
  const took = tookMs(run, now);
  return (
    <RunLink class="run-row" namespace={run.namespace} run={run.run_id}>
      <span class={`run-status tone-${toneOf(run.status)}`}>
        <StatusIcon status={run.status} size={14} />
        <strong>
          <Text of={String(run.status).replaceAll('_', ' ')} />
        </strong>
      </span>
      <span class="clip run-name" title={plainText(run.name, 300)}>
        <Text of={run.name.slice(0, 120)} />
        {run.version !== undefined && (
          <span class="muted">
            {' '}
            <Text of={run.version.slice(0, 30)} />
          </span>
        )}
        {run.parent !== undefined && (
          <span class="muted" title={plainText(startedBy(run), 300)}>
            {' '}
            · started by another run
          </span>
        )}
        {run.attempts > 1 && <span class="muted"> · attempt {run.attempts}</span>}
      </span>
      <span class="clip muted">
        <Text of={run.namespace.slice(0, 60)} />
      </span>
      <span class="num right">
        {going && took !== undefined
          ? soFar(took)
          : run.finished_at === undefined
            ? '—'
            : duration(took)}
      </span>
      <span class="num">{when(run.created_at?.replace(/\.\d+/, ''))}</span>
      <span class="muted num">{ago(run, now)}</span>
      <Finding run={run} stuck={stuckMs(run, now)} />
    </RunLink>
  );
}

function startedBy({ parent }: RunEntry): string {
  return `${parent!.run_id}${parent!.stage === undefined ? '' : `, in ${parent!.stage}`}`;
}

/** Its id and what is wrong with it, below its name: there is always a second line, so that nothing moves when more is known. */
function Finding({ run, stuck }: { run: RunEntry; stuck: number | undefined }) {
  return (
    <span class={`run-finding tone-${toneOf(run.status)}`}>
      <span class="mono clip muted run-id" title={plainText(run.run_id, 300)}>
        <Text of={run.run_id.slice(0, 80)} />
      </span>
      {stuck !== undefined && (
        <>
          <span class="run-mark tone-open" title={plainText(run.stuck_rule ?? '', 300)}>
            stuck{stuck >= 60_000 && ` ${duration(Math.floor(stuck / 60_000) * 60_000)}`}
          </span>
          <span class="muted clip">
            <Text of={run.stuck_rule ?? ''} />
          </span>
        </>
      )}
      {/* The rule has said it. */}
      {run.headline !== undefined && !(stuck !== undefined && run.failure === 'stuck') && (
        <>
          <span
            class="run-mark"
            title={plainText(`${run.failure}: failed in ${run.phase}, by ${run.cause}`, 300)}
          >
            {/* What is not known is no mark. */}
            <Text
              of={(run.cause === 'unknown' ? run.phase : run.cause)?.replaceAll('_', ' ') ?? ''}
            />
          </span>
          <span class="clip" title={plainText(run.headline, 600)}>
            <Text of={run.headline.slice(0, 300)} />
          </span>
        </>
      )}
    </span>
  );
}

function ago({ created_at: created }: RunEntry, now: number): string {
  const seconds = Math.floor((now - Date.parse(created ?? '')) / 1000);
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 60) return 'just now';
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} days ago`;
}
