import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { net, protocol } from 'electron';
import { fileTypes, pagePolicy } from './network/pagePolicy.ts';

/** Where every page comes from: our own files under our own scheme, so that no page ever has a file:// or web origin. */
export const origin = 'app://hall';

/** The content security policy of a window. */
export function contentSecurityPolicy(devServer: string | null): string {
  // Hot reload needs its socket and an inline script; never in a packaged app.
  return devServer === null ? pagePolicy("'none'") : pagePolicy(`'self' ${devServer} ${devServer.replace(/^http/, 'ws')}`, " 'unsafe-inline'");
}

/** Must run before the app is ready: makes app:// an origin like https, with storage and modules. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** The file below `folder` that a URL means, or null when it means none or one outside. */
export function fileOf(url: string, folder: string): string | null {
  try {
    const { host, pathname } = new URL(url);
    const wanted = decodeURIComponent(pathname);
    if (host !== 'hall' || wanted.includes('\0') || wanted.includes('\\')) return null;
    const file = path.normalize(path.join(folder, wanted === '/' ? 'index.html' : wanted));
    return file.startsWith(folder + path.sep) ? file : null;
  } catch {
    return null; // not a URL, or a broken escape
  }
}

export interface AppPages {
  readonly folder: string;
  readonly devServer: string | null;
  /** Pages that main makes itself, by their path. */
  readonly own: Readonly<Record<string, (url: string) => string>>;
  /** The files a screen will load, so that its page can ask for them at once. */
  readonly filesOfScreen: (screen: string) => readonly string[];
}

/** Serves app:// from a folder (in development from Vite's server), each answer with the policy. */
export function serveApp({ folder, devServer, own, filesOfScreen }: AppPages): void {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy(devServer),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
  const refuse = (status: number) => new Response(null, { status, headers });
  protocol.handle('app', async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const file = fileOf(request.url, folder);
    if (file === null) return refuse(404);
    const page = own[new URL(request.url).pathname];
    if (page) return new Response(page(request.url), { headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } });
    if (devServer !== null) return fromDevServer(request.url, devServer, headers);
    try {
      const body = await readFile(file);
      const type = path.extname(file);
      const sent = type === '.html' ? withPreloads(body.toString(), filesOfScreen(new URL(request.url).searchParams.get('screen') ?? '')) : body;
      return new Response(sent, { headers: { ...headers, 'Content-Type': fileTypes[type] ?? 'application/octet-stream' } });
    } catch {
      return refuse(404);
    }
  });
}

/** The page with a line for each file that it will need anyway: without it a screen's own code is asked for one round later. */
function withPreloads(page: string, files: readonly string[]): string {
  const links = files.map((file) => `<link rel="modulepreload" crossorigin href="./${file}">`);
  return page.replace('</head>', `${links.join('')}</head>`);
}

/** Node loads its fetch classes at their first use: better while a window's process starts than when it waits for its page. */
export function warmUp(): void {
  new Response(new Request(`${origin}/`).url);
}

async function fromDevServer(url: string, devServer: string, headers: Record<string, string>): Promise<Response> {
  const { pathname, search } = new URL(url);
  const answer = await net.fetch(new URL(pathname + search, devServer).href);
  return new Response(answer.body, { status: answer.status, headers: { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain', ...headers } });
}
