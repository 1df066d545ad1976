import { useState } from 'preact/hooks';
import type { Blocker } from '../document.ts';
import { count, plural } from '../model/format.ts';
import { statusWord } from '../model/model.ts';
import { STATUS_ORDER } from '../model/tree.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { StageLink } from './StageLink.tsx';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Text } from './Text.tsx';

const FEW = 8;
const MOST = 2000;

/** What became of the other stages. */
export function Consequences({ blocker }: { blocker: Blocker }) {
  const [all, setAll] = useState(false);
  const { printing } = useClew();
  const { consequences } = blocker;
  const many = consequences.length > FEW && !all && !printing.value;
  const shown = many
    ? telling(consequences)
    : consequences.slice(0, MOST).map((one) => ({ ...one, more: 0 }));
  return (
    <section class="consequences" aria-label="What became of the stages">
      <h3>What became of the stages</h3>
      <p class="counts">
        <Counts of={blocker.counts} />
      </p>
      <ul>
        {shown.map((one) => (
          <li>
            <StatusIcon status={one.status} size={14} />
            <span>
              <StageLink path={one.stage} /> {one.more > 0 && <b>and {count(one.more)} more </b>}
              <span class={`word tone-${toneOf(one.status)}`}>
                {statusWord(one.status)}
                {says(one) && ':'}
              </span>{' '}
              {says(one) && (
                <span class="because">
                  <LongText of={one.text} most={160} />
                </span>
              )}
            </span>
          </li>
        ))}
        {Object.entries(blocker.consequences_more ?? {}).map(([status, more]) => (
          <li>
            <StatusIcon status={status} size={14} />{' '}
            <span>
              <b>{count(more)} more</b>{' '}
              <span class={`word tone-${toneOf(status)}`}>{statusWord(status)}</span>
            </span>
          </li>
        ))}
      </ul>
      {many && (
        <button type="button" class="more" onClick={() => setAll(true)}>
          list all {plural(consequences.length, 'stage')}
        </button>
      )}
      {!many && consequences.length > MOST && (
        <p class="note">{plural(consequences.length - MOST, 'more stage')} in the timeline.</p>
      )}
    </section>
  );
}

/** Whether the text says more than the status. */
function says(one: Told): boolean {
  return one.text !== '' && one.text !== statusWord(one.status);
}

/** Of many stages those that are no success, told once where they tell the same. */
function telling(all: Blocker['consequences']): Told[] {
  const groups = new Map<string, Told>();
  for (const one of all) {
    if (one.status === 'succeeded') continue;
    const key = JSON.stringify([one.status, one.text]);
    const group = groups.get(key);
    if (group) group.more++;
    else groups.set(key, { ...one, more: 0 });
  }
  return [...groups.values()].slice(0, FEW);
}

type Told = Blocker['consequences'][number] & { more: number };

function Counts({ of }: { of: { [status: string]: number } }) {
  const known = STATUS_ORDER.filter((status) => Object.hasOwn(of, status));
  const other = Object.keys(of).filter(
    (status) => !(STATUS_ORDER as readonly string[]).includes(status),
  );
  return (
    <>
      {known.map((status) => (
        <span class="count">
          <StatusIcon status={status} size={12} />
          <b>{count(of[status] ?? 0)}</b> {statusWord(status)}
        </span>
      ))}
      {other.map((status) => (
        <span class="count">
          <b>{of[status]}</b> <Text of={status} />
        </span>
      ))}
    </>
  );
}
