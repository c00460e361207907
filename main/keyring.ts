import { safeStorage } from 'electron';
import type { KeyWrap } from './store/keys.ts';

/**
 * Wraps keys with the system's own keyring; null where there is none worth the name (Linux without a secret
 * service, where Electron would fall back to a key that everybody knows). Call it once the app is ready.
 */
export function systemKeyring(): KeyWrap | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && ['basic_text', 'unknown'].includes(backend())) return null;
  return {
    name: 'safeStorage',
    warning: null,
    wrap: (key) => safeStorage.encryptString(key.toString('base64')),
    unwrap: (wrapped) => {
      try {
        return Buffer.from(safeStorage.decryptString(wrapped), 'base64');
      } catch {
        return null; // another user's, or another machine's
      }
    },
  };
}

/** Electron 25 cannot tell which keyring it would use: then it counts as none. */
function backend(): string {
  const ask: unknown = Reflect.get(safeStorage, 'getSelectedStorageBackend');
  return typeof ask === 'function' ? String(ask.call(safeStorage)) : 'unknown';
}
