/** The only way out of the page. A file's policy forbids it; that of a page from a server allows that server. */
export function get(
  path: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Response> {
  requireOwn(path);
  return fetch(path, { headers, cache: 'no-store', signal: signal ?? null });
}

/** A place is a path: what came with the page must not send it to another host. */
function requireOwn(path: string): void {
  if (!/^\/(?![/\\])/.test(path)) throw new Error('not a path of this server');
}

/** Ends the session of the reader, and shows what the server shows to whoever has none. */
export async function leave(path: string): Promise<void> {
  requireOwn(path);
  const headers = { 'x-clew-request': 'logout' };
  const answer = await fetch(path, { method: 'POST', headers, redirect: 'manual' });
  if (answer.type !== 'opaqueredirect' && !answer.ok) throw new Error(String(answer.status));
  location.reload();
}

/** Why the server did not give what it was asked for, as a sentence without its end. */
export async function refusalOf(response: Response): Promise<string> {
  try {
    const { detail } = (await response.json()) as { detail?: unknown };
    if (typeof detail === 'string') return detail.slice(0, 300);
  } catch {
    // No problem as clew writes it: a proxy's page, or the end of the connection.
  }
  return `the server answered ${response.status}`;
}

/** The moment on this clock at which the server's clock showed that. */
export function here(instant: string, response: Response): number | undefined {
  const theirs = Date.parse(response.headers.get('date') ?? '');
  const skew = Number.isFinite(theirs) ? Date.now() - theirs : 0;
  const at = Date.parse(instant) + skew;
  // Dates of HTTP are whole seconds: within one, nobody is behind.
  return Number.isFinite(at) ? Math.min(at, Date.now()) : undefined;
}
