import { describe, expect, it } from 'vitest';
import { blankDraft, type Draft, draftOf, networkAddress, queueKey, readDraft, type Wrong } from '../../../renderer/screens/manager/printers/form.ts';
import { columns, effective, inherited, lineAt, sectionOf, setLine, withoutPrinter, withPrinter } from '../../../renderer/screens/manager/printers/section.ts';
import { zh } from '../../../renderer/i18n/zh/index.ts';
import defaults from '../../../shared/defaults.zh-CN.json';
import { routeFor } from '../../../shared/domain/slipJobs.ts';
import { emptyState, type State } from '../../../shared/domain/state.ts';
import { type Printer, type Printing, type PrintRoute, printing as printingSchema, printer as printerSchema } from '../../../shared/printing.ts';

const id = (at: number) => `01JD9${String(at).padStart(21, '0')}`;
const printer = (at: number, more: Partial<Printer> = {}): Printer => ({
  id: id(at), name: `P${at}`, station: 'host', address: `tcp://192.168.1.${60 + at}:9100`, profile: 'epson', widthMm: 80, density: 'normal', rollMm: 50_000, next: null, ...more,
});
const section = (routes: readonly PrintRoute[], printers: readonly Printer[] = [printer(1), printer(2), printer(3)]): Printing => ({ printers: [...printers], routes: [...routes], logo: null, dropAfterMinutes: 10 });
const kinds = columns.flatMap((one) => (one === '*' ? [] : [one]));
const stateWith = (value: Printing): State => {
  const state = emptyState();
  state.settings = { ...defaults, printing: value } as unknown as State['settings'];
  return state;
};

/** The same numbers each time. */
function seeded(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((at / 2_147_483_648) * below);
  };
}
const stations = ['*', 'kiosk', 'guide', '01JD0000000000000000000004'];
const choices = [id(1), id(2), id(3), null];

function randomRoutes(random: (below: number) => number): PrintRoute[] {
  let routes: PrintRoute[] = [];
  for (let n = random(12); n > 0; n--) routes = setLine(routes, stations[random(4)] ?? '*', columns[random(5)] ?? '*', choices[random(4)] ?? null);
  return routes;
}

describe('who prints where', () => {
  it('is what the hall itself decides by, for any lines (seed 1..200)', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const routes = randomRoutes(seeded(seed));
      const state = stateWith(section(routes));
      for (const station of stations.slice(1)) for (const kind of kinds) expect(effective(routes, station, kind), `${seed} ${station} ${kind}`).toBe(routeFor(state, station, kind)?.id ?? null);
    }
  });

  it('inherits what a cell would come to without its own line (seed 1..200)', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const routes = randomRoutes(seeded(seed));
      for (const station of stations)
        for (const kind of kinds) {
          const without = setLine(routes, station, kind, 'inherit');
          expect(lineAt(without, station, kind)).toBeUndefined();
          expect(inherited(routes, station, kind)?.printer, `${seed} ${station} ${kind}`).toBe(effective(without, station, kind));
        }
    }
  });

  it('takes the line away for 同上, and keeps one line a cell', () => {
    const routes = setLine(setLine([], 'kiosk', 'ticket', id(1)), 'kiosk', 'ticket', id(2));
    expect(routes).toEqual([{ station: 'kiosk', kind: 'ticket', printer: id(2) }]);
    expect(setLine(routes, 'kiosk', 'ticket', 'inherit')).toEqual([]);
    expect(setLine(routes, 'kiosk', 'ticket', null)).toEqual([{ station: 'kiosk', kind: 'ticket', printer: null }]);
  });

  it('says where a cell looks, and nothing where kinds differ', () => {
    const routes: PrintRoute[] = [{ station: '*', kind: '*', printer: id(1) }, { station: '*', kind: 'day', printer: id(2) }, { station: 'kiosk', kind: '*', printer: id(3) }];
    expect(inherited(routes, '*', '*')).toBeNull();
    expect(inherited(routes, '*', 'ticket')).toEqual({ from: 'left', printer: id(1) });
    expect(inherited(routes, 'kiosk', 'day')).toEqual({ from: 'left', printer: id(3) });
    expect(inherited(routes, 'guide', 'day')).toEqual({ from: 'above', printer: id(2) });
    expect(inherited(routes, 'guide', '*')).toEqual({ from: 'above', printer: undefined });
    expect(inherited(routes.slice(0, 1), 'guide', '*')).toEqual({ from: 'above', printer: id(1) });
  });
});

