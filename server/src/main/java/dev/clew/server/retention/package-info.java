/// For how long the server keeps runs, and what removes them then.
@NullMarked
package dev.clew.server.retention;

import org.jspecify.annotations.NullMarked;
