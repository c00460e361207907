import { app, session } from 'electron';

/** Our own scheme is not among them: each of its requests would make a detour through here. */
const foreign = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

/**
 * Denies what no screen needs: leaving our pages, new windows, permissions, devices, downloads and the network.
 * `devServer` is the one address allowed in development.
 */
export function denyEverythingElse(devServer: string | null): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.setSpellCheckerEnabled(false); // it would fetch dictionaries
  // The policy of our pages forbids all of these already; this also holds for a page that came without it.
  own.webRequest.onBeforeRequest({ urls: foreign }, (details, answer) => answer({ cancel: !mayLoad(details.url, devServer) }));
  app.on('web-contents-created', (_event, contents) => {
    // A reload of the page itself is no navigation away from it.
    contents.on('will-navigate', (event, url) => {
      if (url !== contents.getURL()) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

function mayLoad(url: string, devServer: string | null): boolean {
  return devServer !== null && new URL(url).host === new URL(devServer).host;
}
