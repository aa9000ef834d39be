package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tokens that must be refused, by what RFC 8725 and its like warn of. */
final class HostileTokens {
  private final Issuer issuer;
  private final String header;
  private final ECKey key;
  private final String subject;
  private final Instant now;
  private final List<Hostile> all = new ArrayList<>();

  /** A token and the reason for which it must be refused. */
  record Hostile(String name, String token, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Whose tokens they would be.
   *
   * @param key with which it signs, P-256; its id is that of the tokens, where it has one
   */
  record Issuer(String name, String audience, ECKey key) {
    /** This program. */
    static Issuer ours(ECKey key) {
      return new Issuer("vigie", "vigie-api", new ECKey.Builder(key).keyID(null).build());
    }
  }

  private HostileTokens(Issuer issuer, ECKey key, String subject, Instant now) {
    String id = issuer.key().getKeyID();
    this.issuer = issuer;
    this.header = "{\"alg\":\"ES256\"" + (id == null ? "}" : ",\"kid\":\"" + id + "\"}");
    this.key = key;
    this.subject = subject;
    this.now = now;
  }

  /** All of them; the claims are sound unless the name says otherwise. */
  static List<Hostile> all(ECKey key, String subject, Instant now)
      throws JOSEException, ParseException {
    return all(new HostileTokens(Issuer.ours(key), key, subject, now));
  }

  /** All of them, as if this issuer had issued them. */
  static List<Hostile> all(Issuer issuer, String subject, Instant now)
      throws JOSEException, ParseException {
    return all(new HostileTokens(issuer, issuer.key(), subject, now));
  }

  private static List<Hostile> all(HostileTokens tokens) throws JOSEException, ParseException {
    tokens.algorithms();
    tokens.keys();
    tokens.headers();
    tokens.signatures();
    tokens.claims();
    tokens.shapes();
    return tokens.all;
  }

  /** What is taken, so that each of the others is refused for its fault alone. */
  static String sound(ECKey key, String subject, Instant now) throws JOSEException, ParseException {
    return sound(Issuer.ours(key), key, subject, now);
  }

  /** The same of this issuer. */
  static String sound(Issuer issuer, String subject, Instant now)
      throws JOSEException, ParseException {
    return sound(issuer, issuer.key(), subject, now);
  }

  private static String sound(Issuer issuer, ECKey key, String subject, Instant now)
      throws JOSEException, ParseException {
    HostileTokens tokens = new HostileTokens(issuer, key, subject, now);
    return tokens.signed(tokens.header, tokens.claims(""));
  }

  private void algorithms() throws JOSEException, ParseException {
    String reason = "ALGORITHM_NOT_ALLOWED";
    add("alg none", part("{\"alg\":\"none\"}") + "." + part(claims("")) + ".", reason);
    for (String none : List.of("None", "NONE", "nOnE")) {
      add(
          "alg " + none,
          part("{\"alg\":\"" + none + "\"}") + "." + part(claims("")) + ".",
          "TOKEN_MALFORMED");
    }
    add("alg none with our signature", withHeader("{\"alg\":\"none\"}"), "TOKEN_MALFORMED");
    byte[] publicKey = key.toECPublicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey)
            + "\n-----END PUBLIC KEY-----\n";
    for (String hmac : List.of("HS256", "HS384", "HS512")) {
      add("public key as secret of " + hmac, mac(hmac, publicKey), reason);
      add(
          "public key in PEM as secret of " + hmac,
          mac(hmac, pem.getBytes(StandardCharsets.UTF_8)),
          reason);
    }
    add(
        "public JWK as secret of HS256",
        mac("HS256", key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)),
        reason);
    add(
        "weak secret",
        mac("HS256", "secret-secret-secret-secret-secret".getBytes(StandardCharsets.UTF_8)),
        reason);
    var rsa = new RSAKeyGenerator(2048).generate();
    for (String name : List.of("RS256", "PS256")) {
      add(name, signed("{\"alg\":\"" + name + "\"}", claims(""), new RSASSASigner(rsa)), reason);
    }
    for (Curve curve : List.of(Curve.P_384, Curve.P_521)) {
      ECKey other = new ECKeyGenerator(curve).generate();
      String name = curve.equals(Curve.P_384) ? "ES384" : "ES512";
      add(name, signed("{\"alg\":\"" + name + "\"}", claims(""), new ECDSASigner(other)), reason);
    }
    for (String name : List.of("ES256K", "EdDSA", "es256", "ES256 ", "")) {
      add(
          "alg '" + name + "' with our signature",
          withHeader("{\"alg\":\"" + name + "\"}"),
          reason);
    }
  }

  private void keys() throws JOSEException, ParseException {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("theirs").generate();
    ECDSASigner theirs = new ECDSASigner(other);
    add("another key", signed(header, claims(""), theirs), "SIGNATURE_INVALID");
    add(
        "another key under our id",
        signed("{\"alg\":\"ES256\",\"kid\":\"" + key.getKeyID() + "\"}", claims(""), theirs),
        "SIGNATURE_INVALID");
    for (String kid :
        List.of(
            "theirs",
            "../../../../dev/null",
            "/proc/self/environ",
            "x' UNION SELECT 'secret' --",
            "|id",
            "",
            "x".repeat(4_000))) {
      add(
          "kid " + kid.substring(0, Math.min(30, kid.length())),
          signed("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}", claims(""), theirs),
          "UNKNOWN_KEY");
    }
    String address = "\"http://127.0.0.1:9/keys\"";
    add(
        "jku",
        signed("{\"alg\":\"ES256\",\"jku\":" + address + "}", claims(""), theirs),
        "HEADER_NOT_ALLOWED");
    add(
        "x5u",
        signed("{\"alg\":\"ES256\",\"x5u\":" + address + "}", claims(""), theirs),
        "HEADER_NOT_ALLOWED");
    add(
        "embedded jwk",
        signed(
            "{\"alg\":\"ES256\",\"jwk\":" + other.toPublicJWK().toJSONString() + "}",
            claims(""),
            theirs),
        "HEADER_NOT_ALLOWED");
    add(
        "x5c",
        signed("{\"alg\":\"ES256\",\"x5c\":[\"MIIB\"]}", claims(""), theirs),
        "HEADER_NOT_ALLOWED");
  }

  private void headers() throws JOSEException, ParseException {
    for (String extra :
        List.of(
            "\"crit\":[\"exp\"],\"exp\":1",
            "\"crit\":[\"b64\"],\"b64\":false",
            "\"zip\":\"DEF\"",
            "\"cty\":\"JWT\"",
            "\"unknown\":true")) {
      add(
          "header " + extra,
          signed("{\"alg\":\"ES256\"," + extra + "}", claims("")),
          "HEADER_NOT_ALLOWED");
    }
    for (String type : List.of("at+jwt", "secevent+jwt", "JOSE", "logout+jwt")) {
      add(
          "typ " + type,
          signed("{\"alg\":\"ES256\",\"typ\":\"" + type + "\"}", claims("")),
          "TYPE_NOT_ALLOWED");
    }
  }

  private void signatures() throws JOSEException, ParseException {
    String reason = "SIGNATURE_INVALID";
    String sound = signed(header, claims(""));
    String signing = sound.substring(0, sound.lastIndexOf('.'));
    byte[] signature = Base64.getUrlDecoder().decode(sound.substring(signing.length() + 1));
    add("signature cut short", signing + "." + encoded(Arrays.copyOf(signature, 63)), reason);
    add("signature too long", signing + "." + encoded(Arrays.copyOf(signature, 65)), reason);
    add("signature of zeros", signing + "." + encoded(new byte[64]), reason); // CVE-2022-21449
    byte[] flipped = signature.clone();
    flipped[10] ^= 1;
    add("one bit of the signature", signing + "." + encoded(flipped), reason);
    add("signature in DER", signing + "." + encoded(new byte[] {48, 6, 2, 1, 1, 2, 1, 1}), reason);
    add(
        "claims changed under the signature",
        part(header)
            + "."
            + part(claims(",\"role\":\"OPERATOR\""))
            + sound.substring(signing.length()),
        reason);
  }

  private void claims() throws JOSEException, ParseException {
    long at = now.getEpochSecond();
    add(
        "no exp",
        signed(header, body(at, null, null, issuer.name(), issuer.audience(), subject)),
        "NO_EXPIRY");
    add(
        "exp past",
        signed(header, body(at - 900, at - 1, null, issuer.name(), issuer.audience(), subject)),
        "TOKEN_EXPIRED");
    add(
        "exp far away",
        signed(header, body(at, at + 86_400, null, issuer.name(), issuer.audience(), subject)),
        "LIVES_TOO_LONG");
    add(
        "not yet valid",
        signed(header, body(at, at + 600, at + 300, issuer.name(), issuer.audience(), subject)),
        "NOT_YET_VALID");
    add(
        "issued in the future",
        signed(header, body(at + 300, at + 600, null, issuer.name(), issuer.audience(), subject)),
        "NOT_YET_ISSUED");
    add(
        "other issuer",
        signed(header, body(at, at + 600, null, "https://evil.test", issuer.audience(), subject)),
        "OTHER_ISSUER");
    add(
        "issuer in other letters",
        signed(
            header,
            body(at, at + 600, null, inOtherLetters(issuer.name()), issuer.audience(), subject)),
        "OTHER_ISSUER");
    add(
        "other audience",
        signed(header, body(at, at + 600, null, issuer.name(), "vigie", subject)),
        "OTHER_AUDIENCE");
    for (String person : List.of("", "operator", "device:strap-1", "1-1-1-1-1", "' OR '1'='1")) {
      add(
          "subject '" + person + "'",
          signed(header, body(at, at + 600, null, issuer.name(), issuer.audience(), person)),
          "NO_PERSON");
    }
    String session = "\"sid\":\"[^\"]*\"";
    add("no session", signed(header, claims("").replaceFirst(session, "\"x\":1")), "NO_SESSION");
    add(
        "a session by name",
        signed(header, claims("").replaceFirst(session, "\"sid\":\"operator\"")),
        "NO_SESSION");
    add(
        "a session that is a number",
        signed(header, claims("").replaceFirst(session, "\"sid\":1")),
        "TOKEN_MALFORMED");
    add(
        "exp in words",
        signed(header, claims("").replaceFirst("\"exp\":\\d+", "\"exp\":\"never\"")),
        "TOKEN_MALFORMED");
  }

  private void shapes() throws JOSEException, ParseException {
    String reason = "TOKEN_MALFORMED";
    String sound = signed(header, claims(""));
    add("a claim twice", signed(header, claims(",\"sub\":\"" + subject + "\"")), reason);
    add(
        "a header parameter twice",
        signed("{\"alg\":\"none\",\"alg\":\"ES256\"}", claims("")),
        reason);
    add("one part", part(claims("")), reason);
    add("two parts", sound.substring(0, sound.lastIndexOf('.')), reason);
    add("four parts", sound + "." + part(claims("")), reason);
    add("no signature", sound.substring(0, sound.lastIndexOf('.') + 1), reason);
    add("no JSON", part("alg=ES256") + "." + part("sub=me") + ".AAAA", reason);
    add("claims that are a list", signed(header, "[]"), "NO_EXPIRY");
    add("a token in a token", signed(header, sound), reason);
  }

  private static String inOtherLetters(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private void add(String name, String token, String reason) {
    all.add(new Hostile(name, token, reason));
  }

  private String claims(String more) {
    long at = now.getEpochSecond();
    String body = body(at, at + 600, null, issuer.name(), issuer.audience(), subject);
    return body.substring(0, body.length() - 1) + more + "}";
  }

  private static String body(
      long issued,
      @Nullable Long expires,
      @Nullable Long begins,
      String issuer,
      String audience,
      String person) {
    return "{\"sub\":\""
        + person
        + "\",\"iss\":\""
        + issuer
        + "\",\"aud\":\""
        + audience
        + "\",\"sid\":\"00000000-0000-4000-8000-000000000001\",\"iat\":"
        + issued
        + (expires == null ? "" : ",\"exp\":" + expires)
        + (begins == null ? "" : ",\"nbf\":" + begins)
        + "}";
  }

  private String withHeader(String header) throws JOSEException, ParseException {
    String sound = signed(this.header, claims(""));
    return part(header) + sound.substring(sound.indexOf('.'));
  }

  private String signed(String header, String body) throws JOSEException, ParseException {
    return signed(header, body, new ECDSASigner(key));
  }

  private static String mac(String algorithm, byte[] secret) throws JOSEException, ParseException {
    byte[] longEnough = secret.length < 64 ? Arrays.copyOf(secret, 64) : secret;
    return signed("{\"alg\":\"" + algorithm + "\"}", "{}", new MACSigner(longEnough));
  }

  /** Signs these very bytes, whatever they say. */
  private static String signed(String header, String body, JWSSigner signer)
      throws JOSEException, ParseException {
    JWSAlgorithm algorithm =
        signer instanceof ECDSASigner ec
            ? ec.supportedJWSAlgorithms().iterator().next()
            : JWSHeader.parse(header).getAlgorithm();
    String signing = part(header) + "." + part(body);
    Base64URL signature =
        signer.sign(new JWSHeader(algorithm), signing.getBytes(StandardCharsets.US_ASCII));
    return signing + "." + signature;
  }

  private static String part(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
