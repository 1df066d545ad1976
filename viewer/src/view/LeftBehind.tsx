import { useState } from 'preact/hooks';
import type { Artifact, Effect, NamedValue } from '../document.ts';
import { bytes, plural } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { MoreInLedger } from './MoreInLedger.tsx';
import { LongText } from './LongText.tsx';
import { ArtifactLink } from './Refs.tsx';
import { RowLink, StageLink } from './StageLink.tsx';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Value } from './Value.tsx';

const FEW = 6;

/** The state that the run left: its output values and what it did to the outside. */
export function LeftBehind() {
  const { document } = useClew().model.value;
  const [all, setAll] = useState(false);
  const promised =
    document.plan.length > 0 ||
    document.absences.some((absence) => /artifact|file|write_back/.test(absence.code));
  const output = all ? document.output : document.output.slice(0, FEW);
  return (
    <section class="left-behind" aria-label="State the run left behind">
      <h3>State it left behind</h3>
      {document.output.length === 0 ? (
        document.plan.length > 0 && (
          <p class="absent">∅ no output: the run did not get to write one</p>
        )
      ) : (
        <dl class="pairs">
          {output.map((value, i) => (
            <div>
              <dt>
                <LongText of={value.name} most={60} />
              </dt>
              <dd>
                {sameReason(output, i) === undefined ? (
                  <Value of={value.value} missing={value.missing} brief />
                ) : (
                  <span class="value">
                    <span class="null">null</span>
                    <span class="why-null">
                      as <LongText of={sameReason(output, i)!} most={40} />
                    </span>
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {document.output.length > output.length && (
        <button type="button" class="more" onClick={() => setAll(true)}>
          {plural(document.output.length - output.length, 'more value')}
        </button>
      )}
      {promised ||
      document.artifacts.length + document.effects.length + document.output.length > 0 ? (
        <>
          <ArtifactsLine />
          <EffectsLine effects={document.effects} />
          <MoreInLedger n={document.left_out?.effects} what="effect" />
        </>
      ) : (
        <p class="effects-line muted">
          Nothing that is recorded: no file that was asked for, no effect on the outside.
        </p>
      )}
    </section>
  );
}

/** What it wrote, and whether that is known to be kept. */
function ArtifactsLine() {
  const { model, go } = useClew();
  const { document } = model.value;
  const written = document.artifacts.filter((artifact) =>
    document.dossier
      ? document.dossier.left_behind.artifacts.includes(artifact.artifact_id)
      : artifact.producer_row !== undefined || artifact.state !== 'recorded',
  );
  if (written.length === 0)
    return document.output.length > 0 ? null : <p class="absent">∅ no artifact was written</p>;
  const telling = [...written].sort((a, b) => rank(a) - rank(b)).slice(0, 4);
  return (
    <ul class="effects-line" aria-label="Artifacts">
      {telling.map((artifact) => (
        <li>
          <StatusIcon status={artifact.state === 'recorded' ? 'artifact' : 'absent'} size={13} />
          <span>
            <span class="word tone-quiet">
              <LongText of={artifact.kind || 'artifact'} most={30} />
            </span>{' '}
            <ArtifactLink id={artifact.artifact_id} />{' '}
            <span class="because">
              <LongText
                of={artifact.path === artifact.artifact_id ? '' : artifact.path}
                most={80}
              />{' '}
              {artifact.size_bytes !== undefined && bytes(artifact.size_bytes)}
              {artifact.persisted === false && <b> not persisted</b>}
              {artifact.state !== 'recorded' && (
                <b class="tone-open word"> ∅ {effectWord(artifact.state)}</b>
              )}
            </span>
          </span>
        </li>
      ))}
      {written.length > telling.length && (
        <li>
          <button type="button" class="more" onClick={() => go({ view: 'artifacts' })}>
            {plural(written.length - telling.length, 'more artifact')}
          </button>
        </li>
      )}
    </ul>
  );
}

/** What is wrong first, then results. */
function rank(artifact: Artifact): number {
  return artifact.state !== 'recorded' ? 0 : artifact.kind === 'final' ? 1 : 2;
}

/** The first value that is null for the very same reason: it is told once. */
function sameReason(values: readonly NamedValue[], i: number): string | undefined {
  const reason = values[i]!.missing?.reason;
  const first =
    reason === undefined ? i : values.findIndex((value) => value.missing?.reason === reason);
  return first < i ? values[first]!.name : undefined;
}

export function effectWord(state: string): string {
  return plainText(state.replaceAll('_', ' '), 40);
}

function EffectsLine({ effects }: { effects: Effect[] }) {
  if (effects.length === 0)
    return <p class="effects-line muted">No effect on the outside is recorded.</p>;
  const unsure = grouped([
    ...effects.filter((effect) => effect.state !== 'committed' && effect.state !== 'not_committed'),
    ...effects.filter((effect) => effect.state === 'not_committed'),
  ]);
  const done = effects.filter((effect) => effect.state === 'committed').length;
  return (
    <ul class="effects-line" aria-label="Effects">
      {unsure.slice(0, 4).map(([effect, ...more]) => (
        <li class={effect.state === 'unknown' ? 'unsure' : ''}>
          <StatusIcon status={effect.state} size={13} />
          <span>
            <span class={`word tone-${toneOf(effect.state)}`}>{effectWord(effect.state)}</span>{' '}
            {effect.stage !== undefined ? (
              <StageLink path={effect.stage} tab="exchange" />
            ) : (
              <LongText of={effect.what} most={80} />
            )}{' '}
            {more.length > 0 && <b>×{more.length + 1} </b>}
            <span class="because">
              <LongText of={effect.evidence} most={140} />
            </span>{' '}
            {[effect, ...more].slice(0, 4).map((one) => (
              <>
                <RowLink row={one.row} />{' '}
              </>
            ))}
          </span>
        </li>
      ))}
      {unsure.length > 4 && (
        <li>… {plural(unsure.length - 4, 'more effect')} not known to be committed</li>
      )}
      {done > 0 && (
        <li>
          <StatusIcon status="committed" size={13} />
          <span>
            <span class="word tone-ok">committed</span> {plural(done, 'effect')}
            {done <= 4 && (
              <>
                :{' '}
                {effects
                  .filter((effect) => effect.state === 'committed')
                  .map((effect, i) => (
                    <>
                      {i > 0 && ', '}
                      {effect.stage === undefined ? (
                        <LongText of={effect.what} most={60} />
                      ) : (
                        <StageLink path={effect.stage} tab="exchange" />
                      )}
                    </>
                  ))}
              </>
            )}
          </span>
        </li>
      )}
    </ul>
  );
}

/** Effects of one stage that stand the same are told once. */
function grouped(effects: readonly Effect[]): [Effect, ...Effect[]][] {
  const groups = new Map<string, [Effect, ...Effect[]]>();
  for (const effect of effects) {
    const key = JSON.stringify([effect.stage, effect.state, effect.evidence]);
    const group = groups.get(key);
    if (group) group.push(effect);
    else groups.set(key, [effect]);
  }
  return [...groups.values()];
}
