import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { count } from '../model/format.ts';
import type { Found } from '../model/search.ts';
import { useClew } from '../state.ts';
import { Text } from './Text.tsx';

const MOST = 100;
const NOTHING: Found = { hits: [], total: 0, done: true };

/** Looks through everything in the document; a result goes to its place. */
export function Search() {
  const state = useClew();
  const { query, searching, source } = state;
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState(0);
  const open = searching.value && query.value.trim() !== '';
  const [found, setFound] = useState(NOTHING);
  useLayoutEffect(() => {
    if (!open) return setFound(NOTHING);
    const stop = new AbortController();
    source.value.search(query.value, MOST, setFound, stop.signal);
    return () => stop.abort();
  }, [open, query.value, source.value]);

  useEffect(() => {
    if (searching.value) field.current?.focus();
    else field.current?.blur();
  }, [searching.value]);
  useEffect(() => {
    document.getElementById(`hit-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const goTo = (i: number) => {
    const hit = found.hits[i];
    if (!hit) return;
    const { place } = hit.entry;
    state.go({
      ...place,
      view:
        place.view ??
        (place.stage === undefined
          ? undefined
          : state.view.peek() === 'graph'
            ? 'graph'
            : 'timeline'),
    });
    if (place.stage !== undefined && place.view === undefined) state.statuses.value = new Set();
    if (hit.entry.what === 'claim') state.blockerOpen.value = true;
    searching.value = false;
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setChosen((now) =>
        Math.max(0, Math.min(found.hits.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1))),
      );
    } else if (event.key === 'Enter') {
      event.preventDefault();
      goTo(chosen);
    }
  };
  return (
    <div class="search" role="search">
      <input
        ref={field}
        id="search-field"
        type="text"
        enterkeyhint="search"
        placeholder="Search  /"
        aria-label="Search the whole report"
        role="combobox"
        aria-expanded={open}
        aria-controls="hits"
        aria-activedescendant={open && found.hits.length > 0 ? `hit-${chosen}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={query.value}
        onInput={(event) => (
          (query.value = event.currentTarget.value),
          (searching.value = true),
          setChosen(0)
        )}
        onFocus={() => (searching.value = true)}
        onBlur={() =>
          setTimeout(() => (searching.value = document.activeElement === field.current), 150)
        }
        onKeyDown={keys}
      />
      {open && (
        <div class="hits">
          <p class="hits-count" role="status">
            {wordsOf(found)}
          </p>
          <div id="hits" role="listbox" aria-label="Results">
            {found.hits.map((hit, i) => (
              <div
                key={i}
                id={`hit-${i}`}
                class="hit"
                role="option"
                aria-selected={i === chosen}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => goTo(i)}
              >
                <span class="hit-what">{hit.entry.what}</span>
                <span class="hit-title clip">
                  <Text of={hit.entry.title.slice(0, 120)} />
                </span>
                <span class="hit-excerpt clip">
                  <Text of={hit.excerpt} />
                </span>
              </div>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function wordsOf({ hits, total, done }: Found): string {
  if (total === 0) return done ? 'nothing found' : 'nothing found so far …';
  const shown = total > hits.length ? `, the first ${hits.length} are shown` : '';
  return `${count(total)} found${done ? '' : ' so far'}${shown}${done ? '' : ' …'}`;
}
