/// How events get to a server without holding a job up: a queue, a folder, a sender. For the client
/// itself; a program has no use for it.
@NullMarked
package dev.clew.client.delivery;

import org.jspecify.annotations.NullMarked;
