import type { DiffDocument } from './diff/document.ts';
import type { ReportDocument } from './document.ts';
import { unpack } from './model/unpack.ts';

const VERSION = 1;

/** The document in the page, or a sentence that says why there is none. */
export function readDocument(source: string): ReportDocument | DiffDocument | string {
  if (source.startsWith('/*'))
    return 'This page is the empty form of a clew report: no run was put into it.';
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return `The run in this report cannot be read: ${error instanceof Error ? error.message : String(error)}. The file may have been cut.`;
  }
  const { format, format_version: version } = (value ?? {}) as {
    format?: unknown;
    format_version?: unknown;
  };
  if (format !== 'clew.report' && format !== 'clew.diff')
    return 'What is in this page is not a clew report.';
  if (version !== VERSION)
    return `This report has format version ${String(version)}; this page understands ${VERSION}. Open it with the clew that wrote it, or a newer one.`;
  if (format === 'clew.report' && Array.isArray((value as { events?: unknown }).events))
    unpack((value as ReportDocument).events);
  return value as ReportDocument | DiffDocument;
}
