import { useState } from 'preact/hooks';
import type { Effect } from '../document.ts';
import { plural } from '../model/format.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { RowLink, StageLink } from './StageLink.tsx';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Value } from './Value.tsx';

const FEW = 6;

/** The state that the run left: its output values and what it did to the outside. */
export function LeftBehind() {
  const { document } = useClew().model.value;
  const [all, setAll] = useState(false);
  const output = all ? document.output : document.output.slice(0, FEW);
  return (
    <section class="left-behind" aria-label="State the run left behind">
      <h3>State it left behind</h3>
      {document.output.length === 0 ? (
        <p class="absent">∅ no output: the run did not get to write one</p>
      ) : (
        <dl class="pairs">
          {output.map((value) => (
            <div>
              <dt><LongText of={value.name} most={60} /></dt>
              <dd><Value of={value.value} missing={value.missing} brief /></dd>
            </div>
          ))}
        </dl>
      )}
      {document.output.length > output.length && <button type="button" class="more" onClick={() => setAll(true)}>{plural(document.output.length - output.length, 'more value')}</button>}
      <EffectsLine effects={document.effects} />
    </section>
  );
}

export const EFFECT_WORD = { committed: 'committed', not_committed: 'not committed', unknown: 'unknown' } as const;

function EffectsLine({ effects }: { effects: Effect[] }) {
  if (effects.length === 0) return <p class="effects-line muted">No effect on the outside is recorded.</p>;
  const unsure = effects.filter((effect) => effect.state !== 'committed');
  const done = effects.length - unsure.length;
  return (
    <ul class="effects-line" aria-label="Effects">
      {unsure.slice(0, 4).map((effect) => (
        <li>
          <StatusIcon status={effect.state} size={13} />
          <span>
            <span class={`word tone-${toneOf(effect.state)}`}>{EFFECT_WORD[effect.state] ?? String(effect.state)}</span> {effect.stage !== undefined && <StageLink path={effect.stage} tab="exchange" />} <span class="because"><LongText of={effect.evidence} most={140} /></span> <RowLink row={effect.row} />
          </span>
        </li>
      ))}
      {unsure.length > 4 && <li>… {plural(unsure.length - 4, 'more effect')} not known to be committed</li>}
      {done > 0 && (
        <li>
          <StatusIcon status="committed" size={13} />
          <span><span class="word tone-ok">committed</span> {plural(done, 'effect')}{done <= 4 && <>: {effects.filter((effect) => effect.state === 'committed').map((effect, i) => <>{i > 0 && ', '}{effect.stage === undefined ? <LongText of={effect.what} most={60} /> : <StageLink path={effect.stage} tab="exchange" />}</>)}</>}</span>
        </li>
      )}
    </ul>
  );
}
