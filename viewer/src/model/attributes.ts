import type { Json, NamedValue, Origin, Row } from '../document.ts';

/** Attributes of an event, or a part of them: whoever wrote the event could have put anything there. */
export type Attributes = { [name: string]: Json };

export function isAttributes(value: Json | undefined): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function attributesOf(row: Row): Attributes {
  return isAttributes(row.event.attributes) ? row.event.attributes : {};
}

/** As text: a string as it is, all else as JSON, nothing for what is absent. */
export function text(value: Json | undefined): string {
  return value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}

export function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function listOf(value: Json | undefined): Attributes[] {
  return Array.isArray(value) ? value.filter(isAttributes) : [];
}

/** Values as events write them, `{name, value, origin, secret}`. */
export function namedValues(value: Json | undefined): NamedValue[] {
  return listOf(value).map((one) => ({
    name: text(one['name']),
    value: one['value'] ?? null,
    ...(one['secret'] === true ? { secret: true } : {}),
    ...(isAttributes(one['origin']) ? { origin: originOf(one['origin']) } : {}),
    ...(isAttributes(one['missing'])
      ? { missing: { code: text(one['missing']['code']), reason: text(one['missing']['reason']) } }
      : {}),
  }));
}

function originOf(value: Attributes): Origin {
  const origin: { [name: string]: string } = {};
  for (const name of ['kind', 'name', 'stage', 'field'])
    if (value[name] !== undefined) origin[name] = text(value[name]);
  return { kind: 'expression', ...origin } as Origin;
}
