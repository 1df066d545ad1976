import { count } from '../model/format.ts';
import { LongText } from '../view/LongText.tsx';
import { Value } from '../view/Value.tsx';
import { useDiff } from './state.ts';

const MOST = 500;
const REASONS = new Map([
  ['asked', 'ignored on request'],
  ['shape', 'differs between any two runs'],
  ['varies', 'differs among good runs too'],
  ['flows', 'carries a value that is ignored where it came from'],
]);

/** What makes no difference, and what nobody can compare: counted always, listed when asked for. */
export function LeftOut() {
  const { document, printing } = useDiff();
  const { ignored, not_compared: unknown } = document;
  return (
    <div class="left-out">
      <details open={printing.value}>
        <summary>{count(ignored.length)} ignored, because they make no difference</summary>
        <table class="table">
          <tbody>
            {ignored.slice(0, MOST).map((one) => (
              <tr>
                <td class="mono">
                  <LongText of={one.path} most={200} />
                  <span class="sub muted">
                    {REASONS.get(one.reason) ?? <LongText of={one.reason} most={40} />}
                  </span>
                </td>
                <td>
                  <Value of={one.before} brief />
                </td>
                <td>
                  <Value of={one.after} brief />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {ignored.length > MOST && (
          <p class="note">{count(ignored.length - MOST)} more are in the file.</p>
        )}
      </details>
      <details open={printing.value}>
        <summary>∅ {count(unknown.length)} not compared, because a side did not keep them</summary>
        <table class="table">
          <tbody>
            {unknown.slice(0, MOST).map((one) => (
              <tr>
                <td class="mono">
                  <LongText of={one.path} most={200} />
                </td>
                <td>
                  <LongText of={one.why} most={200} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {unknown.length > MOST && (
          <p class="note">{count(unknown.length - MOST)} more are in the file.</p>
        )}
      </details>
    </div>
  );
}
