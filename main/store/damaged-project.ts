/** Thrown where stored data is not what this program wrote. A store's `attempt` makes a `damaged-project` failure of it. */
export class DamagedProject extends Error {}
