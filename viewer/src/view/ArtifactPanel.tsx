import type { Artifact } from '../document.ts';
import { bytes, clock, count, when } from '../model/format.ts';
import { plainText } from '../model/visible.ts';
import { filesOf } from '../live/files.ts';
import { useClew } from '../state.ts';
import { CopyButton } from './CopyButton.tsx';
import { effectWord } from './LeftBehind.tsx';
import { LongText } from './LongText.tsx';
import { RawJson } from './RawJson.tsx';
import { FileLink } from './RunLink.tsx';
import { AbsenceLink, ArtifactLink } from './Refs.tsx';
import { RowLink, StageLink } from './StageLink.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { useSoon } from './useSoon.ts';

const FEW = 100;

/** The right side while an artifact is selected: what is known of it, and the rows that say so. */
export function ArtifactPanel({ artifact }: { artifact: Artifact }) {
  const there = artifact.state === 'recorded';
  return (
    <section
      class="panel"
      id="stage-panel"
      tabIndex={-1}
      aria-label={`Artifact ${plainText(artifact.artifact_id)}`}
    >
      <div class="panel-head">
        <h2>
          <LongText of={artifact.artifact_id} most={120} />
        </h2>
        <span class={`status-word tone-${there ? 'quiet' : 'open'}`}>
          <StatusIcon status={there ? 'artifact' : 'absent'} size={14} />
          {there ? effectWord(artifact.kind || 'artifact') : `∅ ${effectWord(artifact.state)}`}
        </span>
      </div>
      <div
        class="panel-body"
        id="panel-panel"
        tabIndex={0}
        data-own-arrows
        key={artifact.artifact_id}
      >
        <ArtifactFacts artifact={artifact} />
        <ArtifactRows artifact={artifact} />
        <RawJson of={artifact} label="Artifact as JSON" />
      </div>
    </section>
  );
}

function ArtifactFacts({ artifact }: { artifact: Artifact }) {
  const { absences } = useClew().model.value.document;
  const about = absences.filter((absence) => absence.subject === artifact.artifact_id).slice(0, 10);
  return (
    <>
      {about.map((absence) => (
        <p class="absent">
          ∅ <LongText of={absence.what} most={300} /> <AbsenceLink code={absence.code} />
        </p>
      ))}
      <dl class="grid-facts">
        <div class="wide">
          <dt>path</dt>
          <dd class="mono">
            <LongText of={artifact.path} most={300} />{' '}
            <CopyButton text={artifact.path} icon what="path" />
          </dd>
        </div>
        <div class="wide">
          <dt>checksum</dt>
          <dd class="mono">
            {artifact.checksum === undefined ? (
              <span class="muted">∅ none</span>
            ) : (
              <>
                <LongText of={artifact.checksum} most={100} />{' '}
                <CopyButton text={artifact.checksum} icon what="checksum" />{' '}
                <ArtifactFile artifact={artifact} checksum={artifact.checksum} />
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>kind</dt>
          <dd>
            <LongText of={artifact.kind} most={40} />
          </dd>
        </div>
        <div>
          <dt>size</dt>
          <dd class="num">
            {artifact.size_bytes === undefined
              ? '∅ unknown'
              : `${bytes(artifact.size_bytes)} (${count(artifact.size_bytes)} B)`}
          </dd>
        </div>
        <div>
          <dt>type</dt>
          <dd>
            <LongText of={artifact.content_type ?? '—'} most={80} />
          </dd>
        </div>
        <div>
          <dt>made</dt>
          <dd class="num">
            {artifact.created_at === undefined ? (
              '—'
            ) : (
              <LongText of={when(artifact.created_at)} most={40} />
            )}
          </dd>
        </div>
        <div>
          <dt>kept</dt>
          <dd>
            {artifact.persisted === undefined ? (
              'nobody says'
            ) : artifact.persisted ? (
              'persisted'
            ) : (
              <b>not persisted</b>
            )}
            {artifact.tier !== undefined && (
              <span class="muted">
                {' '}
                <LongText of={artifact.tier} most={40} />
              </span>
            )}
          </dd>
        </div>
        <div class="wide">
          <dt>produced by</dt>
          <dd>
            {artifact.produced_by === undefined ? (
              <span class="muted">no stage</span>
            ) : (
              <StageLink path={artifact.produced_by} icon />
            )}
          </dd>
        </div>
        <div class="wide">
          <dt>consumed by</dt>
          <dd>
            {artifact.consumed_by.length === 0 ? (
              <span class="muted">nobody</span>
            ) : (
              artifact.consumed_by.slice(0, FEW).map((path) => (
                <>
                  <StageLink path={path} icon />{' '}
                </>
              ))
            )}
          </dd>
        </div>
        {artifact.derived_from.length > 0 && (
          <div class="wide">
            <dt>made of</dt>
            <dd>
              {artifact.derived_from.slice(0, FEW).map((id) => (
                <>
                  <ArtifactLink id={id} />{' '}
                </>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** Its bytes, if this is the page of a server that has them. */
function ArtifactFile({ artifact, checksum }: { artifact: Artifact; checksum: string }) {
  const { model, live } = useClew();
  const { run_id: run, namespace } = model.value.document.run;
  const isAsked = live.value !== undefined;
  const files = useSoon<ReadonlySet<string>>(
    () => (isAsked ? filesOf(namespace, run) : new Set<string>()),
    [isAsked, namespace, run, checksum],
  );
  const sha256 = checksum.replace(/^sha256:/, '');
  return files?.has(sha256) ? (
    <FileLink namespace={namespace} sha256={sha256} name={artifact.path}>
      ⤓ save
    </FileLink>
  ) : null;
}

function ArtifactRows({ artifact }: { artifact: Artifact }) {
  const source = useClew().source.value;
  const roles: [string, number][] = [];
  if (artifact.producer_row !== undefined) roles.push(['written', artifact.producer_row]);
  if (artifact.manifest_row !== undefined) roles.push(['manifest', artifact.manifest_row]);
  for (const row of artifact.consumer_rows.slice(0, FEW)) roles.push(['consumed', row]);
  const rows = useSoon(() => source.rows(roles.map(([, offset]) => offset)), [source, artifact]);
  return (
    <section>
      <h3>Rows</h3>
      {roles.length === 0 && <p class="absent">∅ no row of the ledger is about it</p>}
      {artifact.manifest_row === undefined && <p class="absent">∅ no manifest row describes it</p>}
      <table class="table">
        <tbody>
          {roles.map(([role, offset]) => {
            const row = rows?.find((one) => one.offset === offset);
            return (
              <tr key={`${role}${offset}`}>
                <td>{role}</td>
                <td class="num nowrap">
                  <RowLink row={offset} />
                </td>
                <td class="num">{row && clock(row.event.ts)}</td>
                <td>
                  <span class="mono">
                    <LongText
                      of={row?.event.kind ?? (rows ? '∅ not in this document' : '…')}
                      most={60}
                    />
                  </span>{' '}
                  <LongText of={row?.event.summary ?? ''} most={200} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {artifact.consumer_rows.length > FEW && (
        <p class="note">{count(artifact.consumer_rows.length - FEW)} more rows consumed it.</p>
      )}
    </section>
  );
}
