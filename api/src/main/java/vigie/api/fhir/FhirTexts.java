package vigie.api.fhir;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import vigie.api.thirdparty.ThirdParties;

/**
 * Takes third parties out of resources that leave with a patient (C-67). What people wrote in their
 * own words stands in two places: what they noted when they answered an alert, and what they call a
 * device. A resource that lost something is labelled so. For one thread at a time.
 */
final class FhirTexts {
  private static final String LABELS = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

  private final Supplier<ThirdParties> source;
  private final LongAdder taken;
  private @Nullable ThirdParties others;

  /**
   * For one export.
   *
   * @param source of the names; asked once, when there is a text
   * @param taken to which the names that were taken out are added
   */
  FhirTexts(Supplier<ThirdParties> source, LongAdder taken) {
    this.source = source;
    this.taken = taken;
  }

  /** The same resources, changed where somebody stood in them. */
  List<Resource> without(List<Resource> resources) {
    for (Resource resource : resources) {
      int gone = 0;
      if (resource instanceof Device device) {
        gone = clear(device.getType());
      } else if (resource instanceof DetectedIssue issue) {
        for (DetectedIssue.DetectedIssueMitigationComponent act : issue.getMitigation()) {
          gone += clear(act.getAction());
        }
      }
      if (gone > 0) {
        resource.getMeta().addSecurity(FhirTerms.coding(LABELS, "REDACTED"));
        taken.add(gone);
      }
    }
    return resources;
  }

  private int clear(CodeableConcept words) {
    if (!words.hasText()) {
      return 0;
    }
    if (others == null) {
      others = source.get();
    }
    ThirdParties.Text left = others.without(words.getText());
    words.setText(left.text());
    return left.taken();
  }
}
