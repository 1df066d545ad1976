/// A draft out of requests that were captured: curl, HAR.
@NullMarked
package dev.clew.draft.capture;

import org.jspecify.annotations.NullMarked;
