/// Takes secrets out of events, payloads and texts before anything is written (DESIGN §5.6). What
/// it promises, and what it only tries, is in `docs/redaction.md`.
@NullMarked
package dev.clew.redaction;

import org.jspecify.annotations.NullMarked;
