/// The schema of the files that a person writes, made of the keys with which they are read.
@NullMarked
package dev.clew.languagesih.schema;

import org.jspecify.annotations.NullMarked;
