import type { LocalOutput } from '../../shared/contract.ts';
import type { Bridge } from '../bridge.ts';
import { hostNow } from '../parts/clock.ts';
import type { ScreenName } from '../parts/linkBand.ts';
import { type Identity, readIdentity } from './identity.ts';
import { signLogin } from './secrets.ts';
import { openSession } from './session.ts';

type Place = LocalOutput<'network.read'>;

/** A socket to the host that served this page. */
export function openSocket(): WebSocket {
  return new WebSocket(`${location.protocol === 'http:' ? 'ws' : 'wss'}://${location.host}/link`);
}

/** Puts a bridge over a socket where preload puts its own, and says which screen this browser is to show. */
export async function installBrowserBridge(asked: URLSearchParams): Promise<ScreenName> {
  const identity = await readIdentity().catch(() => null);
  if (identity === null || (asked.get('screen') === 'join' && asked.has('again'))) {
    window.hall = unpaired;
    return 'join';
  }
  window.hall = bridgeOf(identity);
  keepAwake();
  return identity.role;
}

function bridgeOf({ station, hall, fingerprint, role, name, key }: Identity): Bridge {
  const place: Place = { kind: 'station', role, name, hall: null, host: location.host, standBy: false };
  return openSession({
    open: openSocket,
    host: location.host,
    now: hostNow,
    random: Math.random,
    onOtherVersion: reloadOnce,
    local: (asked) => (asked === 'network.read' ? place : null),
    greet: async (hello) =>
      hello.hall === hall && hello.fingerprint === fingerprint
        ? { k: 'login', station, sign: await signLogin(key, hall, fingerprint, hello.nonce, station) }
        : { problem: { code: 'host.notTrusted', detail: 'another hall, or another certificate' } },
  }).bridge;
}

/** The host was updated: the page it serves now fits it. Once a minute, should it not. */
function reloadOnce(): void {
  const [entry, minute] = ['hall-desk.reloaded', 60_000];
  if (Date.now() - Number(sessionStorage.getItem(entry) ?? 0) < minute) return;
  sessionStorage.setItem(entry, String(Date.now()));
  location.reload();
}

/** Before it is paired a browser gets nothing of the hall. */
const unpaired: Bridge = {
  call: async () => ({ ok: false, problem: { code: 'station.unknown', detail: 'this browser is not paired' } }),
  watch: () => () => {},
};

/** A board or a kiosk that goes dark is taken for broken. Where the browser does not offer this, its settings do. */
function keepAwake(): void {
  const hold = () => {
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', hold);
  hold();
}
