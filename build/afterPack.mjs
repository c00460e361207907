import { rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Electron's default app would start whatever folder it is given: a packaged kiosk must not have it.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string } } }} context
 */
export function afterPack(context) {
  const mac = context.electronPlatformName === 'darwin' || context.electronPlatformName === 'mas';
  const resources = mac ? `${context.packager.appInfo.productFilename}.app/Contents/Resources` : 'resources';
  rmSync(path.join(context.appOutDir, resources, 'default_app.asar'), { force: true });
}
