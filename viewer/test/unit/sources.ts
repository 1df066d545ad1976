import type { ReportDocument } from '../../src/document.ts';
import { modelOf, type Model } from '../../src/model/model.ts';
import type { Found } from '../../src/model/search.ts';
import { EmbeddedDocument } from '../../src/source/embedded.ts';
import type { DocumentSource } from '../../src/source/source.ts';

export function model(document: ReportDocument): Model {
  return modelOf(EmbeddedDocument.of(document));
}

/** All that the source finds, when it has looked at everything. */
export function searched(source: DocumentSource, query: string, most = 100): Promise<Found> {
  return new Promise((done) =>
    source.search(query, most, (found) => found.done && done(found), new AbortController().signal),
  );
}
