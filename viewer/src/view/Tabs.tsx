import { count } from '../model/format.ts';

interface Item<Id extends string> {
  id: Id;
  name: string;
  key?: string;
  count?: number | undefined;
  dim?: boolean;
}

/** Tabs as ARIA describes them: one stop for Tab, arrows move between them. */
export function Tabs<Id extends string>({
  id,
  label,
  items,
  selected,
  select,
}: {
  id: string;
  label: string;
  items: readonly Item<Id>[];
  selected: Id;
  select: (id: Id) => void;
}) {
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next =
      items[(items.findIndex((item) => item.id === selected) + by + items.length) % items.length]!;
    select(next.id);
    document.getElementById(`${id}-tab-${next.id}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          id={`${id}-tab-${item.id}`}
          aria-controls={`${id}-panel`}
          aria-selected={item.id === selected}
          tabIndex={item.id === selected ? 0 : -1}
          class={item.dim ? 'dim' : ''}
          onClick={() => select(item.id)}
          title={item.key === undefined ? undefined : `${item.name} (${item.key})`}
        >
          {item.name}
          {item.count !== undefined && <span class="tab-count">{count(item.count)}</span>}
        </button>
      ))}
    </div>
  );
}
