import type { StationRole } from '../../shared/events.ts';
import { pairText } from '../../shared/link.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { KeyStore } from '../store/keys.ts';
import { peekAuthority } from './dial.ts';
import { fingerprintOf, shortFingerprint } from './identity.ts';
import { keyOfDigits, proofOf } from './pairing.ts';
import { defaultPort, type StationPlace } from './place.ts';
import { reach, stationKey } from './remote.ts';

export interface Joining {
  /** `host`, `host:port` or a URL. */
  readonly address: string;
  /** As the host shows it; spaces, case and the hyphen do not matter. */
  readonly code: string;
  readonly role: StationRole;
  readonly name: string;
  readonly standBy: boolean;
  /** On which port this machine listens once it is a stand-by. */
  readonly port: number;
}

interface Shown {
  readonly where: { readonly address: string; readonly port: number };
  readonly digits: string;
  readonly ca: string;
  readonly hall: string;
}

/**
 * Pairs this machine with a hall (SPEC 10.2). The fingerprint in the code is compared with the authority that the host
 * shows, and the connection pinned to it, before anything of the code is used; then both sides prove that they know
 * the code, over this station's own key. The code itself is never sent.
 */
export async function joinHall(keys: KeyStore, asked: Joining): Promise<Result<StationPlace>> {
  const shown = await authorityShown(asked);
  if (!shown.ok) return shown;
  const { where, digits, ca, hall } = shown.value;
  const mine = await stationKey(keys);
  if (mine === null) return fail('keys.locked', 'the key of this machine cannot be read');
  const reached = await reach({ ...where, ca, hall });
  if (!reached.ok) return reached;
  const remote = reached.value;
  try {
    const { fingerprint, nonce } = remote.hello;
    const key = await keyOfDigits(digits, fingerprint);
    const text = (by: 'station' | 'host') => pairText(by, hall, fingerprint, nonce, mine.publicKey, asked.role, asked.name);
    await remote.send({ k: 'pair', publicKey: mine.publicKey, role: asked.role, name: asked.name, standBy: asked.standBy, proof: proofOf(key, text('station')) });
    const paired = await remote.next(['paired']);
    if (!paired.ok) return paired;
    if (paired.value.proof !== proofOf(key, text('host'))) return fail('host.notTrusted', 'the host does not know the code');
    return ok({
      kind: 'station', station: paired.value.station, role: asked.role, name: asked.name, hall, authority: ca,
      seats: [{ station: '', ...where }], epoch: remote.hello.epoch, decider: remote.hello.host, standBy: paired.value.standBy, port: asked.port,
    });
  } finally {
    remote.close('paired');
  }
}

/** The authority of the host there, when it is the one that the code speaks of. Nothing is sent. */
export async function authorityShown(asked: Pick<Joining, 'address' | 'code'>): Promise<Result<Shown>> {
  const where = addressOf(asked.address);
  const code = codeOf(asked.code);
  if (where === null) return fail('command.badInput', `no address: ${asked.address}`);
  if (code === null) return fail('pair.codeWrong', 'a code is six digits and eight letters or digits');
  const peeked = await peekAuthority(where);
  if (!peeked.ok) return peeked;
  if (shortFingerprint(fingerprintOf(peeked.value.ca)) !== code.fingerprint) return fail('host.notTrusted', 'the host there is not the one that shows the code');
  return ok({ where, digits: code.digits, ...peeked.value });
}

/** An address and port out of what a person or a QR code says; null when there is none. */
export function addressOf(text: string): { readonly address: string; readonly port: number } | null {
  const bare = text.trim().replace(/^(https|wss):\/\//i, '').replace(/\/.*$/, '');
  const parts = /^(?:\[([0-9a-f:]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(bare);
  const address = parts?.[1] ?? parts?.[2];
  const port = parts?.[3] === undefined ? defaultPort : Number(parts[3]);
  return address === undefined || port < 1 || port > 65_535 ? null : { address, port };
}

function codeOf(text: string): { readonly digits: string; readonly fingerprint: string } | null {
  const parts = /^(\d{6})([A-Z2-7]{8})$/.exec(text.toUpperCase().replace(/[^A-Z0-9]/g, ''));
  return parts === null ? null : { digits: parts[1] ?? '', fingerprint: parts[2] ?? '' };
}
