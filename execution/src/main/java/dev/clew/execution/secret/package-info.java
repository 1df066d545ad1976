/// Where secrets come from: files, variables, commands, vaults.
@NullMarked
package dev.clew.execution.secret;

import org.jspecify.annotations.NullMarked;
