import type { Stage } from '../document.ts';
import { clock, count } from '../model/format.ts';
import { rowsOf } from '../model/model.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { RowLink } from './StageLink.tsx';

const MOST = 300;

export function StageEvents({ stage }: { stage: Stage }) {
  const rows = rowsOf(useClew().model.value, stage);
  if (rows.length === 0) return <p class="empty">No row of the ledger is about this stage.</p>;
  return (
    <>
      <table class="table">
        <thead>
          <tr>
            <th>row</th>
            <th>time</th>
            <th>kind</th>
            <th>summary</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map((row) => (
            <tr key={row.offset}>
              <td class="num">
                <RowLink row={row.offset} />
              </td>
              <td class="num">{clock(row.event.ts)}</td>
              <td class="mono">
                <LongText of={row.event.kind} most={60} />
              </td>
              <td>
                <LongText of={row.event.summary} most={300} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST && (
        <p class="note">
          {count(rows.length - MOST)} more rows: see Events, filtered by this stage.
        </p>
      )}
    </>
  );
}
