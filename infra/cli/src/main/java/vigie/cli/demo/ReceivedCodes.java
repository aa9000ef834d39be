package vigie.cli.demo;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Picks the codes that prove an address out of what the sinks receive, as the address's owner would
 * read them. Safe to use from many threads.
 */
final class ReceivedCodes {
  private static final Pattern IN_MAIL = Pattern.compile("(?m)^Code ?: ([0-9]{10})\\r?$");
  private static final Pattern IN_WEBHOOK = Pattern.compile("\"code\":\"([0-9]{10})\"");
  private static final long PATIENCE_SECONDS = 30;
  private static final String WEBHOOK = "webhook";

  private final Map<String, BlockingQueue<String>> codes = new ConcurrentHashMap<>();

  /** Keeps the mail's code; false when it has none and is something else. */
  boolean take(ReceivedMail mail) {
    return take(mail.to(), IN_MAIL.matcher(mail.text()));
  }

  /** Keeps the call's code; false when it has none and is something else. */
  boolean take(ReceivedWebhook call) {
    return call.signed()
        && call.body().contains("\"kind\":\"VERIFICATION\"")
        && take(WEBHOOK, IN_WEBHOOK.matcher(call.body()));
  }

  /** The next code mailed to this address. */
  String mailedTo(String address) throws InterruptedException {
    return next(address);
  }

  /** The next code that the webhook was called with. */
  String called() throws InterruptedException {
    return next(WEBHOOK);
  }

  private boolean take(String to, Matcher code) {
    return code.find() && queue(to).add(code.group(1));
  }

  private String next(String to) throws InterruptedException {
    @Nullable String code = queue(to).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (code == null) {
      throw new IllegalStateException(
          "no code came for " + to + " within " + PATIENCE_SECONDS + " s");
    }
    return code;
  }

  private BlockingQueue<String> queue(String to) {
    return codes.computeIfAbsent(to, any -> new LinkedBlockingQueue<>());
  }
}
