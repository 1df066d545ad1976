import type { Ref } from '../document.ts';
import { writeBytesAt } from '../model/place.ts';
import { useClew } from '../state.ts';
import { RowLink } from './StageLink.tsx';
import { Text } from './Text.tsx';

/** What a claim points to: everything that is said leads to bytes, or to a place where they should be. */
export function Refs({ of }: { of: readonly Ref[] }) {
  return (
    <>
      {of.slice(0, 12).map((ref) => (
        <>
          {' '}
          <RefLink of={ref} />
        </>
      ))}
      {of.length > 12 && ` and ${of.length - 12} more`}
    </>
  );
}

function RefLink({ of: ref }: { of: Ref }) {
  if (ref.artifact_id !== undefined) return <ArtifactLink id={ref.artifact_id} />;
  if (ref.absence !== undefined) return <AbsenceLink code={ref.absence} />;
  if (ref.offset !== undefined)
    return (
      <BytesLink stream={ref.stream ?? 'stdout'} offset={ref.offset} length={ref.length ?? 1} />
    );
  return ref.row === undefined ? null : <RowLink row={ref.row} />;
}

export function ArtifactLink({ id }: { id: string }) {
  const { model, go } = useClew();
  if (!model.value.artifactById.has(id))
    return (
      <span class="mono">
        <Text of={id.slice(0, 120)} />
      </span>
    );
  return (
    <button
      type="button"
      class="link stage-link"
      title="This artifact"
      onClick={() => go({ view: 'artifacts', artifact: id })}
    >
      <Text of={id.slice(0, 120)} />
    </button>
  );
}

export function AbsenceLink({ code }: { code: string }) {
  const { go } = useClew();
  return (
    <button
      type="button"
      class="link row-link"
      title="What is absent, and which rule expected it"
      onClick={() => go({ view: 'absences', absence: code })}
    >
      ∅ <Text of={code.slice(0, 80)} />
    </button>
  );
}

export function BytesLink({
  stream,
  offset,
  length,
}: {
  stream: string;
  offset: number;
  length: number;
}) {
  const { go } = useClew();
  return (
    <button
      type="button"
      class="link row-link"
      title="These bytes of what it printed"
      onClick={() => go({ view: 'output', at: writeBytesAt({ stream, offset, length }) })}
    >
      <Text of={stream.slice(0, 40)} /> {offset}–{offset + length}
    </button>
  );
}
