/// What the commands send to a server.
@NullMarked
package dev.clew.cli.push;

import org.jspecify.annotations.NullMarked;
