package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of an outside issuer, their defaults, and every refusal. */
class OidcSettingsTest {
  @Test
  void withoutAnIssuerThereIsNone() {
    assertThat(OidcSettings.of(Map.of("VIGIE_OIDC_AUDIENCE", "vigie-app"))).isNull();
  }

  @Test
  void anIssuerAndAnAudienceAreEnough() {
    assertThat(
            OidcSettings.of(
                Map.of(
                    "VIGIE_OIDC_ISSUER", "https://issuer.example/realm",
                    "VIGIE_OIDC_AUDIENCE", "vigie-app")))
        .isEqualTo(
            new OidcSettings(
                "https://issuer.example/realm",
                null,
                "vigie-app",
                "RS256",
                "sub",
                OidcSettings.Names.USERNAME,
                Set.of("mfa", "otp", "hwk", "sc")));
  }

  @ParameterizedTest
  @CsvSource({
    "VIGIE_OIDC_ISSUER,    http://issuer.example",
    "VIGIE_OIDC_ISSUER,    issuer.example",
    "VIGIE_OIDC_ISSUER,    file:///etc/passwd",
    "VIGIE_OIDC_ISSUER,    not an address",
    "VIGIE_OIDC_JWKS_URL,  http://issuer.example/keys",
    "VIGIE_OIDC_JWKS_URL,  file:///etc/passwd",
    "VIGIE_OIDC_AUDIENCE,  ''",
    "VIGIE_OIDC_ALGORITHM, HS256",
    "VIGIE_OIDC_ALGORITHM, none",
    "VIGIE_OIDC_PERSON,    name",
  })
  void aWrongSettingIsRefusedByItsName(String name, String value) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VIGIE_OIDC_ISSUER", "https://issuer.example");
    environment.put("VIGIE_OIDC_AUDIENCE", "vigie-app");
    environment.put(name, value);

    assertThatThrownBy(() -> OidcSettings.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
