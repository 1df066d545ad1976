import type { Stage } from '../document.ts';
import { clock, count } from '../model/format.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { RowLink } from './StageLink.tsx';
import { useSoon } from './useSoon.ts';

const MOST = 300;

export function StageEvents({ stage }: { stage: Stage }) {
  const source = useClew().source.value;
  const rows = useSoon(() => source.rows(stage.rows.slice(0, MOST)), [source, stage]);
  if (!rows) return null;
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
          {rows.map((row) => (
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
      {stage.rows.length > MOST && (
        <p class="note">
          {count(stage.rows.length - MOST)} more rows: see Events, filtered by this stage.
        </p>
      )}
    </>
  );
}
