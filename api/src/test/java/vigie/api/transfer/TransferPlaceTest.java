package vigie.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.channel.TransferBasis;
import vigie.api.web.Refusal;

/** Where data may be sent. */
@Tag("C-73")
class TransferPlaceTest {
  @ParameterizedTest
  @ValueSource(strings = {"https://fhir.test", "HTTPS://fhir.test:8443/r4/", " https://fhir.test "})
  void anHttpsAddressIsSound(String endpoint) {
    assertThat(TransferPlace.endpoint(endpoint).getHost()).isEqualTo("fhir.test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fhir.test",
        "http://fhir.test",
        "file:///etc/passwd",
        "https:///nowhere",
        "https://user:secret@fhir.test",
        "https://fhir.test?token=secret",
        "https://fhir.test#part",
        "https://fhir .test",
      })
  void anyOtherIsRefused(String endpoint) {
    assertThatThrownBy(() -> TransferPlace.endpoint(endpoint))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("endpoint");
  }

  @ParameterizedTest
  @Tag("C-97")
  @CsvSource({
    "FR, , ",
    "IS, , ",
    "GB, EXPLICIT_CONSENT, ",
    "US, EXPLICIT_CONSENT, ",
    "US, , transferBasis",
    "US, ADEQUACY, transferBasis",
    "US, STANDARD_CLAUSES, transferBasis",
    "US, BINDING_RULES, transferBasis",
    "GB, , transferBasis",
    "DE, EXPLICIT_CONSENT, transferBasis",
    "EU, , region",
    "XX, EXPLICIT_CONSENT, region",
    ", , region",
  })
  void outsideTheAreaTheConsentMustBeExplicit(
      @Nullable String region, @Nullable TransferBasis basis, @Nullable String faulty) {
    if (faulty == null) {
      TransferPlace.check(region, basis);
    } else {
      assertThatThrownBy(() -> TransferPlace.check(region, basis))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith(faulty);
    }
  }
}
