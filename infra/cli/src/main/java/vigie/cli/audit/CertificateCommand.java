package vigie.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.audit.Certificates;
import vigie.audit.Keys;
import vigie.cli.stack.DataFolder;
import vigie.cli.stack.StackParts;

/** {@code vigie audit certificate}: whether the certificate of an erasure is genuine. */
@Command(
    name = "certificate",
    mixinStandardHelpOptions = true,
    description = "whether the certificate of an erasure is word for word what the API signed",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0: it is genuine", "1: it could not be verified", "3: it is not genuine"})
public final class CertificateCommand implements Callable<Integer> {
  private static final int NOT_SOUND = 3;

  @Mixin private DataFolder data = new DataFolder();

  @Parameters(paramLabel = "FILE", description = "the certificate as the API gave it")
  private Path certificate = Path.of("certificate.txt");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "the public keys that may sign; the API's own unless given")
  private List<Path> keys = new ArrayList<>();

  /** For picocli. */
  public CertificateCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Path> files = keys;
    if (files.isEmpty()) {
      files = List.of(data.settings().data().resolve(StackParts.API).resolve("audit-key.pub"));
    }
    StringBuilder keyText = new StringBuilder();
    for (Path file : files) {
      keyText.append(Files.readString(file));
    }
    boolean sound =
        Certificates.sound(Files.readString(certificate), Keys.parse(keyText.toString()));
    System.out.println(
        sound
            ? "The certificate is genuine."
            : "NOT genuine: a word was changed, or another key signed it.");
    return sound ? 0 : NOT_SOUND;
  }
}
