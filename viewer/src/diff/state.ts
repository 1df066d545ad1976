import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { termsOf } from '../model/search.ts';
import { createPage, type Page } from '../page.ts';
import type { DiffDocument, Difference } from './document.ts';

/** What is shown of a comparison. */
export interface DiffState extends Page {
  document: DiffDocument;
  query: Signal<string>;
  /** Only differences that nothing before them is known to have caused. */
  rootsOnly: Signal<boolean>;
  chosen: Signal<number>;
  shown: ReadonlySignal<Difference[]>;
  /** How many causes stand before each difference. */
  depth: readonly number[];
  choose(number: number): void;
  step(by: number): void;
}

export const DiffContext = createContext<DiffState | undefined>(undefined);

export function useDiff(): DiffState {
  const state = useContext(DiffContext);
  if (!state) throw new Error('no comparison around this component');
  return state;
}

export function createDiffState(document: DiffDocument): DiffState {
  const query = signal('');
  const rootsOnly = signal(false);
  const chosen = signal(document.first_divergence ?? 0);
  const terms = computed(() => termsOf(query.value));
  const shown = computed(() =>
    document.differences.filter(
      (one) =>
        (!rootsOnly.value || one.because === undefined) &&
        terms.value.every((term) => textOf(one).includes(term)),
    ),
  );
  const state: DiffState = {
    ...createPage(terms),
    document,
    query,
    rootsOnly,
    chosen,
    shown,
    depth: depths(document.differences),
    choose(number) {
      chosen.value = number;
      try {
        history.replaceState(null, '', `#difference=${number + 1}`);
      } catch {
        // The address bar is a convenience; some viewers of files forbid it.
      }
    },
    step(by) {
      const all = shown.peek();
      const at = all.findIndex((one) => one.number === chosen.peek());
      const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
      if (next) state.choose(next.number);
    },
  };
  return state;
}

function depths(differences: readonly Difference[]): number[] {
  const found: number[] = [];
  for (const [i, one] of differences.entries())
    found.push(
      one.because !== undefined && one.because < i ? Math.min(8, (found[one.because] ?? 0) + 1) : 0,
    );
  return found;
}

const TEXTS = new WeakMap<Difference, string>();

function textOf(one: Difference): string {
  let text = TEXTS.get(one);
  if (text === undefined)
    TEXTS.set(
      one,
      (text =
        `${one.kind} ${one.stage ?? ''} ${one.headline} ${JSON.stringify(one.changes)}`.toLowerCase()),
    );
  return text;
}

/** The difference that the address bar names. */
export function followDifference(state: DiffState): () => void {
  const read = () => {
    const number = Number(/^#difference=(\d{1,9})$/.exec(location.hash)?.[1] ?? 0) - 1;
    if (number >= 0 && number < state.document.differences.length) state.chosen.value = number;
  };
  read();
  addEventListener('hashchange', read);
  return () => removeEventListener('hashchange', read);
}

export function followDiffKeys(state: DiffState): () => void {
  const press = (event: KeyboardEvent) => {
    const typing =
      event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === 'Escape' && event.target instanceof HTMLElement) return event.target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
      return undefined;
    const onControl =
      event.target instanceof HTMLElement &&
      event.target.closest('button, summary, [data-own-arrows]') !== null;
    switch (event.key) {
      case 'j':
        state.step(1);
        break;
      case 'k':
        state.step(-1);
        break;
      case 'ArrowDown':
      case 'ArrowUp':
        if (onControl) return undefined;
        state.step(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'c':
        state.rootsOnly.value = !state.rootsOnly.peek();
        break;
      case 'Backspace':
        state.choose(state.document.first_divergence ?? 0);
        break;
      case '/':
        document.getElementById('diff-search')?.focus();
        break;
      default:
        return undefined;
    }
    event.preventDefault();
    return undefined;
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}
