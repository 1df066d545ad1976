/// SphereIntegrationHub's workflow language, read into plans.
@NullMarked
package dev.clew.languagesih;

import org.jspecify.annotations.NullMarked;
