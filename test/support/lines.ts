import { connect, createServer, type Server, type Socket } from 'node:net';
import type { KnownHost } from '../../main/network/dial.ts';
import { type Reach, reach } from '../../main/network/remote.ts';

/** What a line does to what goes over it. */
export interface Weather {
  /** Nothing gets through, and what stands is held: nobody is told. */
  readonly silent?: boolean;
  /** Milliseconds each piece is late. */
  readonly delay?: number;
  /** Of each 1,000 pieces so many are sent twice, or change places with the next. TLS must notice, and nobody be misled. */
  readonly twice?: number;
  readonly swapped?: number;
}

interface Line {
  readonly port: number;
  weather: Weather;
  cut: boolean;
  readonly open: Set<Socket>;
  readonly server: Server;
}

/** The lines between the machines of a test: one for each pair and direction, each a real TCP proxy that can be cut or made bad. */
export class Lines {
  private readonly lines = new Map<string, Line>();
  private readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  /** How `from` reaches other machines: by the line to their port. */
  reachOf(from: string): Reach {
    return async (host: KnownHost) => reach({ ...host, address: '127.0.0.1', port: (await this.line(from, host.port)).port });
  }

  /** Cuts the line at once, or mends it. */
  async cut(from: string, to: number, cut: boolean): Promise<void> {
    const line = await this.line(from, to);
    line.cut = cut;
    if (cut) for (const socket of line.open) socket.destroy();
  }

  async weather(from: string, to: number, weather: Weather): Promise<void> {
    (await this.line(from, to)).weather = weather;
  }

  async close(): Promise<void> {
    for (const { server, open } of this.lines.values()) {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  private readonly making = new Map<string, Promise<Line>>();
  private line(from: string, to: number): Promise<Line> {
    const name = `${from} ${to}`;
    const made = this.making.get(name) ?? this.make(name, to);
    this.making.set(name, made);
    return made;
  }

  private async make(name: string, to: number): Promise<Line> {
    const open = new Set<Socket>();
    const server = createServer({ noDelay: true }, (near) => {
      if (line.cut) return void near.destroy();
      const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
      for (const [one, other] of [[near, far], [far, near]] as const) {
        open.add(one);
        one.on('error', () => undefined).on('close', () => {
          open.delete(one);
          other.destroy();
        });
        this.carry(line, one, other);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const address = server.address();
    const line: Line = { port: typeof address === 'object' && address !== null ? address.port : 0, weather: {}, cut: false, open, server };
    this.lines.set(name, line);
    return line;
  }

  private carry(line: Line, from: Socket, to: Socket): void {
    let held: Buffer | null = null;
    let last: Promise<void> = Promise.resolve();
    from.on('data', (bytes: Buffer) => {
      const { silent, delay = 0, twice = 0, swapped = 0 } = line.weather;
      if (silent === true) return;
      const chance = this.random() * 1_000;
      let pieces = held === null ? [bytes] : [bytes, held];
      held = null;
      if (chance < twice) pieces = [...pieces, bytes];
      else if (chance < twice + swapped && pieces.length === 1) {
        held = bytes;
        return;
      }
      last = last.then(async () => {
        if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay * this.random()));
        for (const piece of pieces) if (!to.destroyed) to.write(piece);
      });
    });
  }
}
