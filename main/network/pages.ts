import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fileTypes } from './pagePolicy.ts';

/** The screens that a browser may ask for; the others are for the program's own windows. */
const screens = ['join', 'kiosk', 'guide', 'board', 'counter'];

/**
 * Serves the built renderer in `folder` to browsers, read only, and the hall's authority (as `ca` gives it, PEM) as DER at
 * /ca.crt. Everything else is 404. With `folder` null there are no pages.
 */
export function servePages(app: FastifyInstance, folder: string | null, ca: () => string): void {
  app.get('/ca.crt', (_request, reply) => reply.type('application/x-x509-ca-cert').send(new X509Certificate(ca()).raw));
  if (folder === null) return;
  app.get('/', (_request, reply) => reply.redirect('/index.html?screen=join', 302));
  app.get<{ Querystring: { readonly screen?: unknown } }>('/index.html', ({ query }, reply) =>
    screens.some((screen) => screen === query.screen) ? sendFile(reply, path.join(folder, 'index.html'), 'no-cache') : nothingHere(reply),
  );
  app.get<{ Params: { readonly name: string } }>('/assets/:name', ({ params: { name } }, reply) =>
    // A name without a slash cannot lead out of the folder. Vite puts a hash of the contents into each.
    /^\w[\w.-]*$/.test(name) ? sendFile(reply, path.join(folder, 'assets', name), 'public, max-age=31536000, immutable') : nothingHere(reply),
  );
}

/** 404, and no word about what there is. */
export function nothingHere(reply: FastifyReply): FastifyReply {
  return reply.code(404).send();
}

async function sendFile(reply: FastifyReply, file: string, keep: string): Promise<FastifyReply> {
  const type = fileTypes[path.extname(file)];
  if (type === undefined) return nothingHere(reply);
  try {
    const body = await readFile(file);
    return reply.type(type).header('Cache-Control', keep).send(body);
  } catch {
    return nothingHere(reply);
  }
}
