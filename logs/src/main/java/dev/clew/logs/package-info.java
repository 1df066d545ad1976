/// Bytes of output to classified records: [dev.clew.logs.LogReader] is the way in.
@NullMarked
package dev.clew.logs;

import org.jspecify.annotations.NullMarked;
