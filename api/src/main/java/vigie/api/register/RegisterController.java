package vigie.api.register;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.channel.Destination;
import vigie.api.channel.TransferBasis;
import vigie.api.register.RegisterController.OutgoingView.Endpoint;
import vigie.api.web.HttpCallers;
import vigie.codec.SchemaFields;
import vigie.register.DataKind;
import vigie.register.RegisterCatalogue;
import vigie.register.RegisteredField;
import vigie.transport.ClosedTransport;

/** The register of processing, for those who answer for it; holds nothing of any person. */
@Controller("/register")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class RegisterController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcColumns columns;
  private final JdbcOutgoingPlaces places;
  private final ApiConfig config;

  /** One kind of data, with all that article 30 of the GDPR asks. */
  @Serdeable
  public record KindView(
      String kind,
      String french,
      String english,
      String dataClass,
      List<String> purposes,
      String basis,
      List<String> sources,
      String controller,
      List<String> recipients,
      String retention,
      @Nullable String keep,
      @Nullable String archive,
      boolean optional) {
    static KindView of(DataKind kind) {
      return new KindView(
          kind.id(),
          kind.french(),
          kind.english(),
          kind.type().name(),
          names(kind.purposes()),
          kind.basis().name(),
          names(kind.sources()),
          kind.controller().name(),
          names(kind.recipients()),
          kind.retention().english(),
          text(kind.retention().keep()),
          text(kind.retention().archive()),
          kind.optional());
    }

    private static List<String> names(List<? extends Enum<?>> values) {
      return values.stream().map(Enum::name).toList();
    }

    private static @Nullable String text(@Nullable Object value) {
      return value == null ? null : value.toString();
    }
  }

  /** A column or field as it is; {@code kind} is null for one that nobody declared. */
  @Serdeable
  public record FieldView(String place, String name, boolean mandatory, @Nullable String kind) {}

  /**
   * Where data go out to, by kind of endpoint and place; {@code region} is null where it was never
   * said, {@code transferBasis} within the European Economic Area (C-97).
   */
  @Serdeable
  public record OutgoingView(
      Endpoint endpoint,
      @Nullable String region,
      @Nullable TransferBasis transferBasis,
      long endpoints) {
    /** Kinds of endpoints. */
    public enum Endpoint {
      /** The mail server to which all mail is handed. */
      MAIL_SERVER,
      /** The MQTT broker where people's applications hear of alerts, when it runs elsewhere. */
      PEOPLE_BROKER,
      /** Webhooks that people set as their own. */
      WEBHOOK,
      /** FHIR servers that patients named for their data. */
      TRANSFER
    }

    static OutgoingView of(Endpoint endpoint, @Nullable Destination place, long endpoints) {
      return new OutgoingView(
          endpoint,
          place == null ? null : place.region(),
          place == null ? null : place.basis(),
          endpoints);
    }
  }

  /** The whole register; {@code undeclared} is empty, or the register is not whole. */
  @Serdeable
  public record RegisterView(
      String operator,
      String dpo,
      String region,
      List<OutgoingView> outgoing,
      List<KindView> kinds,
      List<FieldView> fields,
      List<String> undeclared) {}

  /** Wired by the program. */
  public RegisterController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcColumns columns,
      JdbcOutgoingPlaces places,
      ApiConfig config) {
    this.guard = guard;
    this.callers = callers;
    this.columns = columns;
    this.places = places;
    this.config = config;
  }

  /** What is kept of whom, what for, on what ground, how long: from the store and the schemas. */
  @Get
  @Operation(summary = "The register of processing (data protection officer, operator)")
  public RegisterView register(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.READ_REGISTER);
    RegisterCatalogue register = RegisterCatalogue.standard();
    List<RegisteredField> fields = new ArrayList<>(columns.all());
    fields.addAll(SchemaFields.all());
    return new RegisterView(
        config.operator().name(),
        config.operator().dpo(),
        config.operator().region(),
        outgoing(),
        register.kinds().stream().map(KindView::of).toList(),
        fields.stream()
            .map(
                field ->
                    new FieldView(
                        field.place(),
                        field.name(),
                        field.mandatory(),
                        register.kind(field).map(DataKind::id).orElse(null)))
            .toList(),
        register.missing(fields));
  }

  private List<OutgoingView> outgoing() {
    List<OutgoingView> outgoing = new ArrayList<>();
    if (config.smtp().host() != null) {
      outgoing.add(OutgoingView.of(Endpoint.MAIL_SERVER, config.operator().mail(), 1));
    }
    String broker = config.mqtt().url();
    if (broker != null && !ClosedTransport.loopback(URI.create(broker).getHost())) {
      outgoing.add(OutgoingView.of(Endpoint.PEOPLE_BROKER, config.operator().peopleBroker(), 1));
    }
    for (JdbcOutgoingPlaces.Row row : places.webhooks()) {
      outgoing.add(OutgoingView.of(Endpoint.WEBHOOK, row.place(), row.endpoints()));
    }
    for (JdbcOutgoingPlaces.Row row : places.transfers()) {
      outgoing.add(OutgoingView.of(Endpoint.TRANSFER, row.place(), row.endpoints()));
    }
    return List.copyOf(outgoing);
  }
}
