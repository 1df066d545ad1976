import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Family } from './live/family.ts';

export type Theme = 'system' | 'light' | 'dark';

/** How a page from a server stands to that server. Times are those of this clock, in milliseconds. */
export interface Live {
  isOpen: boolean;
  /** Since when there is no connection, though there was one. */
  lostAt: number | undefined;
  /** Why not. */
  why?: string;
  /** Whether what is shown can be expected to change; undefined for a list, which always can. */
  isGoing?: boolean;
  /** When the server received what was told last. */
  lastAt?: number | undefined;
}

/** What every page has, whatever document it shows. */
export interface Page {
  /** What is searched for, in lower case: marked wherever it stands. */
  terms: ReadonlySignal<string[]>;
  theme: Signal<Theme>;
  printing: Signal<boolean>;
  /** Told to the reader for a moment. */
  said: Signal<string>;
  /** Undefined in a file: it asks nobody. */
  live: Signal<Live | undefined>;
  /** What the server says beside the document; undefined in a file, and until it has come. */
  family: Signal<Family | undefined>;
  /** Where the server says that traces are shown. */
  traceUrl: Signal<string | undefined>;
  /** Where the reader's session ends; undefined when there is none. */
  logout: Signal<string | undefined>;
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('no page around this component');
  return page;
}

export function createPage(terms: ReadonlySignal<string[]>): Page {
  return {
    terms,
    theme: signal<Theme>('system'),
    printing: signal(false),
    said: signal(''),
    live: signal<Live | undefined>(undefined),
    family: signal<Family | undefined>(undefined),
    traceUrl: signal<string | undefined>(undefined),
    logout: signal<string | undefined>(undefined),
  };
}

/** Light or dark by choice, for this session where the browser lets us remember it. */
export function followTheme(page: Page): () => void {
  try {
    const kept = sessionStorage.getItem('clew-theme');
    if (kept === 'light' || kept === 'dark') page.theme.value = kept;
  } catch {
    // Storage is closed to files in some browsers.
  }
  return effect(() => {
    const theme = page.theme.value;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    try {
      if (theme === 'system') sessionStorage.removeItem('clew-theme');
      else sessionStorage.setItem('clew-theme', theme);
    } catch {
      // As above.
    }
  });
}

/** What was said is taken back after a while, so that the same can be said again. */
export function followSaid(page: Page): () => void {
  return effect(() => {
    if (page.said.value === '') return undefined;
    const timer = setTimeout(() => (page.said.value = ''), 2500);
    return () => clearTimeout(timer);
  });
}

/** On paper nothing scrolls: lists are written out while the browser prints. */
export function followPrint(page: Page): () => void {
  const media = matchMedia('print');
  const change = () => (page.printing.value = media.matches);
  const before = () => (page.printing.value = true);
  const after = () => (page.printing.value = media.matches);
  change();
  media.addEventListener('change', change);
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  return () => {
    media.removeEventListener('change', change);
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
  };
}
