/// HTTP Archives as runs (HAR 1.2, <http://www.softwareishard.com/blog/har-12-spec/>).
@NullMarked
package dev.clew.ingest.har;

import org.jspecify.annotations.NullMarked;
