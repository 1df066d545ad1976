import type { Json, NamedValue, Origin, Row } from '../document.ts';
import type {
  Missing as SaidMissing,
  NamedValue as SaidValue,
  Origin as SaidOrigin,
} from '../facts.ts';

/**
 * Attributes of an event, or a part of them: the names are those of the vocabulary, and whoever wrote the event
 * could have put anything there.
 */
export type Said<F> = { readonly [K in keyof F]?: Json };

/** What an event says, read as one of its kind. Of a damaged document even the event can be absent. */
export function said<F>(row: Row): Said<F> {
  return partOf<F>(row.event?.attributes) ?? {};
}

/** Nothing for what is no object. */
export function partOf<F>(value: Json | undefined): Said<F> | undefined {
  return isObject(value) ? (value as Said<F>) : undefined;
}

/** Those of a list that are objects. */
export function partsOf<F>(value: Json | undefined): Said<F>[] {
  return Array.isArray(value) ? (value.filter(isObject) as Said<F>[]) : [];
}

function isObject(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/** Values as events write them, `{name, value, origin, secret}`. */
export function namedValues(value: Json | undefined): NamedValue[] {
  return partsOf<SaidValue>(value).map((one) => {
    const origin = partOf<SaidOrigin>(one.origin);
    const missing = partOf<SaidMissing>(one.missing);
    return {
      name: text(one.name),
      value: one.value ?? null,
      ...(one.secret === true ? { secret: true } : {}),
      ...(origin ? { origin: originOf(origin) } : {}),
      ...(missing ? { missing: { code: text(missing.code), reason: text(missing.reason) } } : {}),
    };
  });
}

function originOf(value: Said<SaidOrigin>): Origin {
  const origin: SaidOrigin = {};
  for (const name of ['kind', 'name', 'stage', 'field'] as const)
    if (value[name] !== undefined) origin[name] = text(value[name]);
  return { kind: 'expression', ...origin } as Origin;
}
