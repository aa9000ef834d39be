package vigie.mqttbroker;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// Nimbus takes java.util.Date.
@SuppressWarnings("JavaUtilDate")
class JwtPeopleTest {
  private static final Instant NOW = Instant.parse("2026-03-02T07:41:10Z");
  private static final Instant END = NOW.plusSeconds(900);
  private static final UUID PERSON = new UUID(3, 4);
  private static final UUID SESSION = new UUID(5, 6);

  private final Path folder;
  private final ECKey key = key();

  JwtPeopleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aTokenOfTheApiTellsWhoseItIsUntilItEnds() throws Exception {
    People people = people(written(key));
    String token = signed(claims().build(), key);
    assertThat(people.proof(token, NOW)).contains(new People.Proof(PERSON, SESSION, END));
    assertThat(people.proof(token, END.minusMillis(1))).isPresent();
    assertThat(people.proof(token, END)).isEmpty();
  }

  @Test
  void whateverIsNotExactlyThatIsRefused() throws Exception {
    People people = people(written(key));
    assertThat(people.proof(signed(claims().build(), key()), NOW)).as("other key").isEmpty();
    assertThat(people.proof(new PlainJWT(claims().build()).serialize(), NOW)).as("none").isEmpty();
    assertThat(people.proof(signed(claims().audience("other").build(), key), NOW)).isEmpty();
    assertThat(people.proof(signed(claims().issuer("other").build(), key), NOW)).isEmpty();
    assertThat(people.proof(signed(claims().expirationTime(null).build(), key), NOW)).isEmpty();
    assertThat(people.proof(signed(claims().subject("no id").build(), key), NOW)).isEmpty();
    assertThat(people.proof(signed(claims().subject(null).build(), key), NOW)).isEmpty();
    assertThat(people.proof(signed(claims().claim("sid", null).build(), key), NOW)).isEmpty();
    assertThat(people.proof(signed(claims().claim("sid", "no id").build(), key), NOW)).isEmpty();
    assertThat(people.proof("eyJ.no.token", NOW)).isEmpty();
  }

  @Test
  void keysMayComeLaterAndChange() throws Exception {
    Path file = folder.resolve("keys.json");
    People people = people(file);
    String token = signed(claims().build(), key);
    assertThat(people.proof(token, NOW)).isEmpty();
    written(key);
    assertThat(people.proof(token, NOW)).isPresent();
    Files.writeString(file, "half a ke");
    Files.setLastModifiedTime(file, FileTime.from(NOW));
    assertThat(people.proof(token, NOW)).as("what is known still holds").isPresent();
    written(key());
    Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(1)));
    assertThat(people.proof(token, NOW)).isEmpty();
    assertThat(people(null).proof(token, NOW)).as("without a file").isEmpty();
  }

  @Test
  void aTokenOfASessionThatHasEndedIsRefusedFromThenOn() throws Exception {
    Path keys = written(key);
    EndedSessions ended = new EndedSessions(keys);
    People people = new JwtPeople(keys, ended);
    String token = signed(claims().build(), key);
    assertThat(people.proof(token, NOW)).isPresent();

    Path file = keys.resolveSibling(EndedSessions.FILE);
    Files.writeString(file, new UUID(7, 8) + "," + END + "\n");
    assertThat(people.proof(token, NOW)).isPresent();
    Files.writeString(file, new UUID(7, 8) + "," + END + "\n" + SESSION + "," + END + "\n");
    assertThat(people.proof(token, NOW)).isEmpty();
    Files.writeString(file, "half a li");
    assertThat(people.proof(token, NOW)).as("what is known still holds").isEmpty();
    assertThat(ended.contains(SESSION)).isTrue();
  }

  private static People people(@Nullable Path keys) {
    return new JwtPeople(keys, new EndedSessions(keys));
  }

  private Path written(ECKey which) throws IOException {
    return Files.writeString(
        folder.resolve("keys.json"), new JWKSet(which.toPublicJWK()).toString());
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject(PERSON.toString())
        .claim("sid", SESSION.toString())
        .issuer("vigie")
        .audience("vigie-api")
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(END));
  }

  private static String signed(JWTClaimsSet claims, ECKey key) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
