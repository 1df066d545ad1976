import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { scrollFor, top, totalHeight, windowOf, type Rows } from '../model/virtual.ts';
import { count } from '../model/format.ts';
import { usePage } from '../page.ts';

/** A list of any length, of which only what can be seen is in the page. On paper it is written out, up to `printed` rows. */
export function VirtualList(props: {
  class: string;
  label: string;
  rows: Rows;
  render: (index: number) => ComponentChildren;
  goTo?: number | undefined;
  /** What `goTo` stands for: while it is the same, the list stays where it is however its rows change. */
  goToKey?: string;
  /** Whoever looks at its end still does when rows are added. */
  follows?: boolean;
  printed?: number;
  attributes?: Record<string, string | number | undefined>;
  onKeyDown?: (event: KeyboardEvent) => void;
}) {
  const { rows, render, goTo } = props;
  const { printing } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  const atEnd = useRef(false);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || printing.value) return;
    const measure = () => {
      const { scrollTop, clientHeight, scrollHeight } = element;
      atEnd.current = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2;
      setSeen((now) =>
        now.top === scrollTop && now.height === clientHeight
          ? now
          : { top: scrollTop, height: clientHeight },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [printing.value]);

  useLayoutEffect(
    () => {
      const element = box.current;
      if (element && goTo !== undefined && goTo >= 0 && goTo < rows.count) {
        const next = scrollFor(rows, goTo, element.scrollTop, element.clientHeight);
        if (next !== element.scrollTop) element.scrollTop = next;
      }
    },
    props.goToKey === undefined ? [goTo, rows.count, rows.open, rows.extra] : [props.goToKey],
  );

  useLayoutEffect(() => {
    const element = box.current;
    if (element && props.follows && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [rows.count]);

  if (printing.value) {
    const most = Math.min(rows.count, props.printed ?? 1000);
    return (
      <div class={`${props.class} printed`} {...props.attributes}>
        {Array.from({ length: most }, (_, i) => render(i))}
        {most < rows.count && (
          <p class="note">{count(rows.count - most)} more are in the report file.</p>
        )}
      </div>
    );
  }
  const { from, to } = windowOf(rows, seen.top, seen.height);
  return (
    <div
      class={`virtual ${props.class}`}
      ref={box}
      tabIndex={0}
      aria-label={props.label}
      onKeyDown={props.onKeyDown}
      {...(props.attributes ?? { role: 'group', 'data-own-arrows': '' })}
    >
      <div class="virtual-all" role="presentation" style={{ height: `${totalHeight(rows)}px` }}>
        <div
          class="virtual-seen"
          role="presentation"
          style={{ transform: `translateY(${top(rows, from)}px)` }}
        >
          {Array.from({ length: to - from }, (_, i) => render(from + i))}
        </div>
      </div>
    </div>
  );
}
