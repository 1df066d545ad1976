/// Files and folders as they stand on the disk now.
@NullMarked
package dev.clew.runs.disk;

import org.jspecify.annotations.NullMarked;
