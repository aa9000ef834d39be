package vigie.api.fhir;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** What is served, told from the routes that serve it. */
final class CapabilityMapper {
  /** HL7's definitions of the operations that are its own. */
  private static final Map<String, String> OPERATIONS =
      Map.of(
          "lastn", "http://hl7.org/fhir/OperationDefinition/Observation-lastn",
          "stats", "http://hl7.org/fhir/OperationDefinition/Observation-stats",
          "everything", "http://hl7.org/fhir/OperationDefinition/Patient-everything");

  private static final String OWN_OPERATION = "urn:vigie:operation:";

  /**
   * A route.
   *
   * @param path below FHIR's root, beginning with a resource type: {@code Observation/$lastn}
   * @param parameters of its query
   */
  record Route(String path, List<String> parameters) {}

  private CapabilityMapper() {}

  /**
   * The statement.
   *
   * @param base the server's address
   * @param since when it began to be so
   */
  static CapabilityStatement statement(Collection<Route> routes, String base, Instant since) {
    CapabilityStatement statement = new CapabilityStatement();
    statement.setName("Vigie");
    statement.setTitle("Vigie: readings, alerts and rights of patients, to be read");
    statement.setStatus(PublicationStatus.ACTIVE);
    statement.setDateElement(FhirTerms.dateTime(since));
    statement.setKind(CapabilityStatementKind.INSTANCE);
    statement.getSoftware().setName("Vigie");
    statement.getImplementation().setDescription("This server").setUrl(base);
    statement.setFhirVersion(FHIRVersion._4_0_1);
    statement.addFormat(FhirJson.MEDIA_TYPE);
    CapabilityStatement.CapabilityStatementRestComponent rest = statement.addRest();
    rest.setMode(RestfulCapabilityMode.SERVER);
    rest.getSecurity()
        .setDescription(
            "A bearer token from /sign-in; a professional says what for in Purpose-Of-Use.");
    Map<String, CapabilityStatementRestResourceComponent> resources = new TreeMap<>();
    for (Route route : routes.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList()) {
      String[] parts = route.path().split("/", -1);
      CapabilityStatementRestResourceComponent resource =
          resources.computeIfAbsent(
              parts[0],
              type ->
                  new CapabilityStatementRestResourceComponent()
                      .setType(type)
                      .setProfile("http://hl7.org/fhir/StructureDefinition/" + type));
      String last = parts[parts.length - 1];
      if (parts.length == 1) {
        resource.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        route.parameters().stream()
            .filter(CapabilityMapper::selects)
            .forEach(name -> resource.addSearchParam().setName(name).setType(type(name)));
      } else if (last.startsWith("$")) {
        String name = last.substring(1);
        resource
            .addOperation()
            .setName(name)
            .setDefinition(OPERATIONS.getOrDefault(name, OWN_OPERATION + name));
      } else {
        resource.addInteraction().setCode(TypeRestfulInteraction.READ);
      }
    }
    resources.values().forEach(rest::addResource);
    return statement;
  }

  /** Whether it is a search parameter, not one of the answer's shape. */
  private static boolean selects(String parameter) {
    return !parameter.startsWith("_") || parameter.equals("_id");
  }

  private static SearchParamType type(String parameter) {
    return switch (parameter) {
      case "patient", "subject" -> SearchParamType.REFERENCE;
      case "date", "identified", "sent" -> SearchParamType.DATE;
      default -> SearchParamType.TOKEN;
    };
  }
}
