/** Counts who has come from each address, so that no single one can fill the house. */
export interface Doorkeeper {
  /** Lets one in, by its port; false, and nobody let in, when too many of its address are there already. */
  readonly enter: (address: string, port: number) => boolean;
  /** It has gone, or does not count any more. May be called more than once. */
  readonly leave: (address: string, port: number) => void;
}

/** A doorkeeper who lets in at most `limit` of one address at a time. */
export function doorkeeper(limit: number): Doorkeeper {
  const inside = new Map<string, Set<number>>();
  return {
    enter: (address, port) => {
      const ports = inside.get(address) ?? new Set();
      if (ports.size >= limit) return false;
      inside.set(address, ports.add(port));
      return true;
    },
    leave: (address, port) => {
      const ports = inside.get(address);
      if (ports?.delete(port) === true && ports.size === 0) inside.delete(address);
    },
  };
}
