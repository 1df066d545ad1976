import { EventReader, type ServerEvent } from './events.ts';
import { get, refusalOf } from './http.ts';

export interface Listener {
  /** A connection stands. */
  opened(): void;
  told(events: readonly ServerEvent[]): void;
  /** There is no connection any more, and one is tried again. */
  lost(why: string): void;
}

export interface Times {
  /** A server says every 15 seconds that it is there; one that is silent for so long is not. */
  silenceMs: number;
  firstWaitMs: number;
  mostWaitMs: number;
}

const TIMES: Times = { silenceMs: 45_000, firstWaitMs: 1000, mostWaitMs: 15_000 };

/**
 * Reads a stream of events and goes on after the last one whenever the connection is lost, for as
 * long as anybody looks. It is read by fetch, which can send headers.
 */
export class Follower {
  private connection: AbortController | undefined;
  private waiting: (() => void) | undefined;
  private isStopped = false;
  private isPaused = false;
  private failures = 0;

  /** @param lastId of the last event that is known: what comes after it is told */
  constructor(
    private readonly path: string,
    private readonly listener: Listener,
    private lastId?: string,
    private readonly times = TIMES,
  ) {}

  async run(): Promise<void> {
    while (!this.isStopped) {
      if (!this.isPaused) {
        const why = await this.connect();
        if (this.isStopped) return;
        if (!this.isPaused) {
          this.listener.lost(why);
          await this.wait(this.waitMs());
          continue;
        }
      }
      await this.wait();
    }
  }

  /** Somebody looks again, or the network is back: does not wait any longer. */
  wake(): void {
    this.isPaused = false;
    this.failures = 0;
    this.waiting?.();
  }

  /** Nobody looks: a browser has six connections to a server, for all of its tabs. */
  pause(): void {
    this.isPaused = true;
    this.connection?.abort();
  }

  /** What is known ends there: the server has fewer events than it had. */
  restart(lastId: string): void {
    this.lastId = lastId;
    this.connection?.abort();
  }

  stop(): void {
    this.isStopped = true;
    this.connection?.abort();
    this.waiting?.();
  }

  /** @returns why the connection has ended */
  private async connect(): Promise<string> {
    const connection = (this.connection = new AbortController());
    let silence: ReturnType<typeof setTimeout> | undefined;
    const isAlive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => connection.abort(), this.times.silenceMs);
    };
    isAlive();
    try {
      const response = await get(this.path, this.headers(), connection.signal);
      if (!response.ok || !response.body) return await refusalOf(response);
      this.listener.opened();
      const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const events = new EventReader();
      for (;;) {
        const { done, value } = await text.read();
        if (done) return 'the server has ended the stream';
        isAlive();
        this.failures = 0;
        this.take(events.read(value));
      }
    } catch {
      return 'the server does not answer';
    } finally {
      clearTimeout(silence);
      connection.abort();
    }
  }

  private headers(): Record<string, string> {
    const accept = { accept: 'text/event-stream' };
    return this.lastId === undefined ? accept : { ...accept, 'last-event-id': this.lastId };
  }

  private take(events: readonly ServerEvent[]): void {
    if (events.length === 0) return;
    this.lastId = events.at(-1)!.id ?? this.lastId;
    this.listener.told(events);
  }

  /** Longer each time, and not the same for all who have lost the same server. */
  private waitMs(): number {
    const { firstWaitMs, mostWaitMs } = this.times;
    const ms = Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(this.failures++, 10));
    return ms * (0.75 + Math.random() / 2);
  }

  private wait(ms?: number): Promise<void> {
    return new Promise((done) => {
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      this.waiting = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
