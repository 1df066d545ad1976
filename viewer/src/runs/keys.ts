import type { RunsState } from './state.ts';

export const RUNS_KEYS = 'j k ↓ ↑ move · Enter opens · / searches · n shows new runs';

export function followRunsKeys(state: RunsState): () => void {
  const press = (event: KeyboardEvent) => {
    const { target, key } = event;
    const typing =
      target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    if (key === 'Escape' && target instanceof HTMLElement) return target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (act(state, key)) event.preventDefault();
    return undefined;
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}

function act(state: RunsState, key: string): boolean {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return step(1);
    case 'k':
    case 'ArrowUp':
      return step(-1);
    case 'Home':
      return step(-Infinity);
    case 'End':
      return step(Infinity);
    case 'n':
      state.showFresh();
      return true;
    case '/':
      document.getElementById('run-query')?.focus();
      return true;
    default:
      return false;
  }
}

/** The focus is the selection: Enter opens, as on every link, and a row that changes keeps it. */
function step(by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('.run-row')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 && by > 0 ? 0 : at + by;
  const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
  return row !== undefined;
}
