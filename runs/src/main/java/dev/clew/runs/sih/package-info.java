/// Reports of SphereIntegrationHub as recorded runs.
@NullMarked
package dev.clew.runs.sih;

import org.jspecify.annotations.NullMarked;
