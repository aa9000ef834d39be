/** {@code vigie audit}: whether the audit is as it was written. */
@NullMarked
package vigie.cli.audit;

import org.jspecify.annotations.NullMarked;
