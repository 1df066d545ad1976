import { signal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createPage, type Page } from '../page.ts';
import type { RunEntry } from './list.ts';
import { readFilters, writeFilters, type Filters } from './query.ts';

/** What is shown of the runs of a server. */
export interface RunsState extends Page {
  filters: Signal<Filters>;
  /** Undefined until they have come. */
  runs: Signal<readonly RunEntry[] | undefined>;
  /** Runs that belong into the list and are not in it yet: what somebody reads stays where it is. */
  fresh: Signal<readonly RunEntry[]>;
  /** The cursor of the runs that are older. */
  next: Signal<string | undefined>;
  /** Why the server gives no list. */
  refused: Signal<string | undefined>;
  /** By how much the server's clock is ahead of this one, in milliseconds. */
  ahead: Signal<number>;
  /** `quiet` replaces the last entry of the browser's history instead of adding one. */
  filter(filters: Filters, quiet?: boolean): void;
  showFresh(): void;
  older(): void;
}

export const RunsContext = createContext<RunsState | undefined>(undefined);

export function useRuns(): RunsState {
  const state = useContext(RunsContext);
  if (!state) throw new Error('no list around this component');
  return state;
}

export function createRuns(does: Pick<RunsState, 'showFresh' | 'older'>): RunsState {
  const filters = signal(readFilters(location.search));
  return {
    ...createPage(signal([])),
    filters,
    runs: signal<readonly RunEntry[] | undefined>(undefined),
    fresh: signal<readonly RunEntry[]>([]),
    next: signal<string | undefined>(undefined),
    refused: signal<string | undefined>(undefined),
    ahead: signal(0),
    ...does,
    filter(next, quiet = false) {
      const search = writeFilters(next);
      if (search === writeFilters(filters.peek())) return;
      filters.value = next;
      history[quiet ? 'replaceState' : 'pushState'](null, '', location.pathname + search);
    },
  };
}

/** Follows the browser's back and forward. */
export function followFilters(state: RunsState): () => void {
  const read = () => (state.filters.value = readFilters(location.search));
  addEventListener('popstate', read);
  return () => removeEventListener('popstate', read);
}
