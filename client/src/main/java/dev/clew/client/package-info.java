/// What a Java program says of its run to a server of clew. [dev.clew.client.Clew] is where it
/// begins. Java 17, no dependencies; nothing of it ever throws into the job.
@NullMarked
package dev.clew.client;

import org.jspecify.annotations.NullMarked;
