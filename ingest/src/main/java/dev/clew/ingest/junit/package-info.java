/// Reports of tests as runs: the XML that JUnit's Ant task, Surefire, Gradle, pytest and others
/// write.
@NullMarked
package dev.clew.ingest.junit;

import org.jspecify.annotations.NullMarked;
