/// A draft out of an OpenAPI document.
@NullMarked
package dev.clew.draft.openapi;

import org.jspecify.annotations.NullMarked;
