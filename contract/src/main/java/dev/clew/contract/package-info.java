/// Contracts of APIs: OpenAPI 3.0 and 3.1 and Swagger 2.0 documents, and what they say of a
/// request, of its answer, and of a workflow before it runs.
@NullMarked
package dev.clew.contract;

import org.jspecify.annotations.NullMarked;
