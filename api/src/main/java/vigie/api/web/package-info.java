/** What all routes share: who calls, and how errors look. */
@NullMarked
package vigie.api.web;

import org.jspecify.annotations.NullMarked;
