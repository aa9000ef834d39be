/**
 * The same data as FHIR R4: a request is read here ({@code FhirDates}, {@code FhirCodes}), decided
 * by the same {@code AccessGuard} and read by the same queries as on the other routes, laid out on
 * {@code FhirShelf}s that give it page by page, mapped by the pure {@code …Mapper}s, and written by
 * {@code FhirJson}.
 */
@NullMarked
package vigie.api.fhir;

import org.jspecify.annotations.NullMarked;
