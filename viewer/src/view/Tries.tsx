import type { Stage } from '../document.ts';
import { errorOf, pauseAfter, type StageFacts } from '../model/facts.ts';
import { clock, duration } from '../model/format.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { RowLink } from './StageLink.tsx';
import { StatusWord } from './StatusIcon.tsx';
import { useSoon } from './useSoon.ts';

/** Each try with what went wrong and what was waited for before the next. */
export function Tries({ stage, facts }: { stage: Stage; facts: StageFacts }) {
  const { source, go } = useClew();
  const last = stage.tries.flatMap((one) => one.tool_call_ids.at(-1) ?? []);
  const calls = useSoon(() => source.value.calls(last), [source.value, stage]);
  return (
    <section>
      <h3>Tries</h3>
      <table class="table tries">
        <thead>
          <tr>
            <th>#</th>
            <th>status</th>
            <th>HTTP</th>
            <th>started</th>
            <th class="right">took</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {stage.tries.map((one) => {
            const id = one.tool_call_ids.at(-1);
            const call = calls?.find((one) => one.tool_call_id === id);
            const error = errorOf(facts, one);
            const pause = pauseAfter(facts, one);
            return (
              <>
                <tr key={one.number}>
                  <td class="num">{one.number}</td>
                  <td>
                    <StatusWord status={one.status} />
                    {error && (
                      <span class="sub">
                        <code class="code">
                          <LongText of={error.code} most={80} />
                        </code>{' '}
                        <LongText of={error.message} most={200} />
                      </span>
                    )}
                  </td>
                  <td class="num">{call?.http_status ?? '—'}</td>
                  <td class="num">{clock(one.started_at)}</td>
                  <td class="num right">
                    {one.duration_ms === undefined ? 'no end' : duration(one.duration_ms)}
                  </td>
                  <td>
                    {id !== undefined && (
                      <button
                        type="button"
                        class="link"
                        onClick={() => go({ tab: 'exchange', call: id })}
                      >
                        exchange
                      </button>
                    )}
                  </td>
                </tr>
                {pause && (
                  <tr class="pause">
                    <td aria-hidden="true">⋮</td>
                    <td colSpan={5}>
                      waited <b class="num">{duration(pause.ms)}</b>
                      {pause.reason !== '' && (
                        <>
                          {' '}
                          for <LongText of={pause.reason.replaceAll('_', ' ')} most={60} />
                        </>
                      )}
                      {pause.because !== '' && (
                        <>
                          : <LongText of={pause.because} most={300} />
                        </>
                      )}{' '}
                      {pause.row !== undefined && <RowLink row={pause.row} />}
                    </td>
                  </tr>
                )}
              </>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
