import { useState } from 'preact/hooks';
import type { Body } from '../document.ts';
import { bytes, count } from '../model/format.ts';
import { CodeView } from './CodeView.tsx';
import { CopyButton } from './CopyButton.tsx';
import { Text } from './Text.tsx';

const PREVIEW = 256 * 1024;

/** A body as it was kept: pretty when it is JSON, raw when asked for, and said in words when it was not kept. */
export function BodyView({ body, what }: { body: Body; what: string }) {
  const [raw, setRaw] = useState(false);
  const [whole, setWhole] = useState(false);
  const text = body.text;
  if (text === undefined && body.base64 === undefined) return <NotKept body={body} />;
  const kept = text ?? body.base64!;
  const json =
    text !== undefined &&
    /^\s*[[{"\d-]/.test(text) &&
    (/json/i.test(body.content_type ?? 'json') || /^\s*[[{]/.test(text));
  const shown = whole || kept.length <= PREVIEW ? kept : kept.slice(0, PREVIEW);
  return (
    <div class="body">
      <div class="body-head">
        <span class="num">{bytes(body.size_bytes)}</span>
        {body.content_type !== undefined && (
          <span class="muted clip">
            <Text of={body.content_type} />
          </span>
        )}
        {text === undefined && <span class="chip">binary, shown in base64</span>}
        {text?.includes('\r\n') && (
          <span class="chip" title="Lines end with CR LF">
            CRLF
          </span>
        )}
        {body.captured === 'cut' && (
          <span class="chip warn-chip">
            cut when captured
            {body.reason !== undefined && (
              <>
                : <Text of={body.reason} />
              </>
            )}
          </span>
        )}
        <span class="push" />
        {json && (
          <button type="button" class="copy" aria-pressed={raw} onClick={() => setRaw(!raw)}>
            {raw ? 'Pretty' : 'Raw'}
          </button>
        )}
        <CopyButton text={kept} what={what} />
      </div>
      {kept === '' ? (
        <p class="absent">empty</p>
      ) : (
        <CodeView text={shown} json={json && !raw && shown === kept} />
      )}
      {shown !== kept && (
        <p class="note">
          The first {count(PREVIEW)} of {count(kept.length)} characters.{' '}
          <button type="button" class="more" onClick={() => setWhole(true)}>
            show all
          </button>
        </p>
      )}
    </div>
  );
}

function NotKept({ body }: { body: Body }) {
  if (body.size_bytes === 0) return <p class="absent">empty body</p>;
  return (
    <div class="body not-kept">
      <p class="absent">
        ∅ {bytes(body.size_bytes)}{' '}
        {body.content_type !== undefined && <Text of={body.content_type} />} not captured
        {body.reason !== undefined && (
          <>
            : <Text of={body.reason} />
          </>
        )}
        . Run with <code>--capture-http bodies</code> to keep it.
      </p>
      {body.sha256 !== undefined && (
        <p class="muted mono small">
          sha256 <Text of={body.sha256} />
        </p>
      )}
    </div>
  );
}
