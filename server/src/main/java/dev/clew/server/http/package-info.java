/// What every route has in common: what a request asks for, problems, bodies, the door.
@NullMarked
package dev.clew.server.http;

import org.jspecify.annotations.NullMarked;
