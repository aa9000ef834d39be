package vigie.api.access;

import vigie.reading.DeviceId;

/**
 * A device that makes this request by its own secret, and how it stands in the audit.
 *
 * @param device which
 * @param route method and path template
 * @param requestId tells this request from others in audit and log
 */
public record DeviceCaller(DeviceId device, String route, String requestId) {}
