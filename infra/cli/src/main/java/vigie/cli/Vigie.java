package vigie.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import vigie.cli.audit.AuditCommand;
import vigie.cli.backtest.BacktestCommand;
import vigie.cli.backup.BackupCommand;
import vigie.cli.backup.RestoreCommand;
import vigie.cli.bench.BenchCommand;
import vigie.cli.demo.DemoCommand;
import vigie.cli.importing.ImportCommand;
import vigie.cli.load.LoadCommand;
import vigie.cli.promises.PromisesCommand;
import vigie.cli.quality.QualityCommand;
import vigie.cli.register.RegisterCommand;
import vigie.cli.replay.ReplayCommand;
import vigie.cli.stack.DownCommand;
import vigie.cli.stack.StatusCommand;
import vigie.cli.stack.UpCommand;

/** The command {@code vigie}: each subcommand lives in the package of what it does. */
@Command(
    name = "vigie",
    description = "Vital-sign alert engine: from a device's PUBLISH to a physician's alert",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ReplayCommand.class,
      ImportCommand.class,
      LoadCommand.class,
      QualityCommand.class,
      BacktestCommand.class,
      AuditCommand.class,
      PromisesCommand.class,
      RegisterCommand.class,
      BenchCommand.class
    })
public final class Vigie {

  private Vigie() {}

  /**
   * Runs one subcommand. A failure is one message on standard error, not a stack trace; set {@code
   * VIGIE_TRACE} to see that as well.
   */
  public static void main(String[] arguments) {
    System.exit(commands().execute(arguments));
  }

  /** The command with all its subcommands. */
  static CommandLine commands() {
    return new CommandLine(new Vigie())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              System.err.println(
                  failure.getMessage() == null ? failure.toString() : failure.getMessage());
              if (System.getenv("VIGIE_TRACE") != null) {
                failure.printStackTrace();
              }
              return CommandLine.ExitCode.SOFTWARE;
            });
  }
}
