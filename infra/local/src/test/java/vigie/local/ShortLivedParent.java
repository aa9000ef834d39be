package vigie.local;

import java.nio.file.Path;
import java.time.Duration;

/** A JVM of its own that starts servers, tells their process ids, and waits to be killed. */
final class ShortLivedParent {

  private ShortLivedParent() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Ports ports = new Ports(Integer.parseInt(args[1]));
    KafkaServer kafka =
        new KafkaServer(ports, folder.resolve("kafka"), folder.resolve("kafka.log"));
    TimescaleServer database =
        new TimescaleServer(
            TimescaleInstallation.find(System.getenv()),
            ports,
            folder.resolve("postgres"),
            folder.resolve("postgres.log"),
            new Secrets(folder.resolve("secrets.properties")));
    // From a thread that ends before the servers do: that alone must not end them.
    Thread starter = new Thread(() -> kafka.process().launch());
    starter.start();
    starter.join();
    database.process().start(Duration.ofMinutes(2));
    System.out.println(kafka.process().pid() + " " + database.process().pid());
    System.out.flush();
    Thread.currentThread().join();
  }
}
