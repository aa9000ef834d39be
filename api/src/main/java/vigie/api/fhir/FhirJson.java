package vigie.api.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/** Writes resources as JSON. Safe for several threads; the first call loads the model. */
@Singleton
public final class FhirJson {
  /** The media type of one resource. */
  static final String MEDIA_TYPE = "application/fhir+json";

  /** The media type of resources, one a line. */
  static final String LINES_MEDIA_TYPE = "application/fhir+ndjson";

  /** The resource in UTF-8, without a line break in it. */
  public byte[] bytes(Resource resource) {
    return FhirContext.forCached(FhirVersionEnum.R4)
        .newJsonParser()
        .encodeResourceToString(resource)
        .getBytes(StandardCharsets.UTF_8);
  }
}
