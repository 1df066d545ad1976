/// `clew demo`: the onboarding of a customer against real services in this process.
@NullMarked
package dev.clew.cli.demo;

import org.jspecify.annotations.NullMarked;
