/// The text of a draft: names, words of a shell, percent-encoding, YAML.
@NullMarked
package dev.clew.draft.text;

import org.jspecify.annotations.NullMarked;
