/// A recorded run of a workflow, executed again from its recording alone and compared.
@NullMarked
package dev.clew.execution.offline;

import org.jspecify.annotations.NullMarked;
