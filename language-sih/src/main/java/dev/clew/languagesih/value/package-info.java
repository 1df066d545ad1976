/// Values as the language writes them: moments, .NET formats, character sets.
@NullMarked
package dev.clew.languagesih.value;

import org.jspecify.annotations.NullMarked;
