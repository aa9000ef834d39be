package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Proves a channel as its person would: reads the code where it arrived, and types it back. */
public final class Codes {
  private static final Pattern CODE = Pattern.compile("(?:Code ?: |\"code\":\")([0-9]{10})\\b");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Codes() {}

  /**
   * Proves it.
   *
   * @param arrived what has come to this address so far, oldest first
   */
  public static void verify(
      ApiClient as, UUID person, String channel, Supplier<List<String>> arrived) {
    String code = send(as, person, channel, arrived);
    assertThat(type(as, person, channel, code).status()).isEqualTo(200);
  }

  /** Has a code sent, and reads it. */
  public static String send(
      ApiClient as, UUID person, String channel, Supplier<List<String>> arrived) {
    int before = arrived.get().size();
    ApiClient.Answer sent = as.post(path(person, channel) + "/code", Map.of());
    assertThat(sent.status()).as(sent.text()).isEqualTo(202);
    await().atMost(PATIENCE).until(() -> arrived.get().size() > before);
    Matcher found = CODE.matcher(arrived.get().get(before));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** Types it back. */
  public static ApiClient.Answer type(ApiClient as, UUID person, String channel, String code) {
    return as.post(path(person, channel) + "/verification", Map.of("code", code));
  }

  /** The channel's path. */
  public static String path(UUID person, String channel) {
    return "/people/" + person + "/channels/" + channel;
  }
}
