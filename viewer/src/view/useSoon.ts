import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Soon } from '../source/soon.ts';

/** What was asked for, undefined until it has come. Asked again when the inputs change. */
export function useSoon<T>(ask: () => Soon<T>, inputs: readonly unknown[]): T | undefined {
  const soon = useMemo(ask, inputs);
  const [come, setCome] = useState<{ of: Promise<T>; value: T } | undefined>(undefined);
  useEffect(() => {
    if (!(soon instanceof Promise)) return undefined;
    let wanted = true;
    void soon.then((value) => wanted && setCome({ of: soon, value }));
    return () => (wanted = false);
  }, [soon]);
  if (!(soon instanceof Promise)) return soon;
  return come?.of === soon ? come.value : undefined;
}
