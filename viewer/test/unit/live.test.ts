/** @vitest-environment node */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventReader } from '../../src/live/events.ts';
import { Follower, type Listener } from '../../src/live/follower.ts';
import { get, here } from '../../src/live/http.ts';
import { readPlaces } from '../../src/live/places.ts';
import { Refresher } from '../../src/live/refresher.ts';

describe('server-sent events', () => {
  it('are read out of pieces of any size', () => {
    const text =
      ': hello\n\nid: 1\nevent: row\ndata: {"a":1}\n\nid:2\r\ndata: x\r\ndata: y\r\n\r\nid: 3\n\n';
    for (const size of [1, 2, 3, 7, text.length]) {
      const reader = new EventReader();
      const events = [];
      for (let at = 0; at < text.length; at += size)
        events.push(...reader.read(text.slice(at, at + size)));
      expect(events).toEqual([
        { id: '1', type: 'row', data: '{"a":1}' },
        { id: '2', type: 'message', data: 'x\ny' },
      ]);
    }
  });
  it('that are cut off are none', () => {
    expect(new EventReader().read('id: 1\ndata: {"a"')).toEqual([]);
  });
});

describe('a stream', () => {
  let server: Server;
  let sockets: Set<Socket>;
  let read: Set<ServerResponse>;
  let asked: (string | undefined)[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let follower: Follower | undefined;
  let log: string[];

  const listener: Listener = {
    opened: () => log.push('opened'),
    told: (events) => events.forEach(({ data }) => log.push(data)),
    lost: (why) => log.push(`lost: ${why}`),
  };
  const times = { silenceMs: 300, firstWaitMs: 20, mostWaitMs: 60 };
  const until = (what: string, count = 1) =>
    vi.waitFor(
      () => expect(log.filter((one) => one === what).length).toBeGreaterThanOrEqual(count),
      5000,
    );
  const begin = (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' });
  const follow = (lastId?: string) => {
    follower = new Follower('/stream', listener, lastId, times);
    void follower.run();
    return follower;
  };
  const listen = (port = 0) =>
    new Promise<number>((done) => {
      server = createServer((request, response) => {
        asked.push(request.headers['last-event-id'] as string | undefined);
        read.add(response);
        response.on('close', () => read.delete(response));
        answer(request, response);
      });
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port));
    });
  const kill = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      sockets.forEach((socket) => socket.destroy());
    });
  let port: number;

  beforeEach(async () => {
    sockets = new Set();
    read = new Set();
    asked = [];
    log = [];
    port = await listen();
    const real = fetch;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
      real(`http://127.0.0.1:${port}${path}`, init),
    );
  });
  afterEach(async () => {
    follower?.stop();
    await kill();
    vi.unstubAllGlobals();
  });

  it('goes on after the last event when the server went away and came back', async () => {
    answer = (_request, response) => begin(response).write('id: 7\ndata: seven\n\n');
    follow('6');
    await until('seven');
    await kill();
    await until('lost: the server does not answer', 2);
    answer = (_request, response) => begin(response).write('id: 8\ndata: eight\n\n');
    await listen(port);
    await until('eight');
    expect(asked).toEqual(['6', '7']);
    expect([log[0], log.at(-2)]).toEqual(['opened', 'opened']);
  });

  it('that the server ends is opened again, less often each time', async () => {
    answer = (_request, response) => begin(response).end();
    follow();
    await until('lost: the server has ended the stream', 4);
    expect(asked).toEqual(asked.map(() => undefined));
  });

  it('that is refused says why', async () => {
    answer = (_request, response) =>
      response.writeHead(404).end('{"code":"run.unknown","detail":"no run has this id"}');
    follow();
    await until('lost: no run has this id', 2);
    expect(log).not.toContain('opened');
  });

  it('that is silent for too long is taken for lost; one that says it is there is not', async () => {
    answer = (_request, response) => {
      begin(response).write('data: first\n\n');
      if (asked.length === 1) return;
      const beat = setInterval(() => response.write(': still here\n\n'), 50);
      response.on('close', () => clearInterval(beat));
    };
    follow();
    await until('lost: the server does not answer');
    await until('first', 2);
    const before = log.length;
    await new Promise((done) => setTimeout(done, 700));
    expect(log.slice(before)).toEqual([]);
  });

  it('is given up while nobody looks, and resumed at once', async () => {
    answer = (_request, response) => begin(response).write('id: 1\ndata: one\n\n');
    const one = follow();
    await until('one');
    one.pause();
    await vi.waitFor(() => expect(read.size).toBe(0));
    await new Promise((done) => setTimeout(done, 150));
    expect([asked.length, log.some((entry) => entry.startsWith('lost'))]).toEqual([1, false]);
    one.wake();
    await until('one', 2);
    expect(asked).toEqual([undefined, '1']);
  });

  it('is stopped for good', async () => {
    answer = (_request, response) => begin(response).write('data: one\n\n');
    const one = follow();
    await until('one');
    one.stop();
    await vi.waitFor(() => expect(read.size).toBe(0));
    await new Promise((done) => setTimeout(done, 150));
    expect([asked.length, log]).toEqual([1, ['opened', 'one']]);
  });
});

