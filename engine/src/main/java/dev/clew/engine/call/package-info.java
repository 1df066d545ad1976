/// What a stage calls, and what stands in for it: requests and their tries, redirects, plug-ins,
/// mocks.
@NullMarked
package dev.clew.engine.call;

import org.jspecify.annotations.NullMarked;
