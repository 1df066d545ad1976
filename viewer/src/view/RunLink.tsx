import type { ComponentChildren } from 'preact';
import { runPath } from '../runs/query.ts';

/** The only links that the page has: within a server, to what it has itself. A file has none. */
export function RunLink(props: {
  namespace: string;
  run: string;
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <a class={props.class} href={runPath(props.namespace, props.run)}>
      {props.children}
    </a>
  );
}

export function RunsLink() {
  return (
    <a class="link runs-link" href="/" title="All runs of this server">
      ← runs
    </a>
  );
}
