/** What stands at a JSON pointer (RFC 6901) below a value, or undefined. Own members only. */
export function memberAt(value: unknown, pointer: string): unknown {
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
