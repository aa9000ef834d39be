package vigie.api.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * HAPI's validator with R4's own profiles, offline: LOINC, SNOMED and our own code systems are not
 * looked up. Made once for a test class, for it takes many seconds, and let go with it, for it
 * takes a quarter of a gigabyte.
 */
final class FhirValidation implements BeforeAllCallback, AfterAllCallback {
  private final Map<String, Integer> warnings = new TreeMap<>();
  private @Nullable FhirValidator validator;

  @Override
  @SuppressWarnings("deprecation") // Nothing else makes a warning of a code system unknown here.
  public void beforeAll(ExtensionContext extension) {
    FhirContext context = FhirContext.forCached(FhirVersionEnum.R4);
    UnknownCodeSystemWarningValidationSupport unknown =
        new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    ValidationSupportChain chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new SnapshotGeneratingValidationSupport(context),
            unknown);
    validator = context.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
  }

  /** Lists every kind of warning, with how often it came. */
  @Override
  public void afterAll(ExtensionContext extension) {
    validator = null;
    warnings.forEach(
        (warning, times) -> System.out.println("FHIR warning " + times + "x " + warning));
  }

  /** The errors in a resource; its warnings are noted. */
  List<String> errors(String json) {
    FhirValidator made = validator;
    if (made == null) {
      throw new IllegalStateException("register FhirValidation as a static field");
    }
    List<String> errors = new ArrayList<>();
    for (SingleValidationMessage message : made.validateWithResult(json).getMessages()) {
      String text = message.getLocationString() + ": " + message.getMessage();
      if (message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0) {
        errors.add(text);
      } else if (message.getSeverity() == ResultSeverityEnum.WARNING) {
        warnings.merge(kind(message.getMessage()), 1, Integer::sum);
      }
    }
    return errors;
  }

  /** Without what differs from one resource to another. */
  private static String kind(String message) {
    return message
        .replaceAll(" for '.*", "")
        .replaceAll("\\(codes = .*", "")
        .replaceAll("http://loinc.org#[0-9-]+", "LOINC")
        .replaceAll("urn:vigie:([a-z-]+)[^ ,)']*", "urn:vigie:$1");
  }
}
