import type { ComponentChildren } from 'preact';
import { plainText } from '../model/visible.ts';
import { filePath, runPath } from '../runs/query.ts';

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

/** A file of the run, to be saved: the server never lets a browser open one. */
export function FileLink(props: {
  namespace: string;
  sha256: string;
  name: string;
  children: ComponentChildren;
}) {
  return (
    <a
      class="link"
      href={filePath(props.namespace, props.sha256)}
      download={plainText(props.name.split('/').at(-1) ?? '', 100)}
    >
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
