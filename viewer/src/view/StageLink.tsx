import { useClew, type Tab } from '../state.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { Text } from './Text.tsx';

/** A stage's name that goes to the stage. */
export function StageLink({
  path,
  tab,
  icon = false,
}: {
  path: string;
  tab?: Tab;
  icon?: boolean;
}) {
  const state = useClew();
  const stage = state.model.value.stageByPath.get(path);
  if (!stage)
    return (
      <span class="mono">
        <Text of={path} />
      </span>
    );
  return (
    <button
      type="button"
      class="link stage-link"
      onClick={() => state.select(path, tab ?? 'overview')}
    >
      {icon && <StatusIcon status={stage.status} size={13} />}
      <Text of={path} />
    </button>
  );
}

/** A row of the ledger that goes to the row. */
export function RowLink({ row }: { row: number }) {
  const state = useClew();
  return (
    <button
      type="button"
      class="link row-link"
      onClick={() => state.go({ view: 'events', row })}
      title={`Row ${row} of the ledger`}
    >
      row {row}
    </button>
  );
}
