package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import vigie.local.OidcServer;

/**
 * Signs people in at an outside issuer, as a browser does (authorization code).
 *
 * @param issuer its address
 * @param audience the client id that its tokens are for
 */
record OidcBrowser(String issuer, String audience) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The ID token that the issuer gives out.
   *
   * @param subject as whom
   * @param claims more claims of the token, a JSON object
   */
  String idToken(String subject, String claims) throws Exception {
    String back = "http://127.0.0.1/back";
    Map<String, String> asked =
        Map.of(
            "client_id", audience,
            "response_type", "code",
            "scope", "openid",
            "redirect_uri", back,
            "state", "s",
            "nonce", "n");
    HttpResponse<String> login =
        post("/authorize?" + form(asked), Map.of("username", subject, "claims", claims));
    assertThat(login.statusCode()).as(login.body()).isEqualTo(302);
    String location = login.headers().firstValue("Location").orElseThrow();
    String code = location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    HttpResponse<String> tokens =
        post(
            "/token",
            Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", back,
                "client_id", audience,
                "client_secret", "of-tests"));
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    String token = JSON.readTree(tokens.body()).get("id_token").asText();
    assertThat(SignedJWT.parse(token).getHeader().getKeyID()).isEqualTo(OidcServer.keyId());
    return token;
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(issuer + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
