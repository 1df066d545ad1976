/// First workflows out of what a user has: a curl command, a browser's HAR file, an OpenAPI
/// document. Every source becomes a [dev.clew.cli.init.Draft]; a draft becomes two files.
@NullMarked
package dev.clew.cli.init;

import org.jspecify.annotations.NullMarked;
