import type { Row } from '../document.ts';
import type { BreakerChanged, CheckMade, Violation, Waited } from '../facts.ts';
import { numberOf, partsOf, said, text } from '../model/attributes.ts';
import type { StageFacts } from '../model/facts.ts';
import { duration } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { LongText } from './LongText.tsx';
import { RowLink } from './StageLink.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { Value } from './Value.tsx';

const MOST = 100;

/** What was checked about a stage and what kept it waiting, as its rows say it; what failed comes first. */
export function Checks({ facts }: { facts: StageFacts }) {
  return (
    <>
      <List title="Contract" rows={failedFirst(facts.contracts)} of={Contract} />
      <List title="Assertions" rows={failedFirst(facts.assertions)} of={Assertion} />
      <List title="Circuit breaker" rows={facts.breakers} of={Breaker} />
      <List title="Waited" rows={facts.waits} of={Wait} />
    </>
  );
}

function List({
  title,
  rows,
  of: Entry,
}: {
  title: string;
  rows: readonly Row[];
  of: (props: { row: Row }) => preact.JSX.Element;
}) {
  if (rows.length === 0) return null;
  return (
    <section class="checks">
      <h3>{title}</h3>
      <ul>
        {rows.slice(0, MOST).map((row) => (
          <li key={row.offset}>
            <Entry row={row} /> <RowLink row={row.offset} />
          </li>
        ))}
      </ul>
      {rows.length > MOST && <p class="note">{rows.length - MOST} more: see Events.</p>}
    </section>
  );
}

/** A producer may write `passed`, or true. */
function failed(row: Row): boolean {
  const { result } = said<CheckMade>(row);
  return result === false || result === 'failed';
}

function failedFirst(rows: readonly Row[]): Row[] {
  return [...rows.filter(failed), ...rows.filter((row) => !failed(row))];
}

function Verdict({ row, blocking = true }: { row: Row; blocking?: boolean }) {
  const bad = failed(row);
  const { result } = said<CheckMade>(row);
  const word = bad ? 'failed' : result === true ? 'passed' : text(result) || 'no result';
  return (
    <>
      <StatusIcon
        status={
          bad ? (blocking ? 'failed' : 'tolerated') : word === 'passed' ? 'succeeded' : 'unknown'
        }
        size={13}
      />{' '}
      <b>{plainText(word, 40)}</b>
    </>
  );
}

function Assertion({ row }: { row: Row }) {
  const about = said<CheckMade>(row);
  const blocking = about.blocking !== false;
  return (
    <>
      <Verdict row={row} blocking={blocking} />{' '}
      <LongText of={text(about.name) || row.event.summary} most={200} />
      {!blocking && (
        <>
          {' '}
          <span class="chip">not blocking</span>
        </>
      )}
      {failed(row) && (
        <>
          {text(about.message) !== '' && (
            <p>
              <LongText of={text(about.message)} most={300} lines />
            </p>
          )}
          <dl class="pairs">
            <div>
              <dt>expected</dt>
              <dd>
                <LongText of={text(about.operator)} most={60} /> <Value of={about.expected} />
              </dd>
            </div>
            <div>
              <dt>actual</dt>
              <dd>
                <Value of={about.actual} />{' '}
                <code>
                  <LongText of={text(about.expression)} most={300} />
                </code>
              </dd>
            </div>
          </dl>
        </>
      )}
    </>
  );
}

function Contract({ row }: { row: Row }) {
  const about = said<CheckMade>(row);
  const violations = partsOf<Violation>(about.violations);
  return (
    <>
      <Verdict row={row} /> <LongText of={text(about.direction)} most={40} />{' '}
      <span class="muted">
        <LongText of={text(about.contract) || row.event.summary} most={200} />
      </span>
      {violations.length > 0 && (
        <table class="table">
          <tbody>
            {violations.slice(0, MOST).map((one) => (
              <tr>
                <th scope="row" class="mono">
                  <LongText of={text(one.where)} most={120} />
                </th>
                <td>
                  <LongText of={text(one.message)} most={300} />{' '}
                  <span class="sub muted">
                    <LongText of={text(one.source)} most={160} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Breaker({ row }: { row: Row }) {
  const about = said<BreakerChanged>(row);
  const [failures, open] = [numberOf(about.failures), numberOf(about.open_ms)];
  return (
    <>
      <b>
        <LongText of={text(about.breaker)} most={80} />
      </b>{' '}
      <LongText of={text(about.from)} most={30} /> →{' '}
      <b>
        <LongText of={text(about.to)} most={30} />
      </b>
      {failures !== undefined && ` after ${failures} failures`}
      {open !== undefined && `, for ${duration(open)}`}
    </>
  );
}

function Wait({ row }: { row: Row }) {
  const about = said<Waited>(row);
  return (
    <>
      <b class="num">{duration(numberOf(about.duration_ms) ?? row.event.duration_ms)}</b> for{' '}
      <LongText of={text(about.for).replaceAll('_', ' ')} most={60} />
    </>
  );
}
