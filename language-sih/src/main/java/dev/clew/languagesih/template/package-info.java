/// Templates `{{ }}`: the syntax tree, what a token stands for, and how its value is inserted.
@NullMarked
package dev.clew.languagesih.template;

import org.jspecify.annotations.NullMarked;
