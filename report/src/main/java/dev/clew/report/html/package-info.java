/// The run as one offline page.
@NullMarked
package dev.clew.report.html;

import org.jspecify.annotations.NullMarked;
