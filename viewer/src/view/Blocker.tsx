import { useState } from 'preact/hooks';
import type { Blocker as BlockerOf } from '../document.ts';
import { count, plural } from '../model/format.ts';
import { STATUS_ORDER, statusWord } from '../model/model.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { CopyButton } from './CopyButton.tsx';
import { LeftBehind } from './LeftBehind.tsx';
import { LongText } from './LongText.tsx';
import { RowLink, StageLink } from './StageLink.tsx';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Text } from './Text.tsx';

const SEVERITY = new Map<string, string>([['failed', 'Blocked by a failure'], ['tolerated', 'A failure that was tolerated'], ['unclosed', 'Something never ended'], ['cancelled', 'Cancelled'], ['not_reached', 'The run ended before this']]);
const FEW = 8;
const MOST = 2000;

/** Why the run is not a success, first thing on the page. */
export function Blocker({ blocker }: { blocker: BlockerOf }) {
  const state = useClew();
  const open = state.blockerOpen.value || state.printing.value;
  return (
    <section class={`blocker tone-${toneOf(blocker.severity)}`} aria-labelledby="blocker-headline">
      <div class="blocker-head">
        <StatusIcon status={blocker.severity} size={22} />
        <div>
          <p class="severity">{SEVERITY.get(blocker.severity) ?? 'Blocked'} <code class="code"><LongText of={blocker.code} most={60} /></code></p>
          <h2 id="blocker-headline"><LongText of={blocker.headline} most={300} /></h2>
        </div>
        <div class="blocker-tools">
          {(state.model.value.stageByPath.get(blocker.stage)?.tool_call_ids.length ?? 0) > 0 && <button type="button" class="plain" onClick={() => state.select(blocker.stage, 'exchange')}>See the exchange</button>}
          <button type="button" class="plain" aria-expanded={open} aria-controls="blocker-body" onClick={() => (state.blockerOpen.value = !open)} title="Fold (b)">{open ? 'Fold ▴' : 'Open ▾'}</button>
        </div>
      </div>
      {open && (
        <div class="blocker-body" id="blocker-body">
          <div class="blocker-facts" tabIndex={-1}>
            <Answer blocker={blocker} />
            <Consequences blocker={blocker} />
            <LeftBehind />
          </div>
          {blocker.next_actions.length > 0 && <Next blocker={blocker} />}
        </div>
      )}
    </section>
  );
}

function Answer({ blocker }: { blocker: BlockerOf }) {
  const { quote } = blocker;
  return (
    <section class="answer" aria-label="What was answered">
      <h3>{quote ? 'The answer said' : 'Evidence'}</h3>
      {quote && (
        <>
          <dl class="quote">
            {quote.code !== undefined && <Field name="code" value={quote.code} strong />}
            {quote.message !== undefined && <Field name="message" value={quote.message} strong />}
            {quote.fields.map((field) => <Field name={field.name} value={field.value} />)}
          </dl>
        </>
      )}
      <ul class="evidence">
        {blocker.evidence.map((one) => (
          <li><span class="tick" aria-hidden="true">✓</span><span><LongText of={one.claim} most={200} /> <RowLink row={one.row} /></span></li>
        ))}
      </ul>
      {quote && <p class="rule muted" title="The rule that picked these from the answer">by rule <code><LongText of={quote.rule} most={80} /></code></p>}
    </section>
  );
}

function Field({ name, value, strong = false }: { name: string; value: string; strong?: boolean }) {
  return (
    <div>
      <dt><LongText of={name} most={60} /></dt>
      <dd class={strong ? 'strong' : ''}><LongText of={value} most={240} /></dd>
    </div>
  );
}

function Consequences({ blocker }: { blocker: BlockerOf }) {
  const [all, setAll] = useState(false);
  const { printing } = useClew();
  const { consequences } = blocker;
  const many = consequences.length > FEW && !all && !printing.value;
  const shown = many ? telling(consequences) : consequences.slice(0, MOST).map((one) => ({ ...one, more: 0 }));
  return (
    <section class="consequences" aria-label="What became of the stages">
      <h3>What became of the stages</h3>
      <p class="counts"><Counts of={blocker.counts} /></p>
      <ul>
        {shown.map((one) => (
          <li>
            <StatusIcon status={one.status} size={14} />
            <span><StageLink path={one.stage} /> {one.more > 0 && <b>and {count(one.more)} more </b>}<span class={`word tone-${toneOf(one.status)}`}>{statusWord(one.status)}:</span> <span class="because"><LongText of={one.text} most={160} /></span></span>
          </li>
        ))}
      </ul>
      {many && <button type="button" class="more" onClick={() => setAll(true)}>list all {plural(consequences.length, 'stage')}</button>}
      {!many && consequences.length > MOST && <p class="note">{plural(consequences.length - MOST, 'more stage')} in the timeline.</p>}
    </section>
  );
}

/** Of many stages those that are no success, told once where they tell the same. */
function telling(all: BlockerOf['consequences']): Told[] {
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

type Told = BlockerOf['consequences'][number] & { more: number };

function Counts({ of }: { of: { [status: string]: number } }) {
  const known = STATUS_ORDER.filter((status) => Object.hasOwn(of, status));
  const other = Object.keys(of).filter((status) => !(STATUS_ORDER as readonly string[]).includes(status));
  return (
    <>
      {known.map((status) => (
        <span class="count"><StatusIcon status={status} size={12} /><b>{count(of[status] ?? 0)}</b> {statusWord(status)}</span>
      ))}
      {other.map((status) => <span class="count"><b>{of[status]}</b> <Text of={status} /></span>)}
    </>
  );
}

function Next({ blocker }: { blocker: BlockerOf }) {
  return (
    <section class="next" aria-label="What to do next">
      <h3>Next</h3>
      <ol>
        {blocker.next_actions.map((action) => (
          <li>
            <span class="next-text"><LongText of={action.text} most={240} /></span>
            {action.command !== undefined && (
              <span class="command">
                <code title={plainText(action.command, 2000)}><LongText of={action.command} most={300} /></code>
                <CopyButton text={action.command} what="command" />
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
