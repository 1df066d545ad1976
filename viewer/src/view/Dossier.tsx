import { useState } from 'preact/hooks';
import type { Dossier as DossierOf } from '../document.ts';
import type { Skeleton } from '../source/source.ts';
import { plural } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { Consequences } from './Consequences.tsx';
import { CopyButton } from './CopyButton.tsx';
import { LeftBehind } from './LeftBehind.tsx';
import { LongText } from './LongText.tsx';
import { Rerun } from './Rerun.tsx';
import { StatusIcon, toneOf } from './StatusIcon.tsx';
import { Text } from './Text.tsx';
import { Why } from './Why.tsx';

const SEVERITY = new Map<string, string>([
  ['failed', 'Blocked by a failure'],
  ['tolerated', 'A failure that was tolerated'],
  ['unclosed', 'Something never ended'],
  ['cancelled', 'Cancelled'],
  ['not_reached', 'The run ended before this'],
  ['lost', 'The run was lost'],
  ['interrupted', 'The run was interrupted'],
]);
const FEW = 4;

/** Whether there is something to explain. */
export function isBlocked(document: Skeleton): boolean {
  return document.dossier !== undefined || document.blocker !== undefined;
}

/** What blocks the run and what to do next, first thing on the page. */
export function Dossier() {
  const state = useClew();
  const { blocker, dossier, attempt } = state.model.value.document;
  const open = state.blockerOpen.value || state.printing.value;
  const severity =
    blocker?.severity ?? (attempt.status === 'succeeded' ? 'failed' : attempt.status);
  const stage = blocker?.stage ?? dossier?.stage;
  const sentence = dossier?.blocker ?? blocker?.headline ?? '';
  const calls =
    stage === undefined ? 0 : (state.model.value.stageByPath.get(stage)?.tool_call_ids.length ?? 0);
  return (
    <section class={`blocker tone-${toneOf(severity)}`} aria-labelledby="blocker-headline">
      <div class="blocker-head">
        <StatusIcon status={severity} size={22} />
        <div>
          <p class="severity">
            {SEVERITY.get(severity) ?? 'Blocked'}{' '}
            <code class="code">
              <LongText of={dossier?.failure ?? blocker?.code ?? 'unknown'} most={60} />
            </code>
            {dossier && <Kind of={dossier} />}
          </p>
          <h2 id="blocker-headline">
            <LongText of={sentence} most={300} />
          </h2>
          {blocker !== undefined && blocker.headline !== sentence && (
            <p class="at-stage">
              <LongText of={blocker.headline} most={240} />
            </p>
          )}
        </div>
        <div class="blocker-tools">
          {stage !== undefined && calls > 0 && (
            <button type="button" class="plain" onClick={() => state.select(stage, 'exchange')}>
              See the exchange
            </button>
          )}
          <button
            type="button"
            class="plain"
            aria-expanded={open}
            aria-controls="blocker-body"
            onClick={() => (state.blockerOpen.value = !open)}
            title="Fold what explains it (b)"
          >
            {open ? 'Fold ▴' : 'Open ▾'}
          </button>
        </div>
      </div>
      {dossier && dossier.actions.length > 0 && <Next actions={dossier.actions} />}
    </section>
  );
}

/** What supports it, what became of the rest, and what can be done again. */
export function Explanation() {
  const state = useClew();
  const { blocker } = state.model.value.document;
  if (!state.blockerOpen.value && !state.printing.value) return null;
  return (
    <div class="blocker-facts" id="blocker-body">
      <Why />
      {blocker && Object.values(blocker.counts).reduce((sum, one) => sum + one, 0) > 1 && (
        <Consequences blocker={blocker} />
      )}
      <LeftBehind />
      <Rerun />
    </div>
  );
}

/** What kind of failure, when, and by which rule: `is a writeback · save × timeout · rule save.upload_timeout@1`. */
function Kind({ of: dossier }: { of: DossierOf }) {
  return (
    <span class="failure-kind">
      {dossier.is_a.length > 0 && (
        <span>
          is a{' '}
          {dossier.is_a.slice(0, 4).map((one, i) => (
            <>
              {i > 0 && ', '}
              <code>
                <LongText of={one} most={40} />
              </code>
            </>
          ))}
        </span>
      )}
      <span title="The phase in which it failed × the cause">
        <span class="sr">phase </span>
        <b>
          <Text of={dossier.phase.slice(0, 40)} />
        </b>{' '}
        × <span class="sr">cause </span>
        <b>
          <Text of={dossier.cause.slice(0, 40)} />
        </b>
      </span>
      <span class="muted">
        rule{' '}
        <code>
          <LongText of={dossier.rule} most={80} />
        </code>
      </span>
    </span>
  );
}

function Next({ actions }: { actions: DossierOf['actions'] }) {
  const { printing } = useClew();
  const [all, setAll] = useState(false);
  const shown = all || printing.value ? actions.slice(0, 100) : actions.slice(0, FEW);
  return (
    <section class="next" aria-label="What to do next">
      <h3>Next</h3>
      <ol>
        {shown.map((action) => (
          <li>
            <span class="next-text">
              <LongText of={action.text} most={240} />
            </span>
            {action.command !== undefined && (
              <span class="command">
                <code title={plainText(action.command, 2000)}>
                  <LongText of={action.command} most={300} />
                </code>
                <CopyButton text={action.command} what="command" />
              </span>
            )}
          </li>
        ))}
        {shown.length < actions.length && (
          <li>
            <button type="button" class="more" onClick={() => setAll(true)}>
              {plural(actions.length - shown.length, 'more action')}
            </button>
          </li>
        )}
      </ol>
    </section>
  );
}
