// A real `clew serve`, and who tells it of runs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLEW = process.env['CLEW'] ?? fileURLToPath(new URL('../../../clew', import.meta.url));

/** Listens when it returns. What it knows is gone when it ends. */
export async function serve(port = 0) {
  const server = spawn(CLEW, ['serve', '--in-memory', '--port', String(port)], {
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
