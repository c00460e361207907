import type { Link, Network } from '../hall/views.ts';

/** What stands in for a station's connection: how to end it. */
interface Open {
  readonly end: (reason: string) => void;
}

/** Confirmations come with each flush: how far a stand-by has come is shown this often, and so also once the hall is quiet. */
const confirmationsEvery = 1_000;

/** The stations that are connected, and what their connections tell of them. One connection a station: a new one ends the old. */
export class Links {
  private readonly known = new Map<string, Link>();
  private readonly open = new Map<string, Open>();
  private readonly waiting = new Set<() => void>();
  private telling: NodeJS.Timeout | null = null;
  private readonly changed: (links: ReadonlyMap<string, Link>) => void;
  private readonly clock: () => number;

  constructor(clock: () => number, changed: (links: ReadonlyMap<string, Link>) => void) {
    this.clock = clock;
    this.changed = changed;
  }

  get all(): Network['links'] {
    return this.known;
  }

  /** A station has come; gives what to call when it has gone. */
  come(station: string, address: string, end: (reason: string) => void): () => void {
    this.open.get(station)?.end('another connection of this station');
    const mine: Open = { end };
    this.open.set(station, mine);
    this.set(station, { connected: true, since: this.clock(), address, clockOffMs: null, voice: null, queues: [], confirmed: null });
    return () => {
      if (this.open.get(station) !== mine) return;
      this.open.delete(station);
      this.set(station, { ...this.of(station), connected: false, since: this.clock(), confirmed: null });
    };
  }

  /** What a station tells of itself. */
  tell(station: string, about: Partial<Pick<Link, 'clockOffMs' | 'voice' | 'queues'>>): void {
    this.set(station, { ...this.of(station), ...about });
  }

  /** A stand-by has made everything up to `seq` durable. */
  confirm(station: string, seq: number): void {
    this.known.set(station, { ...this.of(station), confirmed: seq });
    this.telling ??= setTimeout(() => {
      this.telling = null;
      this.changed(this.known);
    }, confirmationsEvery).unref();
    this.look();
  }

  /** Ends a station's connection. */
  end(station: string, reason: string): void {
    this.open.get(station)?.end(reason);
  }

  /** When a stand-by that is connected has everything up to `seq`, or none is connected (any more). */
  confirmed(seq: number, isStandBy: (station: string) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        const standBys = [...this.known].filter(([id, link]) => link.connected && isStandBy(id));
        if (standBys.length > 0 && !standBys.some(([, link]) => (link.confirmed ?? -1) >= seq)) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  private of(station: string): Link {
    return this.known.get(station) ?? { connected: false, since: this.clock(), address: null, clockOffMs: null, voice: null, queues: [], confirmed: null };
  }

  private set(station: string, link: Link): void {
    this.known.set(station, link);
    this.changed(this.known);
    this.look();
  }

  private look(): void {
    for (const look of [...this.waiting]) look();
  }
}
