/// YAML 1.2 without type tags: a tree that knows its places, and the keys that are read from it.
@NullMarked
package dev.clew.yaml;

import org.jspecify.annotations.NullMarked;
