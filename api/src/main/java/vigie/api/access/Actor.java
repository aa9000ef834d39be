package vigie.api.access;

import java.util.UUID;

/** A person who has proved who they are. */
public record Actor(UUID person, Role role) {}
