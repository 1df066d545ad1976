import type { Json, Missing } from '../document.ts';
import { jsonText } from '../model/json.ts';
import { CodeView } from './CodeView.tsx';
import { LongText } from './LongText.tsx';
import { Redacted } from './Redacted.tsx';

/** A value in one line when it is a scalar, folded JSON when it is more. */
export function Value({
  of,
  missing,
  brief = false,
}: {
  of: Json | undefined;
  missing?: Missing | undefined;
  brief?: boolean;
}) {
  if (of === null || of === undefined) {
    return (
      <span class="value">
        <span class="null">null</span>
        {missing && (
          <span class="why-null">
            <span class="sr">because </span>
            <LongText of={missing.reason} most={brief ? 160 : 600} />{' '}
            {!brief && (
              <code class="code">
                <LongText of={missing.code} most={80} />
              </code>
            )}
          </span>
        )}
      </span>
    );
  }
  if (typeof of === 'string')
    return (
      <span class="value string">
        <Redacted of={of} most={brief ? 120 : 2000} />
      </span>
    );
  if (typeof of !== 'object') return <span class="value number">{String(of)}</span>;
  return brief ? (
    <span class="value string">
      <LongText of={JSON.stringify(of)} most={120} />
    </span>
  ) : (
    <CodeView text={jsonText(of)} json short />
  );
}
