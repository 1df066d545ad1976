import type { Row } from '../document.ts';
import type { PreflightAttempt, PreflightChecked, ValuesInitialised } from '../facts.ts';
import { namedValues, partsOf, said, text, type Said } from '../model/attributes.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { RowLink } from './StageLink.tsx';
import { Values } from './StageValues.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { useSoon } from './useSoon.ts';

const MOST = 200;
const VALUES = 'values_initialised';
const CHECKED = 'preflight_checked';

/** What was made and looked at before the first stage: initial values, services and their contracts. */
export function BeforeStages() {
  const source = useClew().source.value;
  const rows = useSoon(() => source.rowsOfKinds([VALUES, CHECKED]), [source]) ?? [];
  const values = rows
    .filter((row) => row.event.kind === VALUES)
    .flatMap((row) => namedValues(said<ValuesInitialised>(row).values));
  const checked = rows.filter((row) => row.event.kind === CHECKED);
  return (
    <>
      {values.length > 0 && (
        <section>
          <h3>Initial values</h3>
          <Values of={values} />
        </section>
      )}
      {checked.length > 0 && (
        <section>
          <h3>Preflight</h3>
          <table class="table">
            <tbody>
              {checked.slice(0, MOST).map((row) => (
                <Checked key={row.offset} row={row} />
              ))}
            </tbody>
          </table>
          {checked.length > MOST && <p class="note">{checked.length - MOST} more: see Events.</p>}
        </section>
      )}
    </>
  );
}

const WELL = new Set(['passed', 'ok', 'succeeded', 'healthy', 'cached', 'loaded', 'completed']);
const BAD = new Set(['failed', 'unhealthy', 'unreachable', 'error', 'timed_out']);

function Checked({ row }: { row: Row }) {
  const about = said<PreflightChecked>(row);
  const status = text(about.status);
  return (
    <tr>
      <td class="nowrap">
        <StatusIcon
          status={WELL.has(status) ? 'succeeded' : BAD.has(status) ? 'failed' : 'unknown'}
          size={13}
        />{' '}
        <LongText of={status.replaceAll('_', ' ')} most={40} />
      </td>
      <td>
        <LongText of={text(about.operation).replaceAll('_', ' ')} most={60} /> of{' '}
        <b>
          <LongText of={text(about.definition)} most={80} />
        </b>
        <span class="sub mono muted">
          <LongText of={text(about.target)} most={200} />
        </span>
      </td>
      <td>
        {partsOf<PreflightAttempt>(about.attempts)
          .slice(0, 20)
          .map((one, i) => (
            <p class="small num">
              #{i + 1} <LongText of={inWords(one)} most={200} />
            </p>
          ))}
        <RowLink row={row.offset} />
      </td>
    </tr>
  );
}

/** `http status 503, duration ms 120.4` */
function inWords(attempt: Said<PreflightAttempt>): string {
  return Object.entries(attempt)
    .filter(([name]) => name !== 'number' && name !== 'attempt')
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${text(value)}`)
    .join(', ');
}
