/// Reports and snapshots of SphereIntegrationHub.
@NullMarked
package dev.clew.ingest.sih;

import org.jspecify.annotations.NullMarked;