describe('a refresh', () => {
  const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));
  it('is done once for what comes together, and not more often than it may', async () => {
    const begun: number[] = [];
    const refresher = new Refresher(() => {
      begun.push(performance.now());
      return Promise.resolve(true);
    }, 300);
    for (let i = 0; i < 100; i++) {
      refresher.want();
      await rest(7);
    }
    await rest(400);
    refresher.stop();
    expect(begun.length).toBeGreaterThan(1);
    expect(begun.length).toBeLessThan(6);
    begun.slice(1).forEach((at, i) => expect(at - begun[i]!).toBeGreaterThan(290));
  });
  it('that takes long is done less often, and never twice at once', async () => {
    let busy = 0;
    let most = 0;
    let times = 0;
    const refresher = new Refresher(async () => {
      most = Math.max(most, ++busy);
      times++;
      await rest(60);
      busy--;
      return true;
    }, 10);
    for (let i = 0; i < 50; i++) {
      refresher.want();
      await rest(10);
    }
    refresher.stop();
    expect(most).toBe(1);
    expect(times).toBeLessThan(4);
  });
  it('that fails is tried again without anybody asking', async () => {
    let times = 0;
    const refresher = new Refresher(() => Promise.resolve(++times > 2), 10, 20);
    refresher.want();
    await vi.waitFor(() => expect(times).toBe(3));
    await rest(200);
    expect(times).toBe(3);
  });
  it('that is stopped while it works does no more', async () => {
    let times = 0;
    const refresher = new Refresher(
      async () => {
        times++;
        await rest(30);
        return false;
      },
      10,
      10,
    );
    refresher.want();
    await vi.waitFor(() => expect(times).toBe(1));
    refresher.stop();
    await rest(200);
    expect(times).toBe(1);
  });
});

describe('what is asked for', () => {
  it.each(['//evil.example/x', '/\\evil.example', 'https:x', 'x', ''])('is never %j', (path) =>
    expect(() => get(path, {})).toThrow('not a path'),
  );
  it('stands in the page; a document does not', () => {
    const places = { shows: 'runs', runs: '/r', stream: '/s' };
    const text = JSON.stringify({ format: 'clew.live', format_version: 1, ...places });
    expect(readPlaces(text)).toMatchObject(places);
    for (const other of ['', '{', '[]', 'null', '{"format":"clew.report"}', text.replace('1', '2')])
      expect(readPlaces(other)).toBeUndefined();
  });
  it('tells by how much the clocks differ', () => {
    const date = new Date(Date.now() - 3_600_000);
    const response = new Response('', { headers: { date: date.toUTCString() } });
    const at = here(new Date(date.getTime() - 10_000).toISOString(), response)!;
    expect(Math.abs(Date.now() - 10_000 - at)).toBeLessThan(1500);
    expect(here('never', response)).toBeUndefined();
  });
});
