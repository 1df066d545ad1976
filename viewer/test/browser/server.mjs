// A real `clew serve`, and who tells it of runs.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLEW = process.env['CLEW'] ?? fileURLToPath(new URL('../../../clew', import.meta.url));

/** The text of a new token for the server that has a folder. */
export function token(/** @type {string} */ data, /** @type {string} */ role) {
  const args = ['token', 'create', '--role', role, '--data', data];
  return execFileSync(CLEW, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/**
 * Listens when it returns.
 *
 * @param {string} [data] where it keeps runs; without it they are gone when it ends
 */
export async function serve(port = 0, data) {
  const where = data === undefined ? ['--in-memory'] : ['--data', data];
  const server = spawn(CLEW, ['serve', ...where, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = () => server.kill('SIGKILL');
  process.once('exit', end);
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /^clew serves (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    return {
      url,
      port: Number(new URL(url).port),
      async end() {
        process.removeListener('exit', end);
        const ended = once(server, 'exit');
        end();
        await ended;
      },
      /** @param {...any} events */
      async tell(...events) {
        const response = await fetch(`${url}/api/v1/events`, {
          method: 'POST',
          body: events.map((one) => JSON.stringify(one)).join('\n'),
        });
        const { results } = /** @type {any} */ (await response.json());
        for (const { status } of results)
          if (status !== 'stored') throw new Error(`an event was not stored: ${status}`);
      },
    };
  }
  throw new Error('clew serve has ended before it was ready');
}
