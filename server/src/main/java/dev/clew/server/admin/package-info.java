/// What admins ask: who may do what, and what was done.
@NullMarked
package dev.clew.server.admin;

import org.jspecify.annotations.NullMarked;
