package dev.clew.push;

import dev.clew.core.digest.Digest;
import java.nio.file.Path;

/// A file that a run names, as it stands on this machine.
///
/// @param sha256 that the run says, and that the bytes had when somebody looked
/// @param path where they are
/// @param shown how the run calls it
public record PushedFile(Digest sha256, Path path, String shown) {}
