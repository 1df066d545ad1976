import type { DefinitionFile } from '../document.ts';
import { bytes } from '../model/format.ts';
import { useClew } from '../state.ts';
import { CodeView } from './CodeView.tsx';
import { CopyButton } from './CopyButton.tsx';
import { LongText } from './LongText.tsx';
import { Text } from './Text.tsx';

/** `commit 1a2b3c4d of git@host:team/repo, changed since` */
function Origin({ of }: { of: NonNullable<DefinitionFile['vcs']> }) {
  return (
    <span class="muted clip" title={of.commit}>
      {of.commit !== undefined && (
        <>
          commit{' '}
          <span class="mono">
            <Text of={of.commit.slice(0, 8)} />
          </span>{' '}
        </>
      )}
      {of.remote !== undefined && (
        <>
          of <LongText of={of.remote} most={100} />
        </>
      )}
      {of.path !== undefined && (
        <>
          : <LongText of={of.path} most={100} />
        </>
      )}
      {of.dirty === true && <b class="tone-warn"> changed since</b>}
    </span>
  );
}

/** The workflow and the files that it used, as they were when it ran. */
export function Files() {
  const { model, file, line, go } = useClew();
  const files = model.value.document.definition;
  const chosen = files[file.value] ?? files[0];
  if (!chosen) return <p class="empty">No definition files are in this report.</p>;
  return (
    <div class="files">
      <div class="file-choice" role="group" aria-label="Files">
        {files.map((one, i) => (
          <button
            key={i}
            type="button"
            class="filter"
            aria-pressed={one === chosen}
            onClick={() => go({ file: i, line: undefined })}
          >
            <span class="muted">
              <Text of={one.role.slice(0, 30)} />
            </span>{' '}
            <Text of={one.name.slice(0, 80)} />
          </button>
        ))}
      </div>
      <div class="body-head">
        <span class="num">{bytes(chosen.size_bytes)}</span>
        {chosen.sha256 !== undefined && (
          <span class="mono muted clip" title={chosen.sha256}>
            sha256 <LongText of={chosen.sha256} most={64} />
          </span>
        )}
        {chosen.vcs !== undefined && <Origin of={chosen.vcs} />}
        <span class="push" />
        {chosen.content !== undefined && <CopyButton text={chosen.content} what="file" />}
      </div>
      {chosen.content === undefined ? (
        <p class="empty">Only the digest of this file was recorded.</p>
      ) : (
        <CodeView key={file.value} text={chosen.content} numbers tall goTo={line.value} />
      )}
    </div>
  );
}
