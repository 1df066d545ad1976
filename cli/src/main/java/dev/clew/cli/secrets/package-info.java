/// Where the secrets of a run come from: variables, files, and commands such as those of a password
/// manager.
@NullMarked
package dev.clew.cli.secrets;

import org.jspecify.annotations.NullMarked;
