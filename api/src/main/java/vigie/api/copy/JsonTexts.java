package vigie.api.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import vigie.api.event.Consulted;
import vigie.api.thirdparty.ThirdParties;

/** Rows of tables as JSON, without third parties in what people wrote in their own words. */
final class JsonTexts {
  /** The values of an event's details, each in the place that its name has in the other array. */
  private static final String DETAIL_VALUES = "detail_values";

  private static final String DETAIL_NAMES = "detail_names";
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonTexts() {}

  /**
   * A row without third parties.
   *
   * @param row an object
   * @param columns those that hold people's own words
   * @return the row as it was where nobody stands in it
   */
  static ThirdParties.Text without(String row, List<String> columns, ThirdParties others) {
    if (columns.isEmpty()) {
      return new ThirdParties.Text(row, 0);
    }
    try {
      ObjectNode fields = (ObjectNode) JSON.readTree(row);
      int taken = 0;
      for (String column : columns) {
        JsonNode value = fields.path(column);
        if (value.isTextual()) {
          ThirdParties.Text left = others.without(value.textValue());
          fields.put(column, left.text());
          taken += left.taken();
        } else if (value instanceof ArrayNode values) {
          JsonNode names = column.equals(DETAIL_VALUES) ? fields.path(DETAIL_NAMES) : values;
          taken += without(values, names, others);
        }
      }
      return new ThirdParties.Text(taken == 0 ? row : JSON.writeValueAsString(fields), taken);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store gave a row that is no JSON", e);
    }
  }

  private static int without(ArrayNode values, JsonNode names, ThirdParties others) {
    int taken = 0;
    for (int i = 0; i < values.size(); i++) {
      // Whom one consulted is told in any case (C-15).
      if (values.get(i).isTextual() && !names.path(i).asText().equals(Consulted.WITH)) {
        ThirdParties.Text left = others.without(values.get(i).textValue());
        values.set(i, TextNode.valueOf(left.text()));
        taken += left.taken();
      }
    }
    return taken;
  }
}
