/// The store of runs that several programs share: a PostgreSQL database.
@NullMarked
package dev.clew.storepostgres;

import org.jspecify.annotations.NullMarked;
