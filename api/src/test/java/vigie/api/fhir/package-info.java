@NullMarked
package vigie.api.fhir;

import org.jspecify.annotations.NullMarked;
