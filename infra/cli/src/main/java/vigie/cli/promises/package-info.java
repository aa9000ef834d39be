/**
 * What patients were promised, and which tests prove it: the page {@code docs/promises.md} is made
 * here, from a table of the promises and the tags of the tests.
 */
@NullMarked
package vigie.cli.promises;

import org.jspecify.annotations.NullMarked;
