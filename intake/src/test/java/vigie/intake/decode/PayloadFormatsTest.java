package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.MetricCatalogue;

class PayloadFormatsTest {
  private final PayloadFormats formats = PayloadFormats.standard(MetricCatalogue.standard());

  @ParameterizedTest(name = "{0} with content type ''{1}'' is read as {2}")
  @CsvSource({
    "json, '', json",
    "json, application/json, json",
    "json, Application/JSON; charset=utf-8, json",
    "anything, application/vnd.vigie.json+json, json",
    "json, application/senml+json, senml",
    "gateway, text/plain, gateway",
    "json, application/vnd.vigie.omh+json, omh",
    "json, application/fhir+json; fhirVersion=4.0, fhir",
    "json, application/json+fhir, fhir",
    "json, application/fhir+xml, none",
    "senml, application/senml+cbor, none",
    "xml, '', none",
    "json, application/xml, none",
    "json, application/vnd.vigie.xml+json, none",
    "'', '', none",
  })
  void theContentTypeDecidesWhenItNamesAFormatElseTheTopic(
      String word, String contentType, String format) {
    assertThat(formats.find(word, contentType))
        .isSameAs(format.equals("none") ? null : formats.find(format, ""));
  }
}
