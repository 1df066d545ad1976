import { readDocument } from '../read.ts';
import { render } from '../render.tsx';
import { EmbeddedDocument } from '../source/embedded.ts';
import type { State } from '../state.ts';
import { plainText } from '../model/visible.ts';
import type { Family } from './family.ts';
import { Follower } from './follower.ts';
import { get, here, refusalOf } from './http.ts';
import { followLooks } from './looks.ts';
import { Refresher } from './refresher.ts';
import type { RunPlaces } from './places.ts';

const GOING = new Set(['created', 'queued', 'running']);

/**
 * A run as it goes on: the document is made by the server, which alone knows what follows from the
 * rows, and is fetched again when there are new ones. What it has is the whole document, up to the
 * size of the page of a file; of a larger run the page says what is left out, as a file does.
 */
export class LiveRun {
  private readonly refresher = new Refresher(() => this.refresh());
  private follower: Follower | undefined;
  private state: State | undefined;
  private tag = '';
  private rows = 0;
  private stops: (() => void)[] = [];

  constructor(
    private readonly places: RunPlaces,
    private readonly root: HTMLElement,
    private readonly show: (message: string) => void,
  ) {}

  start(): void {
    this.refresher.want();
    this.stops = [
      followLooks({
        back: () => {
          this.follower?.wake();
          this.refresher.want();
        },
        away: () => this.follower?.pause(),
        nowAndThen: () => this.refresher.want(),
      }),
    ];
  }

  stop(): void {
    this.stops.forEach((stop) => stop());
    this.follower?.stop();
    this.refresher.stop();
  }

  /** Whether it is known how the run stands now. */
  private async refresh(): Promise<boolean> {
    try {
      const known: Record<string, string> = this.tag === '' ? {} : { 'if-none-match': this.tag };
      const response = await get(this.places.document, known);
      if (response.status === 304) return this.isCurrent();
      if (!response.ok) return this.without(await refusalOf(response));
      const read = readDocument(await response.text());
      if (!(read instanceof EmbeddedDocument))
        return this.without(typeof read === 'string' ? read : 'this is not a run');
      this.tag = response.headers.get('etag') ?? '';
      this.take(read, response);
      return this.isCurrent();
    } catch {
      return this.without('the server does not answer');
    }
  }

  private isCurrent(): true {
    const live = this.state?.live;
    if (live?.peek()?.isOpen) live.value = { ...live.peek()!, lostAt: undefined };
    return true;
  }

  /** What is shown stays; that it may be old, the sign says. */
  private without(why: string): false {
    const live = this.state?.live;
    if (live) live.value = { ...live.peek()!, lostAt: live.peek()!.lostAt ?? Date.now(), why };
    else this.show(`There is no run to show yet: ${why}. Trying again …`);
    return false;
  }

  private take(source: EmbeddedDocument, response: Response): void {
    const { run, ledger, as_of: asOf } = source.skeleton();
    const before = this.state?.source.peek().skeleton().run.status;
    const first = this.state === undefined;
    if (first) this.show('');
    this.state = render(source, this.root);
    const status = String(run.status).replaceAll('_', ' ');
    document.title = plainText(`${run.name} · ${status}`, 200);
    if (!first && before !== run.status) this.state.said.value = `the run is ${status}`;
    this.state.live.value = {
      ...(this.state.live.peek() ?? { lostAt: undefined, isOpen: false }),
      isGoing: GOING.has(run.status),
      lastAt: here(asOf, response),
    };
    this.state.traceUrl.value = this.places.trace_url;
    this.state.logout.value = this.places.logout;
    void this.askFamily();
    if (first) this.follow(ledger.rows);
    else if (ledger.rows < this.rows) this.follower?.restart(String(ledger.rows - 1));
    this.rows = ledger.rows;
  }

  /** Beside the document: when it does not come, what is known stays. */
  private async askFamily(): Promise<void> {
    if (this.places.children === undefined) return;
    try {
      const response = await get(this.places.children, {});
      if (response.ok) this.state!.family.value = (await response.json()) as Family;
    } catch {
      // The sign of the document says that the server does not answer.
    }
  }

  private follow(rows: number): void {
    const live = this.state!.live;
    let isNew = true;
    this.follower = new Follower(
      this.places.stream,
      {
        opened: () => {
          live.value = { ...live.peek()!, isOpen: true, lostAt: undefined };
          // Nothing came in between the first time: the stream begins where the document ends.
          if (!isNew) this.refresher.want();
          isNew = false;
        },
        told: () => this.refresher.want(),
        lost: (why) => {
          const { lostAt = Date.now() } = live.peek()!;
          live.value = { ...live.peek()!, isOpen: false, lostAt, why };
        },
      },
      String(rows - 1),
    );
    void this.follower.run();
  }
}
