package vigie.intake.decode;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Reads single resources with HAPI FHIR. What FHIR does not know is left out and counted; what it
 * forbids refuses the resource, for a value that cannot be read may be the one that matters.
 */
final class FhirResources {
  private FhirResources() {}

  /**
   * A resource as far as it could be read.
   *
   * @param observation the Observation; null when it could not be read
   * @param fault why not; empty when it could
   * @param droppedFields how many fields FHIR does not know (C-94)
   */
  record Parsed(@Nullable Observation observation, String fault, int droppedFields) {}

  /** Reads an Observation, without its narrative and what it contains. */
  static Parsed observation(Node resource) {
    Faults faults = new Faults();
    // The library would read the text as the number.
    if (textAsNumber(resource)
        || resource.get("component").elements().stream().anyMatch(FhirResources::textAsNumber)) {
      faults.fault = "a number must not be a text";
    }
    IParser parser = context().newJsonParser();
    parser.setParserErrorHandler(faults);
    try {
      Observation observation =
          ((IJsonLikeParser) parser).parseResource(Observation.class, FhirTree.of(resource));
      return faults.fault.isEmpty()
          ? new Parsed(observation, "", faults.unknown)
          : new Parsed(null, faults.fault, faults.unknown);
    } catch (RuntimeException e) {
      // The library throws whatever its code runs into, not only what it declares. Its messages
      // repeat the payload.
      return new Parsed(null, "no valid Observation", faults.unknown);
    }
  }

  private static boolean textAsNumber(Node part) {
    return part.get("valueQuantity").get("value").is(Node.Kind.TEXT);
  }

  /** Loads the model, which takes longer than all that follows. */
  static void warmUp() {
    Node coding =
        Node.object(Map.of("system", Node.text("http://loinc.org"), "code", Node.text("8867-4")));
    Node code = Node.object(Map.of("coding", Node.array(List.of(coding))));
    Node value = Node.object(Map.of("value", Node.number(72), "code", Node.text("/min")));
    observation(
        Node.object(
            Map.of(
                "resourceType", Node.text("Observation"),
                "status", Node.text("final"),
                "code", code,
                "effectiveDateTime", Node.text("2026-03-02T07:41:10+01:00"),
                "valueQuantity", value)));
  }

  /** One for all, kept by the library; safe for several threads. */
  private static FhirContext context() {
    return FhirContext.forCached(FhirVersionEnum.R4);
  }

  /** What the library has against one resource. */
  private static final class Faults extends ErrorHandlerAdapter {
    private String fault = "";
    private int unknown;

    @Override
    public void unknownElement(@Nullable IParseLocation location, String name) {
      unknown++;
    }

    @Override
    public void unknownAttribute(@Nullable IParseLocation location, String name) {
      unknown++;
    }

    @Override
    public void invalidValue(@Nullable IParseLocation location, String value, String error) {
      fault = "a value is none that its element may have";
    }

    @Override
    public void incorrectJsonType(
        @Nullable IParseLocation location,
        String name,
        ValueType expected,
        @Nullable ScalarType expectedScalar,
        ValueType found,
        @Nullable ScalarType foundScalar) {
      fault = "a value has another JSON type than its element";
    }

    @Override
    public void unexpectedRepeatingElement(@Nullable IParseLocation location, String name) {
      fault = "an element stands twice that may stand once";
    }
  }
}
