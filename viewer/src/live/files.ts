import { filesPath } from '../runs/query.ts';
import { get } from './http.ts';

/** The digests of the files of a run whose bytes the server has; none when it does not say. */
export async function filesOf(namespace: string, run: string): Promise<ReadonlySet<string>> {
  try {
    const response = await get(filesPath(namespace, run), { accept: 'application/json' });
    if (!response.ok) return new Set();
    const { files } = (await response.json()) as { files?: unknown };
    if (!Array.isArray(files)) return new Set();
    return new Set(
      (files as { sha256?: unknown }[])
        .map(({ sha256 }) => sha256)
        .filter((one): one is string => typeof one === 'string' && /^[0-9a-f]{64}$/.test(one)),
    );
  } catch {
    return new Set();
  }
}
