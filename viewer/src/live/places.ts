/** What stands in a page from a server in place of a document: where to ask. */
export type Places = RunPlaces | ListPlaces;

export interface RunPlaces {
  shows: 'run';
  document: string;
  stream: string;
  /** Of the runs that it has started. */
  children?: string;
  /** Where a session ends; undefined when there is none. */
  logout?: string;
  /** Where a trace is shown, with `{trace_id}` in it. */
  trace_url?: string;
}

export interface ListPlaces {
  shows: 'runs';
  runs: string;
  stream: string;
  /** Where a session ends; undefined when there is none. */
  logout?: string;
}

const VERSION = 1;

/** What the text of a page says of places; undefined when it holds a document instead. */
export function readPlaces(text: string): Places | undefined {
  // A document is much longer, and parsed by who knows how.
  if (text.length > 10_000) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Record<string, unknown>>;
    const isLive = value['format'] === 'clew.live' && value['format_version'] === VERSION;
    return isLive ? (value as unknown as Places) : undefined;
  } catch {
    return undefined;
  }
}
