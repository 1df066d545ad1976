import { count, plural } from '../model/format.ts';
import { LiveSign } from '../view/LiveSign.tsx';
import { LogoutButton } from '../view/LogoutButton.tsx';
import { Text } from '../view/Text.tsx';
import { ThemeButton } from '../view/ThemeButton.tsx';
import { RunFilters } from './RunFilters.tsx';
import { RUNS_KEYS } from './keys.ts';
import { NoRuns } from './NoRuns.tsx';
import { RunRows } from './RunRows.tsx';
import { useRuns } from './state.ts';

export function RunsPage() {
  const { runs, fresh, next, refused, said, showFresh, older } = useRuns();
  const shown = runs.value;
  return (
    <div class="app runs">
      <header class="header" role="banner">
        <h1>Runs</h1>
        {shown !== undefined && shown.length > 0 && (
          <span class="muted num">
            {count(shown.length)}
            {next.value !== undefined && ' newest'}
          </span>
        )}
        <LiveSign />
        {/* Here, where it moves no row. */}
        {fresh.value.length > 0 && (
          <button type="button" class="filter new-runs" onClick={showFresh}>
            <strong role="status">{plural(fresh.value.length, 'new run')}</strong> show
          </button>
        )}
        <span class="push" />
        <span class="muted small keys-hint">{RUNS_KEYS}</span>
        <LogoutButton />
        <ThemeButton />
      </header>
      <RunFilters />
      {refused.value !== undefined && (
        <p class="banner bad" role="alert">
          <strong>This list cannot be shown:</strong> <Text of={refused.value} />
        </p>
      )}
      <main class="run-list">
        {shown?.length === 0 ? <NoRuns /> : shown && <RunRows runs={shown} />}
        {next.value !== undefined && (
          <button type="button" class="plain older" onClick={older}>
            Older runs
          </button>
        )}
      </main>
      <div class="said" role="status" aria-live="polite">
        {said.value}
      </div>
    </div>
  );
}
