package vigie.mqttbroker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.DeviceId;

class TopicAccessTest {

  @ParameterizedTest(name = "{0} publishes to {1}: {2}")
  @CsvSource({
    "watch-1,        vigie/v1/watch-1/json,          yes",
    "watch-1,        vigie/v1/watch-1/status,        yes",
    "watch-1,        vigie/v1/watch-1/a/b/c,         yes",
    "a.b,            vigie/v1/a.b/json,              yes",
    "watch-1,        vigie/v1/watch-2/json,          no",
    "watch-1,        vigie/v1/watch-10/json,         no",
    "watch-1,        vigie/v1/watch-1,               no",
    "watch-1,        vigie/v1/,                      no",
    "watch-1,        vigie/v1//watch-1/json,         no",
    "watch-1,        vigie/v2/watch-1/json,          no",
    "watch-1,        VIGIE/v1/watch-1/json,          no",
    "watch-1,        vigie/v1/+/json,                no",
    "watch-1,        vigie/v1/watch-1/#,             no",
    "watch-1,        vigie/v1/watch-1/x::gateway,    no",
    "watch-1,        $SYS/anything,                  no",
    "watch-1,        activemq.management,            no",
    "watch-1,        '',                             no",
    "vigie-gateway,  vigie/v1/watch-1/json,          no",
    "vigie-gateway,  vigie/v1/watch-1/down/x,        no",
    "vigie-notify,   vigie/v1/watch-1/down/alert,    yes",
    "vigie-notify,   vigie/v1/watch-1/json,          no",
    "vigie-notify,   vigie/v1//down/alert,           no",
    "vigie-notify,   other/watch-1/down/alert,       no",
    "vigie-notify,   vigie/people/v1/%P/alerts,      yes",
    "vigie-notify,   vigie/people/v1/%P/receipts,    no",
    "vigie-gateway,  vigie/people/v1/%P/alerts,      no",
    "people,         vigie/people/v1/%P/alerts,      no",
    "person %P,      vigie/people/v1/%P/receipts,    yes",
    "person %P,      vigie/people/v1/%P/alerts,      no",
    "person %P,      vigie/people/v1/%Q/receipts,    no",
    "person %P,      vigie/v1/%P/json,               no",
    "device %P,      vigie/people/v1/%P/receipts,    no",
  })
  void publishing(String who, String topic, String allowed) {
    assertThat(TopicAccess.refusalToPublish(client(filled(who)), filled(topic)).isEmpty())
        .isEqualTo(allowed.equals("yes"));
  }

  @ParameterizedTest(name = "{0} subscribes to {1}: {2}")
  @CsvSource({
    "watch-1,        vigie/v1/watch-1/down/#,                yes",
    "watch-1,        vigie/v1/watch-1/down/alert,            yes",
    "watch-1,        vigie/v1/watch-1/down,                  no",
    "watch-1,        vigie/v1/watch-1/#,                     no",
    "watch-1,        vigie/v1/watch-1/+/x,                   no",
    "watch-1,        vigie/v1/watch-1/json,                  no",
    "watch-1,        vigie/v1/watch-2/down/#,                no",
    "watch-1,        vigie/v1/+/down/#,                      no",
    "watch-1,        vigie/v1/+/json,                        no",
    "watch-1,        #,                                      no",
    "watch-1,        $share/gateway/vigie/v1/+/json,         no",
    "watch-1,        $share/g/vigie/v1/watch-1/down/x,       no",
    "watch-1,        vigie/v1/watch-1/down/x::gateway.q,     no",
    "watch-1,        $SYS/#,                                 no",
    "vigie-gateway,  vigie/v1/+/json,                        yes",
    "vigie-gateway,  $share/gateway/vigie/v1/+/json,         yes",
    "vigie-gateway,  $share/gateway/vigie/v1/#,              yes",
    "vigie-gateway,  vigie/v2/#,                             no",
    "vigie-gateway,  #,                                      no",
    "vigie-gateway,  $share/gateway,                         no",
    "vigie-gateway,  $share/gateway/$SYS/#,                  no",
    "vigie-notify,   vigie/v1/+/json,                        no",
    "vigie-notify,   vigie/v1/watch-1/down/#,                no",
    "vigie-notify,   vigie/people/v1/+/receipts,             yes",
    "vigie-notify,   vigie/people/v1/+/alerts,               no",
    "vigie-gateway,  vigie/people/v1/+/receipts,             no",
    "person %P,      vigie/people/v1/%P/alerts,              yes",
    "person %P,      vigie/people/v1/%Q/alerts,              no",
    "person %P,      vigie/people/v1/+/alerts,               no",
    "person %P,      vigie/people/v1/#,                      no",
    "person %P,      vigie/people/v1/%P/#,                   no",
    "person %P,      vigie/people/v1/%P/receipts,            no",
    "person %P,      $share/g/vigie/people/v1/%P/alerts,     no",
    "person %P,      vigie/v1/+/json,                        no",
    "device %P,      vigie/people/v1/%P/alerts,              no",
  })
  void subscribing(String who, String filter, String allowed) {
    assertThat(TopicAccess.refusalToSubscribe(client(filled(who)), filled(filter)).isEmpty())
        .isEqualTo(allowed.equals("yes"));
  }

  private static String filled(String text) {
    return text.replace("%P", new UUID(0, 1).toString()).replace("%Q", new UUID(0, 2).toString());
  }

  private static Client client(String name) {
    if (name.startsWith("person ")) {
      return new Client.Person(UUID.fromString(name.substring("person ".length())));
    }
    if (name.startsWith("device ")) {
      return new Client.Device(new DeviceId(name.substring("device ".length())));
    }
    return name.startsWith("vigie-")
        ? new Client.Service(name)
        : new Client.Device(new DeviceId(name));
  }
}
