import { render as mount } from 'preact';
import { followKeys } from './keys.ts';
import { followPrint, followSaid, followTheme, PageContext } from './page.ts';
import type { DocumentSource } from './source/source.ts';
import { createState, followAddress, followPaper, StateContext, type State } from './state.ts';
import { App } from './view/App.tsx';

const shown = new WeakMap<Element, { state: State; stops: (() => void)[] }>();

/** Shows the document that comes from there; called again for the same place, it shows the newer document and keeps what the reader has selected. */
export function render(source: DocumentSource, root: HTMLElement): State {
  const before = shown.get(root);
  if (before) {
    before.state.source.value = source;
    return before.state;
  }
  const state = createState(source);
  shown.set(root, {
    state,
    stops: [followTheme, followAddress, followPaper, followPrint, followSaid, followKeys].map(
      (follow) => follow(state),
    ),
  });
  mount(
    <PageContext.Provider value={state}>
      <StateContext.Provider value={state}>
        <App />
      </StateContext.Provider>
    </PageContext.Provider>,
    root,
  );
  return state;
}

/** Takes the page away again, with everything that it listens to. */
export function remove(root: HTMLElement): void {
  shown.get(root)?.stops.forEach((stop) => stop());
  shown.delete(root);
  mount(null, root);
}
