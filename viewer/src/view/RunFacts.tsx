import type { Json } from '../document.ts';
import { duration, shortDigest, when } from '../model/format.ts';
import { statusWord } from '../model/model.ts';
import { plainText } from '../model/visible.ts';
import { useClew } from '../state.ts';
import { CopyButton } from './CopyButton.tsx';
import { effectWord } from './LeftBehind.tsx';
import { BeforeStages } from './BeforeStages.tsx';
import { LongText } from './LongText.tsx';
import { RawJson } from './RawJson.tsx';
import { RowLink, StageLink } from './StageLink.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { TraceLink } from './TraceLink.tsx';
import { Value } from './Value.tsx';
import { Values } from './StageValues.tsx';

/** What went into the run, what came out, where it ran, and what it did. */
export function RunFacts() {
  const { model, source, facts } = useClew();
  const { document } = model.value;
  const { run, attempt, attempts, ledger, environment } = document;
  return (
    <div class="run-facts">
      <section id="run-output">
        <h3>Output</h3>
        {document.output.length === 0 ? (
          <p class="absent">∅ the run has no output</p>
        ) : (
          <Values of={document.output} />
        )}
      </section>
      <section id="run-inputs">
        <h3>Inputs</h3>
        {document.inputs.length === 0 ? (
          <p class="absent">∅ the run was given no inputs</p>
        ) : (
          <Values of={document.inputs} />
        )}
      </section>
      <BeforeStages />
      <section>
        <h3>Effects on the outside</h3>
        {document.effects.length === 0 ? (
          <p class="absent">∅ none recorded</p>
        ) : (
          <table class="table">
            <tbody>
              {document.effects.slice(0, 500).map((effect) => (
                <tr>
                  <td class="nowrap">
                    <StatusIcon status={effect.state} size={13} /> {effectWord(effect.state)}
                  </td>
                  <td>
                    {effect.stage !== undefined && <StageLink path={effect.stage} tab="exchange" />}
                    <span class="sub mono muted">
                      <LongText of={effect.what} most={200} />
                    </span>
                  </td>
                  <td>
                    <LongText of={effect.evidence} most={300} /> <RowLink row={effect.row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {document.effects.length > 500 && (
          <p class="note">{document.effects.length - 500} more are in the JSON below.</p>
        )}
      </section>
      <section>
        <h3>
          Environment{' '}
          {environment.name !== undefined && (
            <span class="muted">
              <LongText of={environment.name} most={60} />
            </span>
          )}
        </h3>
        {environment.base_urls.length === 0 ? (
          <p class="absent">∅ no base URLs</p>
        ) : (
          <table class="table">
            <tbody>
              {environment.base_urls.map((base) => (
                <tr>
                  <th scope="row">
                    <LongText of={base.api} most={80} />
                  </th>
                  <td class="mono">
                    <LongText of={base.url} most={300} />
                  </td>
                  <td class="muted">
                    <LongText of={base.source} most={100} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section>
        <h3>Run</h3>
        <Facts
          short
          of={{
            description: run.description,
            'run id': run.run_id,
            namespace: run.namespace,
            attempt: run.attempt,
            'attempt id': run.attempt_id,
            'execution key': run.execution_key,
            bundle: run.bundle,
            'workspace id': run.workspace_id,
            'manifest id': run.manifest_id,
            'trace id': run.trace_id,
            'correlation id': run.correlation_id,
            created: when(run.created_at),
            started: when(run.started_at),
            finished:
              run.finished_at === undefined ? 'no end in the ledger' : when(run.finished_at),
            took: duration(run.duration_ms),
            'time limit': run.limit_ms === undefined ? undefined : duration(run.limit_ms),
            'as of': document.as_of,
            redaction: run.redaction,
          }}
        />
        <TraceLink trace={run.trace_id} />
      </section>
      <section>
        <h3>
          Attempt {attempt.number} of {Math.max(attempts.length, attempt.number)}
        </h3>
        <Facts of={{ 'attempt id': attempt.attempt_id, ...attempt.facts }} />
        {attempts.length > 1 && (
          <table class="table">
            <thead>
              <tr>
                <th>#</th>
                <th>status</th>
                <th>started</th>
                <th class="right">took</th>
              </tr>
            </thead>
            <tbody>
              {attempts.map((one) => (
                <tr class={one.attempt_id === attempt.attempt_id ? 'here' : ''}>
                  <td class="num">{one.number}</td>
                  <td>
                    <StatusIcon status={one.status} size={13} />{' '}
                    {statusWord(one.status).replaceAll('_', ' ')}
                  </td>
                  <td class="num">{when(one.started_at)}</td>
                  <td class="num right">{duration(one.duration_ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section>
        <h3>Ledger</h3>
        <Facts
          of={{
            'ledger id': ledger.ledger_id,
            rows: ledger.rows,
            'content root': ledger.content_root,
            'chain head': ledger.chain_head,
            ...(ledger.torn_bytes === undefined ? {} : { 'torn bytes': ledger.torn_bytes }),
          }}
        />
      </section>
      <section>
        <h3>Document</h3>
        <RawJson
          of={{
            ...document,
            events: `${source.value.rowCount} rows, see Events`,
            definition: document.definition.map(({ content, ...file }) => ({
              ...file,
              content:
                content === undefined
                  ? 'only its digest'
                  : `${content.length} characters, see Files`,
            })),
            stages: `${document.stages.length} stages`,
            tool_calls: `${facts.value?.calls ?? '…'} calls`,
            graph: '…',
            artifact_graph: '…',
            artifacts: `${document.artifacts.length} artifacts`,
            plan: `${document.plan.length} stages`,
          }}
          label="Document without its long lists"
        />
      </section>
    </div>
  );
}

/** Names with their values; when `short`, of a digest only its beginning, and the whole when it is copied. */
function Facts({
  of,
  short = false,
}: {
  of: { [name: string]: Json | undefined };
  short?: boolean;
}) {
  return (
    <dl class="pairs">
      {Object.entries(of).map(([name, value]) => {
        if (value === undefined) return null;
        const digest =
          short && typeof value === 'string' && value.startsWith('sha256:') ? value : undefined;
        return (
          <div>
            <dt>
              <LongText of={name} most={80} />
            </dt>
            <dd
              class={typeof value === 'string' && /^[\w:.-]{16,}$/.test(value) ? 'mono' : ''}
              title={digest && plainText(digest)}
            >
              <Value of={digest === undefined ? value : shortDigest(digest)} />
              {typeof value === 'string' &&
                (digest !== undefined || /( id|key|root|head)$/.test(name)) && (
                  <CopyButton text={value} icon what={name} />
                )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
