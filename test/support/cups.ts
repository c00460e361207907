/** A CUPS of a test's own: a real cupsd in a folder of its own, on its own socket, with raw queues to given ports. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { freshFolder } from './fixture.ts';

const cupsd = ['/usr/sbin/cupsd', '/usr/local/sbin/cupsd'].find((each) => existsSync(each));
const serverBin = ['/usr/lib/cups', '/usr/libexec/cups'].find((each) => existsSync(`${each}/backend/socket`));

/** Why there is no CUPS for tests; undefined: there is. */
export const noCups = cupsd && serverBin ? undefined : 'skipped without cupsd: apt-get install cups';

export interface TestQueue {
  readonly name: string;
  readonly port: number;
  readonly stopped?: boolean;
  readonly refusing?: boolean;
}

export interface TestCups {
  /** For the `server` of a CupsOptions, and for CUPS_SERVER. */
  readonly server: string;
  /** Set when asked to listen on TCP too. */
  readonly log: () => string;
  /** Killed, as with the power. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const queue = ({ name, port, stopped, refusing }: TestQueue) => `<Printer ${name}>
Info ${name} in a test
DeviceURI socket://127.0.0.1:${port}/?contimeout=2
State ${stopped ? 'Stopped' : 'Idle'}
Type 4
Accepting ${refusing ? 'No' : 'Yes'}
Shared No
JobSheets none none
ErrorPolicy abort-job
</Printer>
`;

/** Starts one with these queues; ends with `close`. */
export async function testCups(queues: readonly TestQueue[]): Promise<TestCups> {
  if (!cupsd || !serverBin) throw new Error(noCups);
  const root = freshFolder('cups');
  chmodSync(root, 0o755); // its backends run as another user when it is started by root
  for (const each of ['spool', 'cache', 'state', 'tmp']) mkdirSync(path.join(root, each), { mode: 0o755 });
  const server = path.join(root, 'cups.sock');
  const log = path.join(root, 'error.log');
  const open = '<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n';
  writeFileSync(path.join(root, 'cupsd.conf'), `Listen ${server}\nLogLevel debug\nBrowsing Off\nWebInterface No\nIdleExitTimeout 0\nDefaultAuthType None\nPreserveJobHistory Yes\n${open}`);
  const folders = Object.entries({ ServerRoot: '', RequestRoot: 'spool', CacheDir: 'cache', StateDir: 'state', TempDir: 'tmp', ErrorLog: 'error.log', AccessLog: 'access.log', PageLog: 'page.log' });
  const user = userInfo().uid === 0 ? '' : `User ${userInfo().username}\n`;
  writeFileSync(path.join(root, 'cups-files.conf'), `${folders.map(([key, value]) => `${key} ${path.join(root, value)}`).join('\n')}\nServerBin ${serverBin}\n${user}`);
  writeFileSync(path.join(root, 'printers.conf'), queues.map(queue).join(''), { mode: 0o600 });
  const child = spawn(cupsd, ['-f', '-c', path.join(root, 'cupsd.conf'), '-s', path.join(root, 'cups-files.conf')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const logged = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  if (!(await listening(server, child))) throw new Error(`cupsd did not start:\n${logged()}`);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return { server, log: logged, kill: () => end('SIGKILL'), close: () => end('SIGKILL') };
}

async function listening(server: string, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(server, () => resolve(true));
      socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
    });
    if (there) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
