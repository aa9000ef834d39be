package vigie.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ways are closed, and which are open to whoever listens on the network. */
@Tag("C-98")
class ClosedTransportTest {
  private static final String KAFKA = "VIGIE_KAFKA_BOOTSTRAP_SERVERS";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:5442/vigie",
        "jdbc:postgresql://localhost/vigie?user=vigie",
        "jdbc:postgresql://[::1]:5442/vigie",
        "jdbc:postgresql:vigie",
        "jdbc:postgresql:///vigie",
        "jdbc:postgresql://127.0.0.1:1,localhost:2/vigie",
        "jdbc:postgresql://db.clinic.test/vigie?sslmode=verify-full",
        "jdbc:postgresql://db.clinic.test/vigie?sslrootcert=/etc/ca.pem&sslmode=verify-full",
      })
  void aStoreOfThisMachineOrWhoseCertificateIsCheckedIsClosed(String url) {
    assertThat(ClosedTransport.database(url)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.clinic.test/vigie",
        "jdbc:postgresql://db.clinic.test/vigie?sslmode=prefer",
        // Encrypted, but to whoever answers.
        "jdbc:postgresql://db.clinic.test/vigie?sslmode=require",
        "jdbc:postgresql://db.clinic.test/vigie?sslmode=verify-full&sslmode=disable",
        "jdbc:postgresql://db.clinic.test/vigie?sslmode=verify-full&sslfactory=any",
        "jdbc:postgresql://db.clinic.test/sslmode=verify-full",
        "jdbc:postgresql://127.0.0.1,db.clinic.test/vigie",
        "jdbc:postgresql://127.0.0.1.clinic.test/vigie",
        "jdbc:postgresql://localhost@db.clinic.test/vigie",
        "jdbc:postgresql://127.0.0.1/vigie?PGHOST=db.clinic.test",
        "jdbc:postgresql://127.0.0.1/vigie?service=elsewhere",
        "jdbc:other://127.0.0.1/vigie",
      })
  void anyOtherStoreIsOpen(String url) {
    assertThat(ClosedTransport.database(url))
        .startsWith("VIGIE_DB_URL")
        .contains("sslmode=verify-full");
  }

  @Test
  void whatIsSpokenToWithoutTlsIsClosedOnThisMachineOnly() {
    assertThat(ClosedTransport.inClear(KAFKA, "127.0.0.1:9092")).isNull();
    assertThat(ClosedTransport.inClear(KAFKA, "localhost:9092, [::1]:9093")).isNull();
    assertThat(ClosedTransport.inClear(KAFKA, "127.0.0.1:9092,kafka.clinic.test:9092"))
        .startsWith(KAFKA)
        .contains("'kafka.clinic.test:9092'", "tunnel");
    assertThat(ClosedTransport.inClear(KAFKA, "")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://vigie.clinic.test,          true",
    "HTTPS://vigie.clinic.test:8443/x,   true",
    "http://127.0.0.1:8080,              true",
    "http://localhost/here,              true",
    "http://vigie.clinic.test,           false",
    "http://localhost@vigie.clinic.test, false",
    "http://127.0.0.1.clinic.test:80/,   false",
    "//vigie.clinic.test,                false",
    "httpsx://vigie.clinic.test,         false",
    "http://vigie.test/https://x,        false",
  })
  void anAddressIsClosedByItsSchemeOrOnThisMachine(String address, boolean closed) {
    String fault = ClosedTransport.address("VIGIE_PUBLIC_URL", address, "https");

    if (closed) {
      assertThat(fault).isNull();
    } else {
      assertThat(fault).startsWith("VIGIE_PUBLIC_URL").contains("https://");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.8.8.8, true",
    "::1,       true",
    "localhost, true",
    "0.0.0.0,   false",
    "'::',      false",
    "10.0.0.1,  false",
    "'',        false",
  })
  void whoListensInClearListensToThisMachineOnly(String host, boolean closed) {
    String fault = ClosedTransport.listening("VIGIE_API_HOST", host);

    assertThat(fault == null).isEqualTo(closed);
    assertThat(fault == null || fault.contains("VIGIE_API_HOST")).isTrue();
  }

  @Test
  void theModeIsOneOfTwo() {
    assertThat(ClosedTransport.production(Map.of())).isFalse();
    assertThat(ClosedTransport.production(Map.of("VIGIE_MODE", "research"))).isFalse();
    assertThat(ClosedTransport.production(Map.of("VIGIE_MODE", " production "))).isTrue();
    assertThatThrownBy(() -> ClosedTransport.production(Map.of("VIGIE_MODE", "live")))
        .hasMessageContaining("VIGIE_MODE")
        .hasMessageContaining("'live'");
  }
}
