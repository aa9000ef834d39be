package vigie.api.fhir;

import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import vigie.api.device.DeviceSupplier;

/** Who supplied the devices that measured, beside each Observation. */
final class Suppliers {
  /** For who may not read devices: an Observation names its device and no more. */
  static final Suppliers UNTOLD = new Suppliers(Map.of());

  private final Map<String, DeviceSupplier> byDevice;

  Suppliers(Map<String, DeviceSupplier> byDevice) {
    this.byDevice = byDevice;
  }

  /** The same Observation, with the supplier of its device where that is known. */
  Observation tell(Observation observation) {
    String device = observation.getDevice().getIdentifier().getValue();
    DeviceSupplier supplier = device == null ? null : byDevice.get(device);
    if (supplier != null) {
      observation.getDevice().setDisplay(supplier.words());
    }
    return observation;
  }
}
