/// What a store of runs offers, whatever it is made of. Ports and their values only.
@NullMarked
package dev.clew.store;

import org.jspecify.annotations.NullMarked;
