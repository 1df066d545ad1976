/// First workflows out of what a user has: a curl command, a browser's HAR file, an OpenAPI
/// document. Every source becomes a [Draft]; a draft becomes two files.
@NullMarked
package dev.clew.draft;

import org.jspecify.annotations.NullMarked;
