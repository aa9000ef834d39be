@NullMarked
package vigie.api.web;

import org.jspecify.annotations.NullMarked;
