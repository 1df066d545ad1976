/// The API catalog: which base URL an `apiRef` stands for in an environment.
@NullMarked
package dev.clew.languagesih.catalog;

import org.jspecify.annotations.NullMarked;
