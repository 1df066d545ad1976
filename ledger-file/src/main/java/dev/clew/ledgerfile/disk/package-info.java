/// The disk that a ledger is on: files, the writer's lock, a port for disks that fail.
@NullMarked
package dev.clew.ledgerfile.disk;

import org.jspecify.annotations.NullMarked;
