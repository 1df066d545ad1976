/** A range of bytes of a stored stream, as the address bar holds it: `stderr:1024,163`. */
export interface BytesAt {
  stream: string;
  offset: number;
  length: number;
}

export function writeBytesAt(at: BytesAt): string {
  return `${at.stream}:${at.offset}${at.length > 0 ? `,${at.length}` : ''}`;
}

export function readBytesAt(text: string | undefined): BytesAt | undefined {
  const found = text === undefined ? null : /^([^:]{1,200}):(\d{1,15})(?:,(\d{1,15}))?$/.exec(text);
  return found
    ? { stream: found[1]!, offset: Number(found[2]), length: Number(found[3] ?? 0) }
    : undefined;
}
