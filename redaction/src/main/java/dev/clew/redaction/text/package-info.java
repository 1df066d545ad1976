/// Text as secrets are looked for in it: characters, escapes, words, places.
@NullMarked
package dev.clew.redaction.text;

import org.jspecify.annotations.NullMarked;
