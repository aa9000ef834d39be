@NullMarked
package vigie.api.people;

import org.jspecify.annotations.NullMarked;
