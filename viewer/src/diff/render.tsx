import { render as mount } from 'preact';
import { followPrint, followSaid, followTheme, PageContext } from '../page.ts';
import { DiffPage } from './DiffPage.tsx';
import type { DiffDocument } from './document.ts';
import {
  createDiffState,
  DiffContext,
  followDifference,
  followDiffKeys,
  type DiffState,
} from './state.ts';

/** Shows a comparison. */
export function renderDiff(document: DiffDocument, root: HTMLElement): DiffState {
  const state = createDiffState(document);
  for (const follow of [followTheme, followPrint, followSaid]) follow(state);
  followDifference(state);
  followDiffKeys(state);
  mount(
    <PageContext.Provider value={state}>
      <DiffContext.Provider value={state}>
        <DiffPage />
      </DiffContext.Provider>
    </PageContext.Provider>,
    root,
  );
  return state;
}
