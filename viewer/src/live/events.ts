export interface ServerEvent {
  id: string | undefined;
  type: string;
  data: string;
}

/** Reads server-sent events (HTML Living Standard, 9.2.6) out of text that comes in any pieces. */
export class EventReader {
  private rest = '';
  private id: string | undefined;
  private type = '';
  private data: string[] = [];

  /** The events that are complete with this piece. */
  read(piece: string): ServerEvent[] {
    const found: ServerEvent[] = [];
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) {
      const event = this.line(line.replace(/\r$/, ''));
      if (event) found.push(event);
    }
    return found;
  }

  private line(line: string): ServerEvent | undefined {
    if (line === '') return this.end();
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'id') this.id = value;
    else if (name === 'event') this.type = value;
    else if (name === 'data') this.data.push(value);
    return undefined;
  }

  private end(): ServerEvent | undefined {
    const event = { id: this.id, type: this.type || 'message', data: this.data.join('\n') };
    const isThere = this.data.length > 0;
    this.type = '';
    this.data = [];
    return isThere ? event : undefined;
  }
}
