import type { Json } from '../document.ts';
import { count, plural } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { LongText } from '../view/LongText.tsx';
import { RawJson } from '../view/RawJson.tsx';
import { Text } from '../view/Text.tsx';
import { Value } from '../view/Value.tsx';
import type { Change, Difference } from './document.ts';
import { common, sideBySide } from './sides.ts';
import { useDiff } from './state.ts';

const MOST = 300;
const SHORT = 2000;
const SIGN = new Map([
  ['added', '+'],
  ['removed', '−'],
  ['type', '≠'],
  ['value', '≠'],
  ['length', '≠'],
]);

/** `response_status_changed` as words. */
export function kindWords(kind: string): string {
  return plainText(kind.replace(/_changed$/, '').replaceAll('_', ' '), 60);
}

/** One difference with both sides of every fact that shows it. */
export function DifferenceOf({ difference }: { difference: Difference }) {
  const { choose, document } = useDiff();
  const { because } = difference;
  const followers = document.differences
    .filter((one) => one.because === difference.number)
    .slice(0, 50);
  return (
    <article class="difference">
      <h2>
        <span class="num muted">{difference.number + 1}</span>{' '}
        <LongText of={difference.headline} most={600} />
      </h2>
      <p class="difference-facts muted">
        <span>{kindWords(difference.kind)}</span>
        {difference.stage !== undefined && (
          <span>
            in{' '}
            <b>
              <LongText of={difference.stage} most={120} />
            </b>
          </span>
        )}
        {because === undefined ? (
          <span>nothing before it is known to have caused it</span>
        ) : (
          <span>
            follows from{' '}
            <button type="button" class="link" onClick={() => choose(because)}>
              {because + 1}
            </button>
          </span>
        )}
        {followers.length > 0 && (
          <span>
            from it follow
            {followers.map((one) => (
              <>
                {' '}
                <button type="button" class="link" onClick={() => choose(one.number)}>
                  {one.number + 1}
                </button>
              </>
            ))}
          </span>
        )}
        {difference.row !== undefined && (
          <span title="In the ledger of B">row {count(difference.row)} of B</span>
        )}
      </p>
      {difference.hunks && difference.hunks.length > 0 && <Hunks of={difference.hunks} />}
      <table class="table sides">
        <thead>
          <tr>
            <th>
              <span class="sr">form</span>
            </th>
            <th>A, worked</th>
            <th>B, in question</th>
          </tr>
        </thead>
        <tbody>
          {difference.changes.slice(0, MOST).map((change) => (
            <ChangeRows change={change} />
          ))}
        </tbody>
      </table>
      {difference.changes.length > MOST && (
        <p class="note">
          {plural(difference.changes.length - MOST, 'more change')} in the JSON below.
        </p>
      )}
      <RawJson of={difference} label="Difference as JSON" />
    </article>
  );
}

function ChangeRows({ change }: { change: Change }) {
  const form = SIGN.has(change.form) ? change.form : 'value';
  return (
    <>
      <tr class="change-path">
        <td title={form}>
          <span aria-hidden="true">{SIGN.get(form)}</span>
          <span class="sr">{form}</span>
        </td>
        <td colSpan={2} class="mono muted">
          <LongText of={change.path} most={300} />
        </td>
      </tr>
      <tr>
        <td />
        <td class="side-before">
          <One value={change.before} other={change.after} says={change.before_says} />
        </td>
        <td class="side-after">
          <One value={change.after} other={change.before} says={change.after_says} />
        </td>
      </tr>
    </>
  );
}

function One({
  value,
  other,
  says,
}: {
  value: Json | undefined;
  other: Json | undefined;
  says: string | undefined;
}) {
  if (value === undefined)
    return (
      <span class="muted">
        ∅ not there
        {says !== undefined && (
          <>
            : <LongText of={says} most={300} />
          </>
        )}
      </span>
    );
  return (
    <>
      {typeof value === 'string' &&
      typeof other === 'string' &&
      value.length < SHORT &&
      other.length < SHORT ? (
        <Marked text={value} other={other} />
      ) : (
        <Value of={value} />
      )}
      {says !== undefined && (
        <span class="says muted">
          <LongText of={says} most={300} />
        </span>
      )}
    </>
  );
}

/** A text in which the part that the other one does not have is marked. */
function Marked({ text, other }: { text: string; other: string }) {
  const { start, end } = common(text, other);
  const middle = text.slice(start, text.length - end);
  return (
    <span class="mono changed-text">
      <Text of={text.slice(0, start)} />
      {middle !== '' && (
        <mark class="changed">
          <Text of={middle} />
        </mark>
      )}
      <Text of={text.slice(text.length - end)} />
    </span>
  );
}

function Hunks({ of }: { of: readonly string[] }) {
  const rows = sideBySide(of);
  return (
    <div class="hunks mono" role="table" aria-label="The file on both sides">
      {rows.slice(0, 2000).map((row) =>
        row.hunk !== undefined ? (
          <div class="hunk muted" role="row">
            <LongText of={row.hunk} most={200} />
          </div>
        ) : (
          <div class={`hunk-row${row.same ? '' : ' is-changed'}`} role="row">
            <span role="cell" class={row.before === undefined ? 'nothing' : 'gone'}>
              {!row.same && row.before !== undefined && <b aria-hidden="true">− </b>}
              <LongText of={row.before ?? ''} most={400} />
            </span>
            <span role="cell" class={row.after === undefined ? 'nothing' : 'come'}>
              {!row.same && row.after !== undefined && <b aria-hidden="true">+ </b>}
              <LongText of={row.after ?? ''} most={400} />
            </span>
          </div>
        ),
      )}
      {rows.length > 2000 && (
        <p class="note">{count(rows.length - 2000)} more lines in the JSON below.</p>
      )}
    </div>
  );
}
