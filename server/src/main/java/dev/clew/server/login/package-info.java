/// How people get in with a browser.
@NullMarked
package dev.clew.server.login;

import org.jspecify.annotations.NullMarked;
