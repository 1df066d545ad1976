/// Runs in the shape of SphereIntegrationHub's report.
@NullMarked
package dev.clew.report.sih;

import org.jspecify.annotations.NullMarked;
