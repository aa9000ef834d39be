package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpSettingsTest {
  @Test
  void withoutAHostThereIsNoMail() {
    assertThat(SmtpSettings.of(Map.of()))
        .isEqualTo(new SmtpSettings(null, 25, "vigie@localhost", null, null, false, null));
  }

  @Test
  void takesEverySetting() {
    assertThat(
            SmtpSettings.of(
                Map.of(
                    "VIGIE_SMTP_HOST", "mail.test",
                    "VIGIE_SMTP_PORT", "2525",
                    "VIGIE_SMTP_FROM", "alerts@mail.test",
                    "VIGIE_SMTP_USERNAME", "vigie",
                    "VIGIE_SMTP_PASSWORD", "secret",
                    "VIGIE_SMTP_STARTTLS", "false",
                    "VIGIE_SMTP_CA", "ca.pem")))
        .isEqualTo(
            new SmtpSettings(
                "mail.test",
                2525,
                "alerts@mail.test",
                "vigie",
                "secret",
                false,
                Path.of("ca.pem")));
  }

  @Test
  void aUserNameIsNeverSaidInTheOpenUnlessTold() {
    SmtpSettings settings =
        SmtpSettings.of(Map.of("VIGIE_SMTP_USERNAME", "vigie", "VIGIE_SMTP_PASSWORD", "secret"));
    assertThat(settings.startTls()).isTrue();
    assertThat(settings.port()).isEqualTo(587);
  }

  @ParameterizedTest
  @CsvSource({
    "VIGIE_SMTP_PORT,0",
    "VIGIE_SMTP_PORT,x",
    "VIGIE_SMTP_FROM,nobody",
    "VIGIE_SMTP_STARTTLS,yes",
    "VIGIE_SMTP_USERNAME,vigie"
  })
  void aWrongSettingIsNamed(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SmtpSettings.of(Map.of(name, value)))
        .withMessageContaining(name);
  }
}