describe('the section printing', () => {
  it('is empty where the hall has none', () => expect(printingSchema.parse(sectionOf({}))).toEqual({ printers: [], routes: [], logo: null, dropAfterMinutes: 10 }));

  it('sends everything to the first printer, and leaves the lines alone for the others', () => {
    const one = withPrinter(sectionOf({}), printer(1));
    expect(one.routes).toEqual([{ station: '*', kind: '*', printer: id(1) }]);
    expect(withPrinter(one, printer(2)).routes).toEqual(one.routes);
    expect(withPrinter(one, printer(1, { name: 'new' })).printers.map((each) => each.name)).toEqual(['new']);
    expect(withPrinter(section([{ station: '*', kind: '*', printer: null }], []), printer(1)).routes).toEqual([{ station: '*', kind: '*', printer: null }]);
  });

  it('names nobody who was removed: the next one takes over, or the cell inherits', () => {
    const routes: PrintRoute[] = [{ station: '*', kind: '*', printer: id(1) }, { station: 'kiosk', kind: '*', printer: id(3) }];
    const all = section(routes, [printer(1, { next: id(2) }), printer(2, { next: id(1) }), printer(3, { next: id(1) })]);
    const left = withoutPrinter(all, id(1));
    expect(left.printers.map((one) => one.next)).toEqual([null, id(2)]);
    expect(left.routes[0]).toEqual({ station: '*', kind: '*', printer: id(2) });
    expect(withoutPrinter(section(routes), id(3)).routes).toEqual([routes[0]]);
    expect(withoutPrinter(section(routes), id(1)).routes).toEqual([routes[1]]);
  });
});

describe('the form of a printer', () => {
  const good: Draft = { ...blankDraft(id(9), 'host'), where: 'network', host: '192.168.1.70', name: ' 东门 ' };
  const wrongOf = (change: Partial<Draft>, printers: readonly Printer[] = []): readonly Wrong[] => {
    const read = readDraft({ ...good, ...change }, { printers: [...printers] });
    return 'wrong' in read ? read.wrong : [];
  };

  it('makes what the contract takes', () => {
    const read = readDraft(good, { printers: [] });
    expect('printer' in read && printerSchema.parse(read.printer)).toMatchObject({ name: '东门', address: 'tcp://192.168.1.70:9100', rollMm: 50_000 });
    const queue = readDraft({ ...good, where: queueKey('01JD0000000000000000000001', 'winspool://XP-80C (副本 1)') }, { printers: [] });
    expect('printer' in queue && printerSchema.parse(queue.printer)).toMatchObject({ station: '01JD0000000000000000000001', address: 'winspool://XP-80C (副本 1)' });
  });

  it('gives back a printer as it was', () => {
    for (const address of ['tcp://192.168.1.61:9100', 'tcp://[fe80::1]:9101', 'cups://Receipt_80', 'winspool://Epson TM-T82III'])
      expect(readDraft(draftOf(printer(1, { address, rollMm: 25_500 })), { printers: [printer(1)] })).toEqual({ printer: printer(1, { address, rollMm: 25_500 }) });
  });

  it('says all that is wrong, each in words', () => {
    expect(wrongOf({ where: '', name: ' ', rollM: null })).toEqual(['where', 'name', 'roll']);
    expect(wrongOf({ host: '', port: null })).toEqual(['host']);
    expect(wrongOf({ port: 70_000 })).toEqual(['port']);
    expect(wrongOf({ rollM: 201 })).toEqual(['roll']);
    expect(wrongOf({ name: 'P1' }, [printer(1)])).toEqual(['nameTaken']);
    expect(wrongOf({ name: 'P1', id: id(1) }, [printer(1)])).toEqual([]);
    for (const one of ['where', 'host', 'port', 'taken', 'name', 'nameTaken', 'roll'] satisfies Wrong[]) expect(zh.printing.form.wrong[one]).toMatch(/。$/);
  });

  it('gives each printer one writer: an address is there once, a queue once on its computer', () => {
    const there = printer(1, { address: 'tcp://192.168.1.70:9100', station: '01JD0000000000000000000001' });
    expect(wrongOf({}, [there])).toEqual(['taken']);
    const queue = printer(1, { address: 'cups://A', station: 'host' });
    expect(wrongOf({ where: queueKey('host', 'cups://A') }, [queue])).toEqual(['taken']);
    expect(wrongOf({ where: queueKey('01JD0000000000000000000001', 'cups://A') }, [queue])).toEqual([]);
  });

  it('takes an address as people type it', () => {
    const at = (typed: string, port: number | null = 9100) => networkAddress(typed, port);
    expect(at(' 192.168.1.60 ')).toEqual({ address: 'tcp://192.168.1.60:9100' });
    expect(at('192。168。1。60')).toEqual({ address: 'tcp://192.168.1.60:9100' });
    expect(at('１９２．１６８．１．６０')).toEqual({ address: 'tcp://192.168.1.60:9100' });
    expect(at('192.168.1.60:9101', null)).toEqual({ address: 'tcp://192.168.1.60:9101' });
    expect(at('printer-spare.local')).toEqual({ address: 'tcp://printer-spare.local:9100' });
    expect(at('[fe80::1]')).toEqual({ address: 'tcp://[fe80::1]:9100' });
    for (const bad of ['', '192.168.1', '192.168.1.600', 'a b', 'http://192.168.1.60', '打印机', '../x']) expect(at(bad), bad).toEqual({ wrong: 'host' });
    expect(at('192.168.1.60', 0)).toEqual({ wrong: 'port' });
  });
});
