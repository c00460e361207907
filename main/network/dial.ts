import { X509Certificate } from 'node:crypto';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import { WebSocket } from 'ws';
import { fail, ok, type Result } from '../../shared/result.ts';
import { errorCode } from '../store/files.ts';
import { hallOf, stationName } from './identity.ts';
import { closeTimeout, largestMessage, overWebSocket, type StationSocket } from './socket.ts';

/** Where a host listens. */
export interface HostPlace {
  /** An IP address, or a name that this machine can look up. */
  readonly address: string;
  readonly port: number;
}

/** A host as a paired station knows it. */
export interface KnownHost extends HostPlace {
  /** The hall's authority, PEM: nobody else is trusted. */
  readonly ca: string;
  readonly hall: string;
}

const patience = 5_000;

/**
 * Connects a station to its host, within 5 s. The host must show a certificate of the hall's own authority for the hall's
 * name, else `host.notTrusted`; when nobody answers, or not as a host does, `host.unreachable`.
 */
export function dial({ address, port, ca, hall }: KnownHost): Promise<Result<StationSocket>> {
  const name = stationName(hall);
  const options = {
    ca,
    servername: name,
    checkServerIdentity: (_asked: string, cert: Parameters<typeof checkServerIdentity>[1]) => checkServerIdentity(name, cert),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2' as const,
    headers: { Host: `${name}:${port}` },
    perMessageDeflate: false,
    followRedirects: false,
    maxPayload: 16 * largestMessage,
    closeTimeout, // not in the types yet
  };
  return new Promise((resolve) => {
    const socket = new WebSocket(`wss://${inUrl(address)}:${port}/link`, options);
    const late = setTimeout(() => socket.terminate(), patience); // makes it an error
    socket.on('open', () => {
      clearTimeout(late);
      resolve(ok(overWebSocket(socket, rethrow)));
    });
    socket.once('error', (error) => {
      clearTimeout(late);
      resolve(isDistrust(error) ? fail('host.notTrusted', error.message) : unreachable(error));
    });
  });
}

/**
 * The authority of whoever listens there, whom this machine does not know yet, and the hall it says it is of. Nothing is
 * sent and nothing is trusted: the caller compares the fingerprint. `host.notTrusted` when it shows no authority of a hall
 * that signed itself and its server, `host.unreachable` when it cannot be asked within 5 s.
 */
export function peekAuthority({ address, port }: HostPlace): Promise<Result<{ readonly ca: string; readonly hall: string }>> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, rejectUnauthorized: false, minVersion: 'TLSv1.2' });
    const end = (result: Result<{ readonly ca: string; readonly hall: string }>) => {
      clearTimeout(late);
      socket.destroy();
      resolve(result);
    };
    const late = setTimeout(() => end(fail('host.unreachable', 'no answer', true)), patience);
    socket.on('secureConnect', () => end(authorityOf(socket)));
    socket.on('error', (error) => end(unreachable(error)));
  });
}

function authorityOf(socket: TLSSocket): Result<{ readonly ca: string; readonly hall: string }> {
  const shown = socket.getPeerCertificate(true);
  // Without an issuer in the chain it is absent, whatever the types say; a lone self-signed one is its own.
  const above: { readonly raw: Buffer } | undefined = shown.issuerCertificate;
  if (above === undefined || shown.raw === undefined) return fail('host.notTrusted', 'it shows no authority');
  const [leaf, ca] = [new X509Certificate(shown.raw), new X509Certificate(above.raw)];
  const hall = hallOf(ca.subject);
  if (hall === null || !ca.ca || !ca.verify(ca.publicKey)) return fail('host.notTrusted', 'it shows no authority of a hall');
  if (leaf.ca || !leaf.checkIssued(ca) || !leaf.verify(ca.publicKey)) return fail('host.notTrusted', 'its authority has not signed its certificate');
  return ok({ ca: `${ca.toString().trim()}\n`, hall });
}

function unreachable(error: Error): Result<never> {
  return fail('host.unreachable', errorCode(error) || error.message, true);
}

/** Node's codes for what is wrong with a certificate, among those for what is wrong with a connection. */
function isDistrust(error: Error): boolean {
  const code = errorCode(error);
  return /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_|HOSTNAME_|PATH_LENGTH_|ERR_TLS_CERT_|UNSPECIFIED$)/.test(code);
}

function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** A station has one host: what a handler of its throws is a bug of the whole station. */
function rethrow(error: unknown): never {
  throw error;
}
