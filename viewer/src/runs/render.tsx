import { render as mount } from 'preact';
import type { ListPlaces } from '../live/places.ts';
import { followPrint, followSaid, followTheme, PageContext } from '../page.ts';
import { followRunsKeys } from './keys.ts';
import { LiveRuns } from './live.ts';
import { RunsPage } from './RunsPage.tsx';
import { followFilters, RunsContext, type RunsState } from './state.ts';

/** Shows the runs of the server that the page comes from. */
export function renderRuns(places: ListPlaces, root: HTMLElement): () => void {
  const runs = new LiveRuns(places);
  const { state } = runs;
  state.logout.value = places.logout;
  const stops = [followTheme, followPrint, followSaid]
    .map((follow) => follow(state))
    .concat([followFilters, followRunsKeys].map((follow) => follow(state)));
  mount(page(state), root);
  return () => {
    runs.stop();
    stops.forEach((stop) => stop());
    mount(null, root);
  };
}

export function page(state: RunsState) {
  return (
    <PageContext.Provider value={state}>
      <RunsContext.Provider value={state}>
        <RunsPage />
      </RunsContext.Provider>
    </PageContext.Provider>
  );
}
