import { duration, plural } from '../model/format.ts';
import { statusWord } from '../model/model.ts';
import { useClew } from '../state.ts';
import { LongText } from './LongText.tsx';
import { StageLink } from './StageLink.tsx';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Value } from './Value.tsx';

const WAITING: { readonly [status: string]: string } = {
  created: 'Nothing has started yet.',
  queued: 'Nothing has started yet.',
  running: 'Nothing blocks it so far.',
};

/** One quiet line for a run that nothing blocks. */
export function Outcome() {
  const { model, go } = useClew();
  const { document, counts } = model.value;
  const { status } = document.attempt;
  const running = document.stages.find(
    (stage) => stage.status === 'running' || stage.status === 'unclosed',
  );
  return (
    <section class={`outcome tone-${toneOf(status)}`} aria-label="Outcome">
      <StatusIcon status={status} />
      <p>
        {status === 'succeeded' && <strong>Nothing blocks this run.</strong>}
        {status !== 'succeeded' &&
          (running ? (
            <strong>
              Waiting for <StageLink path={running.path} />.
            </strong>
          ) : (
            <strong>{WAITING[status] ?? 'No blocker is known.'}</strong>
          ))}{' '}
        <span class="muted">
          {[
            ...(counts.length > 0
              ? [
                  `${plural(document.stages.length + model.value.stagesLeftOut, 'stage')}: ${counts.map(([name, n]) => `${n} ${statusWord(name)}`).join(' · ')}`,
                ]
              : []),
            ...(document.attempt.duration_ms !== undefined
              ? [duration(document.attempt.duration_ms)]
              : []),
          ].join(' · ')}
        </span>
        {document.absences.length > 0 && (
          <>
            {' '}
            <button
              type="button"
              class="link tone-open word"
              onClick={() => go({ view: 'absences' })}
            >
              ∅ {plural(document.absences.length + (document.left_out?.absences ?? 0), 'absence')}
            </button>
          </>
        )}
      </p>
      {document.output.length > 0 && (
        <dl class="pairs inline">
          {document.output.slice(0, 6).map((value) => (
            <div>
              <dt>
                <LongText of={value.name} most={40} />
              </dt>
              <dd>
                <Value of={value.value} missing={value.missing} brief />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
