/// The stage graph and its layout, computed here so that a file, a page and a test see the same
/// picture.
@NullMarked
package dev.clew.core.graph;

import org.jspecify.annotations.NullMarked;
