import type { LocalOutput, View } from '../../shared/contract.ts';
import type { LinkState } from '../../shared/link.ts';
import type { Problem, ProblemCode } from '../../shared/result.ts';
import type { Reply } from '../bridge.ts';

type Place = LocalOutput<'network.read'>;
const hall = '示例供电营业厅';
const fingerprint = '57f90cf40c8d1a52b7e0039944aa61c2f0b5d17e8c3a92d46e5f0718293a4b5c';
const problem = (code: ProblemCode): Reply => ({ ok: false, problem: { code, detail: code } satisfies Problem });
const good = (result: unknown): Reply => ({ ok: true, seq: 0, result });

/** `&place=` undecided, host, or a station's role; `&standBy=1`. */
function placeOf(asked: URLSearchParams): Place {
  const kind = asked.get('place') ?? 'allInOne';
  const none = { role: null, name: null, hall, host: null, standBy: false };
  if (kind === 'undecided' || kind === 'allInOne' || kind === 'host') return { kind, ...none };
  return {
    kind: 'station',
    role: kind as Place['role'],
    name: kind === 'counter' ? '3' : '东门',
    hall,
    host: '192.168.1.10:7180',
    standBy: asked.has('standBy'),
  };
}

/** `&link=` cutOff, sending or refused; `&kept=`, `&numbers=`, `&for=` seconds, `&standBy=1`, `&kind=browser`. */
export function linkOf(asked: URLSearchParams): LinkState {
  const state = (asked.get('link') ?? 'joined') as LinkState['state'];
  return {
    kind: asked.get('kind') === 'browser' ? 'browser' : state === 'joined' && !asked.has('place') ? 'allInOne' : 'station',
    state,
    since: Date.now() - Number(asked.get('for') ?? 90) * 1000,
    host: '192.168.1.10:7180',
    waiting: Number(asked.get('kept') ?? 0),
    numbersLeft: asked.has('numbers') ? Number(asked.get('numbers')) : null,
    standBy: asked.has('standBy'),
  };
}

/** The locals of the network. `&hosts=none` finds nothing; `&fail=` is the problem that joining or taking over meets. */
export function network(name: string, input: Record<string, unknown>): Reply {
  const asked = new URLSearchParams(location.search);
  const fail = asked.get('fail') as ProblemCode | null;
  if (name === 'network.read') return good(placeOf(asked));
  if (name === 'network.be') return good({ ...placeOf(asked), kind: input['kind'] });
  if (name === 'network.find')
    return good({
      hosts:
        asked.get('hosts') === 'none'
          ? []
          : [
              { name: hall, address: '192.168.1.10', port: 7180 },
              { name: '城东供电营业厅', address: '192.168.1.77', port: 7180 },
            ],
    });
  if (fail !== null) return problem(fail);
  if (name === 'network.join')
    return good({
      kind: 'station',
      role: input['role'],
      name: input['name'],
      hall,
      host: String(input['address']),
      standBy: input['standBy'] === true,
    });
  if (name === 'network.code')
    return good({
      code: '482913-K7QZ2MXA',
      until: Date.now() + 120_000,
      urls: ['https://192.168.1.10:7180', 'https://hall-desk.local:7180'],
      fingerprint,
    });
  if (name === 'network.takeOver')
    return input['confirm'] === hall ? good({ ...placeOf(asked), kind: 'host' }) : problem('takeOver.notConfirmed');
  return problem('command.unknown');
}

const minute = 60_000;
const hour = 60 * minute;
type Row = View<'stations'>['rows'][number];

/** `&stations=` alone, empty, or busy (the default). */
export function stationsView(): View<'stations'> {
  const kind = new URLSearchParams(location.search).get('stations') ?? 'busy';
  const now = Date.now();
  const host =
    kind === 'alone'
      ? null
      : { name: '后台小主机', urls: ['https://192.168.1.10:7180', 'https://hall-desk.local:7180'], fingerprint, epoch: 2 };
  const none = { host, rows: [], splits: [], unsettled: [], clockJumps: [] };
  if (kind !== 'busy') return none;
  const row = (at: number, role: Row['role'], name: string, more: Partial<Row> = {}): Row => ({
    station: `01JD${String(at).padStart(22, '0')}`,
    name,
    role,
    standBy: false,
    browser: false,
    pairedAt: now - 40 * 24 * hour,
    revokedAt: null,
    connected: true,
    since: now - 3 * hour,
    address: `192.168.1.${20 + at}`,
    clockOffMs: 120,
    voice: null,
    behind: null,
    ...more,
  });
  return {
    ...none,
    rows: [
      row(1, 'counter', '1', { standBy: true, behind: 0 }),
      row(2, 'counter', '2', { clockOffMs: -7400 }),
      row(3, 'counter', '3', { connected: false, since: now - 12 * minute, clockOffMs: null }),
      row(4, 'kiosk', '东门'),
      row(5, 'kiosk', '西门平板', { browser: true }),
      row(6, 'board', '大厅', { voice: 'missing' }),
      row(7, 'guide', '引导台平板', { browser: true, connected: false, since: now - 3 * minute }),
      row(8, 'manager', '主管室', { voice: null }),
      row(9, 'board', '旧电视', { revokedAt: now - 5 * 24 * hour, connected: false, since: now - 5 * 24 * hour }),
    ],
    splits: [
      {
        split: '01JD0000000000000000000901',
        at: now - 20 * minute,
        happenedAt: now - 50 * minute,
        kind: 'calledTwice',
        type: 'ticket.called',
        number: 'A023',
        counters: [1, 3],
        station: '3',
      },
      {
        split: '01JD0000000000000000000902',
        at: now - 20 * minute,
        happenedAt: now - 45 * minute,
        kind: 'notPossible',
        type: 'ticket.finished',
        number: 'B004',
        counters: [3],
        station: '3',
      },
      {
        split: '01JD0000000000000000000903',
        at: now - 20 * minute,
        happenedAt: now - 26 * hour,
        kind: 'dayOver',
        type: 'ticket.issued',
        number: 'C011',
        counters: [],
        station: '东门',
      },
    ],
    unsettled: [{ epoch: 1, since: now - 70 * minute }],
    clockJumps: [{ station: '2', at: now - 90 * minute, byMs: -3_600_000 }],
  };
}
