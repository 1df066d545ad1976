import type { LeftOut } from '../document.ts';
import { bytes, clock, count, plural } from '../model/format.ts';
import { useClew } from '../state.ts';
import { RowLink } from './StageLink.tsx';
import { Text } from './Text.tsx';
import { useSoon } from './useSoon.ts';

/** What a reader must know before believing the page. */
export function Banners() {
  const { model, source, facts, live } = useClew();
  const { run, attempt, ledger, writer, as_of: asOf, left_out: leftOut } = model.value.document;
  const conflicts = facts.value?.conflicts ?? 0;
  const last = useSoon(() => source.value.lastRow(), [source.value]);
  return (
    <>
      {run.redaction === 'off' && (
        <p class="banner bad" role="note">
          <strong>Not redacted.</strong> This report was made with --no-redact and may hold secrets.
          Do not hand it on.
        </p>
      )}
      {ledger.damage && (
        <p class="banner bad" role="note">
          <strong>Damaged ledger.</strong> At byte {ledger.damage.at_byte},{' '}
          <RowLink row={ledger.damage.row} />: <Text of={ledger.damage.what} />. What stands before
          it is intact.
        </p>
      )}
      {(ledger.torn_bytes ?? 0) > 0 && (
        <p class="banner open" role="note">
          <strong>Torn tail.</strong> The last row was never finished: {bytes(ledger.torn_bytes)}{' '}
          after row {ledger.rows - 1} were left out. Whatever they said is not in this report.
        </p>
      )}
      {attempt.status === 'interrupted' && (
        <p class="banner open" role="note">
          <strong>Interrupted.</strong> The ledger has no end and nobody writes it any more. The
          last row was received at <Text of={clock(last?.received_at ?? asOf)} />.
        </p>
      )}
      {!live.value &&
        (attempt.status === 'running' ||
          (writer === 'present' && run.finished_at === undefined)) && (
          <p class="banner busy" role="note">
            <strong>Still running.</strong> The page speaks of <Text of={clock(asOf)} />; later rows
            are not in it.
          </p>
        )}
      {leftOut && (
        <p class="banner busy" role="note">
          <strong>
            {count(source.value.rowCount)} of {count(ledger.rows)} rows.
          </strong>{' '}
          The others did not fit into {bytes(leftOut.limit_bytes)}: <Text of={kindsOf(leftOut)} />
          {model.value.stagesLeftOut > 0 &&
            `; nor did ${plural(model.value.stagesLeftOut, 'stage')}`}
          . What the explanation cites is here, and what stands around it;{' '}
          {live.value ? (
            <>
              the server has every row under <code>/api/v1/runs/…/events</code>.
            </>
          ) : (
            <>
              <code>
                clew events <Text of={run.run_id} />
              </code>{' '}
              shows every row, <code>--page-limit none</code> makes a page with all.
            </>
          )}
        </p>
      )}
      {conflicts > 0 && (
        <p class="banner bad" role="note">
          <strong>{plural(conflicts, 'conflicting row')}.</strong> The same event was reported with
          different content; both are kept in the ledger.
        </p>
      )}
    </>
  );
}

const MOST_KINDS = 4;

/** `98,000 tool_call_started, 12 log`: the most frequent kinds. */
function kindsOf({ kinds }: LeftOut): string {
  const sorted = Object.entries(kinds).sort(([, a], [, b]) => b - a);
  const told = sorted.slice(0, MOST_KINDS).map(([kind, n]) => `${count(n)} ${kind}`);
  return told.join(', ') + (sorted.length > MOST_KINDS ? ' and others' : '');
}
