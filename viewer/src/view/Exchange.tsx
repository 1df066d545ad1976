import type { Header, Stage, ToolCall } from '../document.ts';
import { clock, duration, plural } from '../model/format.ts';
import { curl } from '../model/curl.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { BodyView } from './BodyView.tsx';
import { CopyButton } from './CopyButton.tsx';
import { effectWord } from './LeftBehind.tsx';
import { LongText } from './LongText.tsx';
import { RawJson } from './RawJson.tsx';
import { Redacted } from './Redacted.tsx';
import { RowLink } from './StageLink.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { TimingBar } from './TimingBar.tsx';
import { useSoon } from './useSoon.ts';

/** So many calls can be chosen from. */
const MOST = 200;

/** What was sent and what came back, for one of the stage's calls. */
export function Exchange({ stage }: { stage: Stage }) {
  const { model, source, call: chosen, go, printing } = useClew();
  const ids = shownIds(stage.tool_call_ids, chosen.value);
  const calls = useSoon(() => source.value.calls(ids), [source.value, stage, ids.join()]);
  if (!calls) return null;
  if (calls.length === 0)
    return (
      <p class="empty">
        {stage.offset_ms === undefined
          ? 'Nothing was sent: the stage did not run.'
          : model.value.tree.byPath.get(stage.path)?.children.length
            ? 'This stage called nothing itself: see what is below it.'
            : 'This stage called nothing outside.'}
      </p>
    );
  if (printing.value)
    return (
      <>
        {calls.map((one) => (
          <OneExchange key={one.tool_call_id} call={one} last={isLast(calls, one)} />
        ))}
      </>
    );
  const call = calls.find((one) => one.tool_call_id === chosen.value) ?? calls.at(-1)!;
  return (
    <>
      {calls.length > 1 && (
        <div class="call-choice" role="group" aria-label="Calls of this stage">
          {calls.map((one) => (
            <button
              key={one.tool_call_id}
              type="button"
              class="filter"
              aria-pressed={one === call}
              onClick={() => go({ call: one.tool_call_id })}
            >
              <StatusIcon
                status={
                  one.status === 'completed' && (one.http_status ?? 0) < 400
                    ? 'succeeded'
                    : one.status === 'unclosed'
                      ? 'unclosed'
                      : one.status === 'running'
                        ? 'running'
                        : 'failed'
                }
                size={12}
              />{' '}
              try {one.try} {one.http_status ?? plainText(one.status, 30)}{' '}
              <span class="muted">
                {one.timing.total_ms === undefined ? '' : duration(one.timing.total_ms)}
              </span>
            </button>
          ))}
          {ids.length < stage.tool_call_ids.length && (
            <span class="muted">
              and {plural(stage.tool_call_ids.length - ids.length, 'earlier call')}: see Events,
              filtered by this stage
            </span>
          )}
        </div>
      )}
      <OneExchange key={call.tool_call_id} call={call} last={isLast(calls, call)} />
    </>
  );
}

/** The last calls, and the one that was chosen. */
function shownIds(ids: readonly string[], chosen: string | undefined): readonly string[] {
  const last = ids.slice(-MOST);
  const also = ids.length > MOST && chosen !== undefined && !last.includes(chosen);
  return also && ids.includes(chosen) ? [chosen, ...last] : last;
}

/** Whether no later call of the same try exists: then nobody went where a redirect pointed. */
function isLast(calls: readonly ToolCall[], call: ToolCall): boolean {
  return calls.findLast((one) => one.try === call.try) === call;
}

function OneExchange({ call, last }: { call: ToolCall; last: boolean }) {
  const command = curl(call);
  return (
    <div class="exchange">
      <p class="request-line mono">
        <b>{call.method ?? call.type}</b> <LongText of={call.url ?? ''} most={600} />
        {command !== undefined && (
          <CopyButton text={command} label="Copy as curl" what="request as curl" />
        )}
      </p>
      <p class="exchange-facts muted">
        <span class="num">{clock(call.timing.started_at)}</span>
        {call.remote_address !== undefined && (
          <span>
            to{' '}
            <span class="mono">
              <LongText of={call.remote_address} most={80} />
            </span>
          </span>
        )}
        <span>
          <StatusIcon status={call.effect === 'none' ? 'skipped' : call.effect} size={12} /> effect{' '}
          {effectWord(call.effect)}
        </span>
        {call.rows.map((row) => (
          <RowLink row={row} />
        ))}
      </p>
      <Headers title="Request" headers={call.request.headers} />
      {call.request.body ? (
        <BodyView body={call.request.body} what="request body" />
      ) : (
        <p class="absent">no request body</p>
      )}
      <h3 class="answer-line">
        Answer{' '}
        {call.http_status !== undefined && (
          <b class={`http tone-${call.http_status >= 400 ? 'warn' : 'ok'}`}>{call.http_status}</b>
        )}{' '}
        <span class="muted">
          <LongText of={call.http_version ?? ''} most={20} />
        </span>
      </h3>
      {call.error && (
        <p class="error-box tone-bad">
          <code class="code">
            <LongText of={call.error.code} most={80} />
          </code>{' '}
          <LongText of={call.error.message} most={600} lines />
        </p>
      )}
      {call.redirect !== undefined && (
        <p>
          A redirect that was {last ? 'not followed' : 'followed'}, to{' '}
          <span class="mono">
            <LongText of={call.redirect} most={300} />
          </span>
        </p>
      )}
      <TimingBar call={call} />
      {call.response ? (
        <>
          <Headers headers={call.response.headers} />
          {call.response.body ? (
            <BodyView body={call.response.body} what="answer" />
          ) : (
            <p class="absent">no body in the answer</p>
          )}
        </>
      ) : (
        <p class="absent">
          ∅ no answer is in the ledger
          {call.status === 'unclosed' && ': whether the service did what was asked is unknown'}
        </p>
      )}
      <RawJson of={call} label="Call as JSON" />
    </div>
  );
}

function Headers({ title, headers }: { title?: string; headers: readonly Header[] }) {
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      {headers.length === 0 ? (
        <p class="absent">no headers were captured</p>
      ) : (
        <table class="table headers">
          <tbody>
            {headers.map((header) => (
              <tr>
                <th scope="row">
                  <LongText of={header.name} most={100} />
                </th>
                <td>
                  <Redacted of={header.value} most={400} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
