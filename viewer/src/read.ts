import type { DiffDocument } from './diff/document.ts';
import type { ReportDocument } from './document.ts';
import { EmbeddedDocument } from './source/embedded.ts';

const VERSION = 2;
const DIFF_VERSION = 1;
/** The JSON of a smaller report is parsed as a whole: in characters. */
const SMALL = 1 << 20;

/** The document in the page, or a sentence that says why there is none. */
export function readDocument(text: string): EmbeddedDocument | DiffDocument | string {
  if (text.startsWith('/*'))
    return 'This page is the empty form of a clew report: no run was put into it.';
  let value: unknown;
  let large: EmbeddedDocument | undefined;
  try {
    large = text.length > SMALL ? EmbeddedDocument.read(text) : undefined;
    value = large?.skeleton() ?? JSON.parse(text);
  } catch (error) {
    return `The run in this report cannot be read: ${error instanceof Error ? error.message : String(error)}. The file may have been cut.`;
  }
  const { format, format_version: version } = (value ?? {}) as {
    format?: unknown;
    format_version?: unknown;
  };
  if (format !== 'clew.report' && format !== 'clew.diff')
    return 'What is in this page is not a clew report.';
  const newest = format === 'clew.diff' ? DIFF_VERSION : VERSION;
  if (typeof version !== 'number' || version < 1 || version > newest)
    return `This report has format version ${String(version)}; this page understands ${newest}. Open it with the clew that wrote it, or a newer one.`;
  if (format === 'clew.diff') return value as DiffDocument;
  return large ?? EmbeddedDocument.of(value as ReportDocument);
}
