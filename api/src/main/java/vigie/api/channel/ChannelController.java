package vigie.api.channel;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Channel;
import vigie.alert.PersonTopics;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;

/** The ways to a person: set by them, proven by a code, used by alerts once they are proven. */
@Controller("/people/{id}/channels")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ChannelController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcChannels rows;
  private final ChannelVerification verification;

  /**
   * Where messages go. For a webhook only: {@code secret} signs them, {@code region} is the country
   * that they go to (ISO 3166), {@code transferBasis} by what they may where that is outside the
   * European Economic Area. Over MQTT it is the person's own topic, and need not be said.
   */
  @Serdeable
  public record AddressRequest(
      @Nullable String address,
      @Nullable String secret,
      @Nullable String region,
      @Nullable TransferBasis transferBasis) {}

  /** What was typed. */
  @Serdeable
  public record CodeRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String code) {}

  /** A code is on its way, and good until then. */
  @Serdeable
  public record CodeResponse(Instant until) {}

  /**
   * A way; {@code verifiedAt} is null while no alert goes it, {@code codeUntil} while no code was
   * sent, {@code region} of a webhook that was set before that was asked.
   */
  @Serdeable
  public record ChannelView(
      Channel channel,
      String address,
      @Nullable Instant verifiedAt,
      @Nullable Instant codeUntil,
      @Nullable String region,
      @Nullable TransferBasis transferBasis) {
    static ChannelView of(JdbcChannels.Way way) {
      Destination place = way.place();
      return new ChannelView(
          way.channel(),
          way.address(),
          way.verifiedAt(),
          way.codeUntil(),
          place == null ? null : place.region(),
          place == null ? null : place.basis());
    }
  }

  /** Wired by the program. */
  ChannelController(
      AccessGuard guard, HttpCallers callers, JdbcChannels rows, ChannelVerification verification) {
    this.guard = guard;
    this.callers = callers;
    this.rows = rows;
    this.verification = verification;
  }

  /** The ways that have an address. */
  @Get
  @Operation(summary = "Ways to a person, and whether they are proven (the person, an operator)")
  public List<ChannelView> list(HttpRequest<?> request, UUID id) {
    guard.askAccount(callers.of(request), Action.READ_CHANNELS, id);
    return views(id);
  }

  /** Sets an address. Another one than before is not proven, and no alert goes there. */
  @Put("/{channel}")
  @Operation(summary = "Set where messages go, unproven until a code came back (the person)")
  public List<ChannelView> put(
      HttpRequest<?> request, UUID id, Channel channel, @Body AddressRequest wished) {
    guard.askAccount(callers.of(request), Action.CHANGE_CHANNEL, id);
    String topic = PersonTopics.alerts(id);
    String address = channel == Channel.MQTT && wished.address() == null ? topic : wished.address();
    if (address == null) {
      throw Refusal.invalid("address", "must be there");
    }
    Destination place = null;
    switch (channel) {
      case MAIL -> Addresses.checkMail("address", address);
      case WEBHOOK -> {
        Addresses.checkWebhook("address", address);
        Addresses.checkSecret("secret", wished.secret());
        place = Addresses.checkPlace(wished.region(), wished.transferBasis());
      }
      case MQTT -> {
        if (!address.equals(topic)) {
          throw Refusal.invalid("address", "must be left out, or be " + topic);
        }
      }
      case NONE, SSE -> throw Refusal.invalid("channel", "must be MAIL, WEBHOOK or MQTT");
    }
    verification.setAddress(
        id, channel, address, channel == Channel.WEBHOOK ? wished.secret() : null, place);
    return views(id);
  }

  /** Sends a code over the channel itself. */
  @Post("/{channel}/code")
  @Operation(summary = "Send a code over the channel (the person, an operator)")
  @ApiResponse(responseCode = "202", description = "The code has left, and until when it is good")
  public HttpResponse<CodeResponse> send(HttpRequest<?> request, UUID id, Channel channel) {
    guard.askAccount(callers.of(request), Action.VERIFY_CHANNEL, id);
    return HttpResponse.accepted().body(new CodeResponse(verification.sendCode(id, channel)));
  }

  /** Takes the code back; from then on alerts go this way. */
  @Post("/{channel}/verification")
  @Operation(summary = "Type a code back, which proves the channel (the person, an operator)")
  public List<ChannelView> verify(
      HttpRequest<?> request, UUID id, Channel channel, @Body CodeRequest typed) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.VERIFY_CHANNEL, id);
    String code = typed.code();
    if (code == null || code.isBlank()) {
      throw Refusal.invalid("code", "must be there");
    }
    verification.typed(id, channel, code, caller.actor().person());
    return views(id);
  }

  private List<ChannelView> views(UUID person) {
    return rows.ways(person).stream().map(ChannelView::of).toList();
  }
}
