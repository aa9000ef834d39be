/**
 * The register of processing (C-92): what is kept of whom, what for, on what ground and how long,
 * for every column of every table and every field of every schema. It is data, {@code
 * vigie/register.json}, and a test fails for a place that has no line there.
 */
@NullMarked
package vigie.register;

import org.jspecify.annotations.NullMarked;
