import { render as mount } from 'preact';
import type { ReportDocument } from './document.ts';
import { followKeys } from './keys.ts';
import { createState, followAddress, followPrint, followSaid, followTheme, StateContext, type State } from './state.ts';
import { App } from './view/App.tsx';

const shown = new WeakMap<Element, State>();

/** Shows a document; called again for the same place, it shows the newer document and keeps what the reader has selected. */
export function render(document: ReportDocument, root: HTMLElement): State {
  const before = shown.get(root);
  if (before) {
    before.document.value = document;
    return before;
  }
  const state = createState(document);
  shown.set(root, state);
  followTheme(state);
  followAddress(state);
  followPrint(state);
  followSaid(state);
  followKeys(state);
  mount(
    <StateContext.Provider value={state}>
      <App />
    </StateContext.Provider>,
    root,
  );
  return state;
}
