import type { Stage } from '../document.ts';
import { clock, duration } from '../model/format.ts';
import { useClew } from '../state.ts';
import { StatusWord } from './StatusIcon.tsx';

export function Tries({ stage }: { stage: Stage }) {
  const { model, go } = useClew();
  return (
    <section>
      <h3>Tries</h3>
      <table class="table">
        <thead><tr><th>#</th><th>status</th><th>HTTP</th><th>started</th><th class="right">took</th><th /></tr></thead>
        <tbody>
          {stage.tries.map((one) => {
            const id = one.tool_call_ids.at(-1);
            const call = id === undefined ? undefined : model.value.callById.get(id);
            return (
              <tr key={one.number}>
                <td class="num">{one.number}</td>
                <td><StatusWord status={one.status} /></td>
                <td class="num">{call?.http_status ?? '—'}</td>
                <td class="num">{clock(one.started_at)}</td>
                <td class="num right">{one.duration_ms === undefined ? 'no end' : duration(one.duration_ms)}</td>
                <td>{id !== undefined && <button type="button" class="link" onClick={() => go({ tab: 'exchange', call: id })}>exchange</button>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
