/// Who may do what: tokens, what each of them allows, and the log of what was done with them.
@NullMarked
package dev.clew.server.access;

import org.jspecify.annotations.NullMarked;
