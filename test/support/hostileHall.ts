import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { verifyJournal } from '../../main/store/verify.ts';
import { allRaw, command, enter, type Identity, open, pairStation, type Raw } from './hostile.ts';
import { journalEvents } from './journal.ts';
import { startServing, type Serving } from './serving.ts';

export const phone = '13812345678';
export const words = '等了两个小时没有人理';

/** A hall with a host in its own process, an honest kiosk at work in it, and a complaint on record. */
export class HostileHall {
  host: Serving = undefined as unknown as Serving;
  honest: Raw = undefined as unknown as Raw;
  kiosk: Identity = undefined as unknown as Identity;
  /** What must be in nothing that the host says or writes: codes, proofs and private keys of this run. */
  readonly secrets = new Set<string>([phone, words]);
  /** Those who were not let in hear a greeting and a refusal, and nothing else. */
  private readonly strangers = new Set<Raw>();
  private issued = 0;
  private beat: NodeJS.Timeout | undefined;

  /** A connection of somebody who is not let in. */
  async stranger(more?: Parameters<typeof open>[1], to = this.host): Promise<Raw> {
    const raw = await open(to, more);
    this.strangers.add(raw);
    return raw;
  }

  /** The host still does what it is there for. */
  async goesOn(): Promise<void> {
    const reply = await command(this.honest, 'ticket.issue', { service: 'payment' });
    expect(reply, JSON.stringify(reply)).toMatchObject({ ok: true });
    this.issued += 1;
  }

  async digits(to = this.host): Promise<string> {
    const { digits, code } = await to.digits();
    this.secrets.add(code);
    return digits;
  }

  /** Nobody who was not let in has heard more than that, and no secret was said or written. */
  noLeak(to = this.host): void {
    for (const raw of this.strangers) for (const one of raw.heard) expect(one.k).toBeOneOf(['hello', 'no']);
    const all = [to.said(), ...allRaw.map((one) => JSON.stringify(one.heard))].join('\n');
    for (const secret of this.secrets) expect(all.includes(secret), 'a secret was said').toBe(false);
    expect(all).not.toContain('PRIVATE KEY');
  }

  async begin(): Promise<void> {
    const host = await startServing();
    this.host = host;
    this.kiosk = await pairStation(host, 'kiosk', '门口');
    this.secrets.add(this.kiosk.privateKey.split('\n')[1] ?? '');
    this.honest = await enter(host, this.kiosk);
    this.beat = setInterval(() => this.honest.say({ k: 'time', t0: 1 }), 2_000);
    await host.must('call', 'clerk:张', 'staff.signIn', { staff: '张', counter: 1 });
    await host.must('call', 'clerk:张', 'counter.open');
    await this.goesOn();
    await host.must('call', 'clerk:张', 'ticket.call');
    await host.must('call', 'clerk:张', 'ticket.finish');
    await host.must('call', 'clerk:张', 'feedback.file', { cause: 'Q01', type: 'complaint', words, name: '王五', phone });
  }

  /** The host goes on, its record is whole, and it wrote of no fault. */
  async unharmed(): Promise<void> {
    await this.goesOn();
    expect(await verifyJournal(this.host.dataDir)).toMatchObject({ ok: true });
    this.noLeak();
    expect(this.host.said().split('\n').filter((line) => line !== ''), 'the host wrote of a fault').toHaveLength(1);
  }

  async end(): Promise<void> {
    clearInterval(this.beat);
    await this.host.stop();
    expect((await verifyJournal(this.host.dataDir)).ok).toBe(true);
    const tickets = journalEvents(this.host.dataDir).filter((one) => one.type === 'ticket.issued' && one.station === this.kiosk.station);
    expect(tickets.length).toBeGreaterThanOrEqual(this.issued);
    for (const one of allRaw) one.socket.terminate();
  }
}

/** The hall of a test file: opened before its tests, and unharmed after each of them. */
export function hostileHall(): HostileHall {
  const hall = new HostileHall();
  beforeAll(() => hall.begin());
  afterEach(() => hall.unharmed());
  afterAll(() => hall.end());
  return hall;
}
