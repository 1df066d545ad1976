/// The pages for people.
@NullMarked
package dev.clew.server.page;

import org.jspecify.annotations.NullMarked;
