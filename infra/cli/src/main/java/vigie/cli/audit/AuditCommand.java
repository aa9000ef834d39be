package vigie.cli.audit;

import picocli.CommandLine.Command;

/** {@code vigie audit}: what concerns the record of who saw what. */
@Command(
    name = "audit",
    description = "checks the record of who saw what",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SqlAuditVerifyCommand.class, CertificateCommand.class})
public final class AuditCommand {
  /** For picocli. */
  public AuditCommand() {}
}
