/** What all routes share: who calls, what a text may be, and how errors look. */
@NullMarked
package vigie.api.web;

import org.jspecify.annotations.NullMarked;
