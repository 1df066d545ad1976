/** What the address bar holds: everything that is needed to send somebody to this very place. */
export interface Place {
  stage?: string | undefined;
  tab?: string | undefined;
  view?: string | undefined;
  call?: string | undefined;
  artifact?: string | undefined;
  /** The code of an absence. */
  absence?: string | undefined;
  /** Bytes of the output: `stderr:1024,163`. */
  at?: string | undefined;
  row?: number | undefined;
  file?: number | undefined;
  line?: number | undefined;
}

const TEXTS = ['stage', 'tab', 'view', 'call', 'artifact', 'absence', 'at'] as const;
const NUMBERS = ['row', 'file', 'line'] as const;

export function readPlace(hash: string): Place {
  const place: Place = {};
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  for (const name of TEXTS) {
    const value = parameters.get(name);
    if (value !== null && value !== '') place[name] = value;
  }
  for (const name of NUMBERS) {
    const value = parameters.get(name);
    if (value !== null && /^\d{1,15}$/.test(value)) place[name] = Number(value);
  }
  return place;
}

export function writePlace(place: Place): string {
  const parts: string[] = [];
  for (const name of [...TEXTS, ...NUMBERS]) {
    const value = place[name];
    if (value !== undefined)
      parts.push(
        `${name}=${encodeURIComponent(String(value).toWellFormed()).replace(/%(?:2F|3A|2C)/g, decodeURIComponent)}`,
      );
  }
  return `#${parts.join('&')}`;
}
