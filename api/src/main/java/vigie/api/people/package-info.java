/** Who is who, and how they are reached; kept apart from everything measured (C-17). */
@NullMarked
package vigie.api.people;

import org.jspecify.annotations.NullMarked;
