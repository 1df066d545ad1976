/// The run as JUnit XML, which every CI server shows.
@NullMarked
package dev.clew.report.junit;

import org.jspecify.annotations.NullMarked;
