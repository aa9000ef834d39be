package vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTopicsTest {
  private static final UUID PERSON = UUID.fromString("0a1b2c3d-0000-4000-8000-0000000000aa");

  @Test
  void aPersonsTopicsNameThem() {
    assertThat(PersonTopics.alerts(PERSON)).isEqualTo("vigie/people/v1/" + PERSON + "/alerts");
    assertThat(PersonTopics.isAlerts(PersonTopics.alerts(PERSON))).isTrue();
    assertThat(PersonTopics.personOfReceipts(PersonTopics.receipts(PERSON))).isEqualTo(PERSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vigie/people/v1/receipts",
        "vigie/people/v1//receipts",
        "vigie/people/v1/+/receipts",
        "vigie/people/v1/0a1b2c3d-0000-4000-8000-0000000000aa/alerts",
        "vigie/people/v1/0A1B2C3D-0000-4000-8000-0000000000AA/receipts",
        "vigie/people/v1/a-b-c-d-e/receipts",
        "vigie/people/v1/0a1b2c3d-0000-4000-8000-0000000000aa/x/receipts",
        "vigie/v1/0a1b2c3d-0000-4000-8000-0000000000aa/receipts",
      })
  void whatIsNobodysReceiptsIsNobodys(String topic) {
    assertThat(PersonTopics.personOfReceipts(topic)).isNull();
  }
}
