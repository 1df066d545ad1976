import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, when } from '../model/format.ts';
import { useClew } from '../state.ts';
import { MoreInLedger } from './MoreInLedger.tsx';
import { LongText } from './LongText.tsx';
import { ArtifactLink } from './Refs.tsx';
import { RowLink, StageLink } from './StageLink.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { Text } from './Text.tsx';

const FEW = 300;

/** What was due and is not in the ledger: each with the rule that expected it, and the row that promised it. */
export function Absences() {
  const { model, absence: chosen, printing } = useClew();
  const { absences, left_out: leftOut } = model.value.document;
  const [all, setAll] = useState(false);
  const here = useRef<HTMLLIElement>(null);
  useEffect(() => here.current?.scrollIntoView?.({ block: 'nearest' }), [chosen.value]);
  if (absences.length === 0)
    return (
      <p class="empty">
        Nothing that was due is absent: every promise that the ledger holds was kept.
      </p>
    );
  const first = absences.findIndex((absence) => absence.code === chosen.value);
  const shown = all || printing.value ? absences : absences.slice(0, Math.max(FEW, first + 1));
  return (
    <ol class="absences">
      {shown.map((absence, i) => (
        <li
          key={i}
          ref={i === first ? here : undefined}
          class={absence.code === chosen.value ? 'here' : ''}
          aria-current={absence.code === chosen.value ? 'true' : undefined}
        >
          <StatusIcon status="absent" />
          <div>
            <p>
              <code class="code">
                <LongText of={absence.code} most={60} />
              </code>{' '}
              <strong>
                <LongText of={absence.what} most={400} />
              </strong>
            </p>
            <p class="absence-facts muted">
              {absence.due === undefined ? (
                <span>due: only the end of the run made it late</span>
              ) : (
                <span>
                  due{' '}
                  <b class="num">
                    <Text of={when(absence.due)} />
                  </b>
                </span>
              )}
              {absence.subject !== undefined && (
                <span>
                  about <Subject of={absence.subject} />
                </span>
              )}
              <span>
                {absence.promised_by === undefined ? (
                  'promised by the model of a run'
                ) : (
                  <>
                    promised by <RowLink row={absence.promised_by} />
                  </>
                )}
              </span>
              <span>
                rule{' '}
                <code>
                  <LongText of={absence.rule} most={80} />
                </code>
              </span>
            </p>
          </div>
        </li>
      ))}
      {shown.length < absences.length && (
        <li>
          <span />
          <button type="button" class="more" onClick={() => setAll(true)}>
            {plural(absences.length - shown.length, 'more absence')}
          </button>
        </li>
      )}
      {leftOut?.absences !== undefined && (
        <li>
          <span />
          <MoreInLedger n={leftOut.absences} what="absence" />
        </li>
      )}
    </ol>
  );
}

/** A stage, an artifact, or something that is neither. */
function Subject({ of }: { of: string }) {
  const { model } = useClew();
  if (model.value.stageByPath.has(of)) return <StageLink path={of} icon />;
  if (model.value.artifactById.has(of)) return <ArtifactLink id={of} />;
  return (
    <code>
      <LongText of={of} most={120} />
    </code>
  );
}
