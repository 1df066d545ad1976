/// What an attribute of an event is: name, type, meaning, traits. The facts are made of these.
@NullMarked
package dev.clew.core.fact.attribute;

import org.jspecify.annotations.NullMarked;
